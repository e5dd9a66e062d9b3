import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { found } from '../kit/errors'
import { actorOf } from './application-actor'
import { groundOf } from './say-line'
import { sideOf, talkRow, talkView, writeProblem } from './talk.rules'
import * as repo from './talks.repo'

/** The caller's talks as a seeker, or those of an enterprise the caller acts for; the last written comes first. */
export async function listTalks({ enterprise, after }: In<'jobs.talks'>, context: Context): Promise<Out<'jobs.talks'>> {
  const side = enterprise === undefined ? 'seeker' : 'enterprise'
  if (enterprise !== undefined) requireEnterprise(context, enterprise)
  const { rows, next } = await repo.talkPage(
    enterprise === undefined ? { seeker: context.openid } : { enterprise },
    after,
  )
  return { rows: rows.map((row) => talkRow(row, side)), next }
}

/** One talk; opening it is reading it. NOT_FOUND for everybody else. */
export async function getTalk({ id }: In<'jobs.talk'>, context: Context): Promise<Out<'jobs.talk'>> {
  const talk = found(await repo.loadTalk(id))
  const side = found(sideOf(talk, actorOf(context)))
  const [ground] = await Promise.all([
    repo.loadGround(talk.posting, id, talk.seeker),
    talk.unread[side] ? repo.noteRead(talk, side) : null,
  ])
  const canWrite = ground !== null && writeProblem(talk, groundOf(ground, context.now)) === null
  const read = { ...talk, unread: { ...talk.unread, [side]: false } }
  return talkView(read, side, canWrite)
}
