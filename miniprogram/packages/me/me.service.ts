/** The only way from these pages to the server. */
import type { In } from '../../contract/api'
import type { CodePicture, Grant, GrantEvent, Home, Kept, LookEvent, Me } from '../../contract/estate'
import { MESSAGE_LIMITS, type MessageRow } from '../../contract/messages'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'
import { session } from '../../core/session'

const from = (after?: string) => (after === undefined ? {} : { after })

/** Whatever the server says of this person is kept. */
async function kept(me: Promise<Me>): Promise<Me> {
  const answer = await me
  session.save(answer)
  return answer
}

export const bindHome = (home: Home, requestId: string): Promise<Me> => kept(call('estate.bind', home, { requestId }))
export const unbindHome = (requestId: string): Promise<Me> => kept(call('estate.unbind', {}, { requestId }))

export const saveProfile = (change: In<'estate.profile'>, requestId: string): Promise<Me> =>
  kept(call('estate.profile', change, { requestId }))

export const takePhone = (code: string, requestId: string): Promise<Me> =>
  kept(call('estate.phone', { code }, { requestId }))

export const listMessages = (after?: string): Promise<Page<MessageRow>> => call('messages.list', from(after))

/** Marks these as read, or all; sets the number at the tab. */
export async function readMessages(ids?: readonly string[]): Promise<number> {
  const input = ids ? { ids: ids.slice(0, MESSAGE_LIMITS.idsPerRead) } : {}
  const { unread } = await call('messages.read', input)
  session.setUnread(unread)
  return unread
}

export const listLooks = (after?: string): Promise<Page<LookEvent>> => call('estate.looks', from(after))

export const exportMe = (): Promise<Kept> => call('estate.export', {})

export async function eraseMe(requestId: string): Promise<void> {
  await call('estate.erase', {}, { requestId })
  const me = session.me()
  if (me) session.save({ ...me, name: null, phoneMasked: null, home: null, leave: null, enterprises: [] })
}

export const joinRole = (input: In<'estate.join'>, requestId: string): Promise<Me> =>
  kept(call('estate.join', input, { requestId }))

export const invite = (grant: Grant, requestId: string): Promise<{ code: string; expiresAt: number }> =>
  call('estate.invite', { grant }, { requestId })

export const listGrantEvents = (after?: string): Promise<Page<GrantEvent>> => call('estate.grants', from(after))

export async function revoke(person: string, grant: Grant, requestId: string): Promise<void> {
  await call('estate.revoke', { person, grant }, { requestId })
}

/** The code of a stair, a lift or a door as a picture. */
export const makeCode = (code: string): Promise<CodePicture> => call('estate.code', { code })
