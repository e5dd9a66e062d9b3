import type { In, Out } from '../../miniprogram/contract/api'
import { PAGE_SIZE } from '../../miniprogram/contract/paging'
import type { PostingRow } from '../../miniprogram/contract/jobs'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import type { PostingRowDoc } from './posting-model.rules'
import { postingRow } from './posting-view.rules'
import * as repo from './postings.repo'
import { gramOf, holdsText, keyOf } from './search.rules'

/** Where a page has rows that are left out, so many reads fill it up; then it is shorter and the list goes on. */
const MOST_READS = 2

/** Open postings of enterprises that may work here, the newest first: by filters, or by what is in title and name. */
export async function listPostings(input: In<'jobs.list'>): Promise<Out<'jobs.list'>> {
  const text = 'text' in input ? input.text : null
  const by = 'text' in input ? { grams: gramOf(input.text) } : { keys: keyOf(input) }
  const rows: PostingRow[] = []
  let next: string | null = input.after ?? null
  for (let read = 0; read < MOST_READS; read++) {
    const page = await repo.foundPage(by, next ?? undefined, PAGE_SIZE - rows.length)
    const fitting = text === null ? page.rows : page.rows.filter((row) => holdsText(row, text))
    rows.push(...(await ofActive(fitting)).map(postingRow))
    next = page.next
    if (next === null || rows.length === PAGE_SIZE) break
  }
  return { rows, next }
}

/** Those whose enterprise may work here: while it is suspended its postings are not shown. */
async function ofActive<R extends Pick<PostingRowDoc, 'enterprise'>>(rows: readonly R[]): Promise<R[]> {
  const active = await repo.activeAmong(rows.map(({ enterprise }) => enterprise))
  return rows.filter(({ enterprise }) => active.has(enterprise))
}

/** The enterprise's postings, in one state or in all. */
export async function listOwn(
  { enterprise, state, after }: In<'jobs.own'>,
  context: Context,
): Promise<Out<'jobs.own'>> {
  requireEnterprise(context, enterprise)
  const { rows, next } = await repo.ownPage(enterprise, state, after)
  return { rows: rows.map((doc) => ({ ...postingRow(doc), waiting: doc.waiting, version: doc.version })), next }
}
