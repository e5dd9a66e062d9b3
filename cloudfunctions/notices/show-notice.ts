import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import * as repo from './repo'
import { mayRead, seesAuthors } from './rules'
import { noticeView } from './view'

/** One notice, for whom it concerns and for those who answer for it. */
export async function showNotice(
  { id }: In<'notices.get'>,
  { member, grants, now }: Context,
): Promise<Out<'notices.get'>> {
  const doc = found(await repo.load(id))
  if (!mayRead(doc, { home: member?.home ?? null, grants }, now)) throw new AppError('NOT_FOUND')
  const names = seesAuthors(grants) ? await repo.namesOf(doc.by === null ? [] : [doc.by]) : null
  return noticeView(doc, grants, names, now)
}
