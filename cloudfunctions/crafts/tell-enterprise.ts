import type { EnterpriseFields } from '../kit/enterprises'
import { craftMessageFor, tell, type CraftEventNews } from '../kit/messages'
import { loadEnterprise } from './trade.repo'

/** Tells everybody who acts for the enterprise (it, or its id); safe to repeat. */
export async function tellEnterprise(
  enterprise: Pick<EnterpriseFields, 'members'> | string,
  news: CraftEventNews,
): Promise<void> {
  const known = typeof enterprise === 'string' ? await loadEnterprise(enterprise) : enterprise
  await tell((known?.members ?? []).map(({ openid }) => craftMessageFor(openid, news)))
}
