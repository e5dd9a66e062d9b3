/** The documents of the notices as people may see them. */
import type { Grant } from '../../miniprogram/contract/estate'
import {
  mayPublish,
  type ManagedNotice,
  type NoticeAuthor,
  type NoticeSaved,
  type NoticeView,
} from '../../miniprogram/contract/notices'
import { noticeRow, type NoticeDoc } from '../kit/notices'
import { stateAt } from './rules'

/** Names by public id; null: this person does not see who published. */
export type Names = ReadonlyMap<string, string> | null

const authorOf = ({ by, role }: NoticeDoc, names: Names): NoticeAuthor | null =>
  names && { role, name: names.get(by ?? '') ?? '' }

export const noticeView = (doc: NoticeDoc, grants: readonly Grant[], names: Names, now: number): NoticeView => ({
  id: doc._id,
  title: doc.title,
  text: doc.text,
  pinned: doc.pinned,
  endsAt: doc.endsAt,
  audience: doc.audience,
  publishedAt: doc.publishedAt,
  changedAt: doc.changedAt,
  state: stateAt(doc, now),
  version: doc.version,
  mayChange: mayPublish(grants, doc.audience),
  author: authorOf(doc, names),
})

export const managedView = (doc: NoticeDoc, names: Names, now: number): ManagedNotice => ({
  ...noticeRow(doc),
  audience: doc.audience,
  endsAt: doc.endsAt,
  state: stateAt(doc, now),
  version: doc.version,
  author: authorOf(doc, names),
})

export const savedView = ({ _id, version }: Pick<NoticeDoc, '_id' | 'version'>): NoticeSaved => ({ id: _id, version })
