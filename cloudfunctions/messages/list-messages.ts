import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import * as repo from './repo'

/** The caller's messages, newest first. */
export const listMessages = ({ after }: In<'messages.list'>, { openid }: Context): Promise<Out<'messages.list'>> =>
  repo.pageOf(openid, after)

/** How many the caller has not read. */
export const countUnread = async (_input: unknown, { openid }: Context): Promise<Out<'messages.unread'>> => ({
  unread: await repo.countUnread(openid),
})

/** Marks messages of the caller as read; what is left unread. */
export async function markRead({ ids }: In<'messages.read'>, { openid }: Context): Promise<Out<'messages.read'>> {
  await repo.markRead(openid, ids)
  return { unread: await repo.countUnread(openid) }
}
