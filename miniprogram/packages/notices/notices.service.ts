/** The only way from these pages to the server. */
import type { In } from '../../contract/api'
import type { Me } from '../../contract/estate'
import {
  isPublisher,
  type ManagedNotice,
  type NoticeRow,
  type NoticeSaved,
  type NoticeView,
} from '../../contract/notices'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'
import { session } from '../../core/session'

const from = (after?: string) => (after === undefined ? {} : { after })

export const listNotices = (after?: string): Promise<Page<NoticeRow>> => call('notices.list', from(after))

export const listManaged = (after?: string): Promise<Page<ManagedNotice>> => call('notices.managed', from(after))

export const getNotice = (id: string): Promise<NoticeView> => call('notices.get', { id })

export const publishNotice = (input: In<'notices.publish'>, requestId: string): Promise<NoticeSaved> =>
  call('notices.publish', input, { requestId })

export const changeNotice = (input: In<'notices.change'>, requestId: string): Promise<NoticeSaved> =>
  call('notices.change', input, { requestId })

export const takeDown = (id: string, requestId: string): Promise<NoticeSaved> =>
  call('notices.end', { id }, { requestId })

/** Who I am, from what the phone remembers where that is enough; a role may have been given since. */
export async function whoAmI(): Promise<Me> {
  const known = session.me()
  return known && isPublisher(known.grants) ? known : session.load()
}
