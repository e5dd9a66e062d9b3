/** The only way from the messages to the database. */
import type { MessageRow, Template } from '../../miniprogram/contract/messages'
import type { Page } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import { members, saveMember, type Member } from '../kit/members'
import { messageRow, messages, type MessageDoc } from '../kit/messages'
import { command } from '../kit/sdk'

export async function pageOf(openid: string, after: string | undefined): Promise<Page<MessageRow>> {
  const { rows, next } = await messages.pageAfter({
    where: { to: openid },
    sort: { field: 'at', order: 'desc' },
    after,
  })
  return { rows: rows.map(messageRow), next }
}

export { countUnread } from '../kit/messages'

/** Marks the person's own messages, these or all; ids of others' do nothing. */
export function markRead(openid: string, ids: readonly string[] | undefined): Promise<number> {
  const which = ids ? { _id: command.in([...ids]) } : {}
  return messages.updateAll({ ...which, to: openid, read: false }, { read: true })
}

export const saveQuota = (context: Context, decide: (quota: Member['quota']) => Member['quota']): Promise<Member> =>
  saveMember(context, ({ quota }) => ({ quota: decide(quota) }))

// ---- pushing

export const due = (limit: number): Promise<MessageDoc[]> =>
  messages.find(
    { push: 'due' },
    {
      sort: [
        { field: 'at', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** Of all who try only one gets true, so a message goes out at most once. */
export const claim = (id: string): Promise<boolean> => messages.updateIf({ _id: id, push: 'due' }, { push: 'sent' })

export const dropPush = (ids: readonly string[]): Promise<number> =>
  messages.updateAll({ _id: command.in([...ids]) }, { push: 'none' })

/** Takes one of the messages that the person still allows. False: none is left. */
export const takeQuota = (openid: string, template: Template): Promise<boolean> =>
  members.updateIf(
    { _id: openid, [`quota.${template}`]: command.gt(0) },
    { [`quota.${template}`]: command.inc(-1), version: command.inc(1) },
  )

export const clearQuota = (openid: string, template: Template): Promise<boolean> =>
  members.updateIf({ _id: openid }, { [`quota.${template}`]: 0, version: command.inc(1) })
