/** A notice in a list as people read it. */
import type { NoticeRow } from '../contract/notices'
import { ago } from './day'

export interface NoticeRowView {
  id: string
  title: string
  excerpt: string
  when: string
  pinned: boolean
  /** not opened on this phone yet */
  isNew: boolean
}

export const noticeRowView = (
  { id, title, excerpt, pinned, publishedAt }: NoticeRow,
  opened: readonly string[],
  now: number,
): NoticeRowView => ({ id, title, excerpt, when: ago(publishedAt, now), pinned, isNew: !opened.includes(id) })
