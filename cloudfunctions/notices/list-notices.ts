import type { In, Out } from '../../miniprogram/contract/api'
import { readerKeys } from '../../miniprogram/contract/notices'
import type { Context } from '../kit/context'
import { noticeRow, type NoticeDoc } from '../kit/notices'
import * as repo from './repo'
import { scopesOf, seesAuthors } from './rules'
import { managedView } from './view'

/** What concerns the caller now. */
export async function listNotices(
  { after }: In<'notices.list'>,
  { member, grants, now }: Context,
): Promise<Out<'notices.list'>> {
  const { rows, next } = await repo.readablePage(readerKeys(member?.home ?? null, grants), now, after)
  return { rows: rows.map(noticeRow), next }
}

/** What the caller answers for, also what is over. */
export async function listManaged(
  { after }: In<'notices.managed'>,
  { grants, now }: Context,
): Promise<Out<'notices.managed'>> {
  const { rows, next } = await repo.managedPage(scopesOf(grants), after)
  const names = seesAuthors(grants) ? await repo.namesOf(authorsOf(rows)) : null
  return { rows: rows.map((doc) => managedView(doc, names, now)), next }
}

const authorsOf = (docs: readonly NoticeDoc[]): string[] => [
  ...new Set(docs.map(({ by }) => by).filter((by) => by !== null)),
]
