import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { actsFor } from '../kit/enterprises'
import type { PostingDoc } from './posting-model.rules'
import { lookView, postingRow } from './posting-view.rules'
import * as repo from './postings.repo'

/** Staff who act for an enterprise see nothing of what others decide about it. */
const ofOthers = (context: Context, rows: readonly PostingDoc[]): PostingDoc[] =>
  rows.filter(({ enterprise }) => !actsFor(context, enterprise))

/** Hidden postings that the staff must look at, the first due first, with what people said and not who. */
export async function listReported({ after }: In<'jobs.reported'>, context: Context): Promise<Out<'jobs.reported'>> {
  const page = await repo.deskPage('hidden', after)
  const rows = ofOthers(context, page.rows)
  const said = await repo.reportsOf(rows.map(({ _id }) => _id))
  const reportsOn = (id: string) => said.filter(({ posting }) => posting === id)
  return {
    rows: rows.map((doc) => ({ ...postingRow(doc), ...lookView(doc, reportsOn(doc._id)) })),
    next: page.next,
  }
}

/** Postings that the gate blocked: first those whose enterprise asked the staff to look, the longest waiting first. */
export async function listBlocked({ after }: In<'jobs.blocked'>, context: Context): Promise<Out<'jobs.blocked'>> {
  const page = await repo.deskPage('blocked', after)
  const rows = ofOthers(context, page.rows)
  return {
    rows: rows.map((doc) => ({ ...postingRow(doc), findings: doc.findings, asked: doc.asked })),
    next: page.next,
  }
}
