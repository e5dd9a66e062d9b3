import type { EnterpriseFields } from '../kit/enterprises'
import { jobMessageFor, tell, type JobEventNews } from '../kit/messages'
import { loadEnterprise, staffOpenids } from './postings.repo'

type Known = Pick<EnterpriseFields, 'members'>

/** Tells everybody who acts for the enterprise (it, or its id); safe to repeat. */
export async function tellEnterprise(enterprise: Known | string, news: JobEventNews): Promise<void> {
  const known = typeof enterprise === 'string' ? await loadEnterprise(enterprise) : enterprise
  await tell((known?.members ?? []).map(({ openid }) => jobMessageFor(openid, news)))
}

/** Tells the staff, but not those who act for the enterprise it is about; safe to repeat. */
export async function tellStaff({ members }: Known, news: JobEventNews): Promise<void> {
  await tell((await outsiders(members)).map((openid) => jobMessageFor(openid, news)))
}

/** Both at once: what the enterprise is told, and what the staff are to do. */
export async function tellBoth({ members }: Known, toEnterprise: JobEventNews, toStaff: JobEventNews): Promise<void> {
  const staff = await outsiders(members)
  await tell([
    ...members.map(({ openid }) => jobMessageFor(openid, toEnterprise)),
    ...staff.map((openid) => jobMessageFor(openid, toStaff)),
  ])
}

async function outsiders(members: Known['members']): Promise<string[]> {
  const inside = new Set(members.map(({ openid }) => openid))
  return (await staffOpenids()).filter((openid) => !inside.has(openid))
}
