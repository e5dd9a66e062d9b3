/** What the community tells people. The function `notices` publishes; 首页 shows the first of them as well. */
import type { NoticeRow } from '../../miniprogram/contract/notices'
import { Collection, type Where } from './db'
import type { NoticeDoc } from './notice-doc'
import { command } from './sdk'

export { keptUntil, newNotice, written, type NewNotice, type NoticeDoc } from './notice-doc'

export const notices = new Collection<NoticeDoc>('notices')

export const NOTICE_ROW_FIELDS = [
  'title',
  'excerpt',
  'pinned',
  'publishedAt',
] as const satisfies readonly (keyof NoticeDoc)[]

type RowDoc = Pick<NoticeDoc, '_id' | (typeof NOTICE_ROW_FIELDS)[number]>

export const noticeRow = ({ _id, title, excerpt, pinned, publishedAt }: RowDoc): NoticeRow => ({
  id: _id,
  title,
  excerpt,
  pinned,
  publishedAt,
})

/**
 * Those that holders of these keys may read now. `current` is in the index, so that past ones are never looked at; the
 * bound on the end is for those that ran out since the timer ran.
 */
export const readableNow = (keys: readonly string[], now: number): Where => ({
  keys: command.in([...keys]),
  current: true,
  endsAt: command.gt(now),
})

/** The first ones to be read: pinned, then newest. */
export async function firstNotices(keys: readonly string[], now: number, limit: number): Promise<NoticeRow[]> {
  const docs = await notices.find(readableNow(keys, now), {
    sort: [
      { field: 'rank', order: 'desc' },
      { field: '_id', order: 'desc' },
    ],
    limit,
    fields: NOTICE_ROW_FIELDS,
  })
  return docs.map(noticeRow)
}
