import type { Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { jobMessageFor, tell } from '../kit/messages'
import { WAITING_STATES } from './application.rules'
import * as applications from './applications.repo'
import { removeSeeker } from './seekers.repo'

/** Deletes the card and what was saved. Applications are withdrawn with it: they would show what is deleted. */
export async function forgetCard(_input: unknown, { openid, requestId, now }: Context): Promise<Out<'jobs.forget'>> {
  const open = await applications.openOf(openid)
  await removeSeeker(openid)
  await applications.withdrawAll(openid, { requestId, now })
  const waiting = open.filter(({ state }) => WAITING_STATES.includes(state)).map(({ posting }) => posting)
  await applications.countWaiting(waiting, -1)
  await tell(
    open.flatMap(({ _id, title, version, enterprises }) => {
      const news = {
        about: 'application',
        subject: _id,
        eventNo: version + 1,
        at: now,
        what: 'withdrawn',
        title,
      } as const
      return enterprises.flatMap(({ members }) => members.map(({ openid: to }) => jobMessageFor(to, news)))
    }),
  )
  return { done: true }
}
