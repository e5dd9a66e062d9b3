import type { In, Out } from '../../miniprogram/contract/api'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { startOfDay } from '../kit/clock'
import type { Context } from '../kit/context'
import { wait } from '../kit/db'
import { actsFor, type EnterpriseFields } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { jobMessageFor, tell } from '../kit/messages'
import { checkText } from '../kit/moderation'
import { actorOf } from './application-actor'
import { isHiring } from './hiring-enterprise'
import { aliasOf, talkId } from './job-ids'
import { isOpenAt, isPublic } from './posting.rules'
import type { TalkDoc, TalkLineDoc } from './seeker-model.rules'
import { earlierLine, newTalk, otherSide, said, sideOf, writeProblem, type Ground, type TalkSide } from './talk.rules'
import * as repo from './talks.repo'
import { tellEnterprise } from './tell-jobs'

type Answer = Out<'jobs.say'>

/** A line in a talk: a question about a posting, the first of which makes the talk, or an answer in a talk one has. */
export const sayLine = (input: In<'jobs.say'>, context: Context): Promise<Answer> =>
  'posting' in input ? ask(input, context) : answer(input, context)

async function ask({ posting, text }: { posting: string; text: string }, context: Context): Promise<Answer> {
  const { openid, member, grants } = context
  if (!member?.home && grants.length === 0) throw new AppError('HOME_NEEDED')
  const id = talkId(posting, openid)
  const ground = found(await repo.loadGround(posting, id, openid))
  if (ground.talk) return write(ground.talk, 'seeker', text, ground, context)
  requireAskable(ground, context)
  return begin(id, text, ground, context)
}

/** A talk begins about an open posting, and not with oneself. */
function requireAskable({ posting, enterprise }: repo.TalkGround, context: Context): void {
  if (actsFor(context, posting.enterprise)) throw new AppError('FORBIDDEN')
  if (!isPublic(posting) || enterprise.state !== 'active') throw new AppError('NOT_FOUND')
  if (!isOpenAt(posting, context.now) || !isHiring(enterprise)) throw new AppError('NOT_NOW')
}

async function begin(id: string, text: string, ground: repo.TalkGround, context: Context): Promise<Answer> {
  const { openid, now, requestId, log } = context
  if ((await repo.begunSince(openid, startOfDay(now))) >= JOB_LIMITS.talksPerDay) throw new AppError('LIMIT')
  await checkText(openid, text, 'text', log)
  const talk = newTalk({ id, alias: aliasOf(id), seeker: openid }, ground.posting, {
    by: 'seeker',
    text,
    requestId,
    now,
  })
  if (!(await repo.addTalk(talk))) {
    // the same person asked twice at once
    return append(found(await repo.loadTalk(id)), { side: 'seeker', text, ground, context })
  }
  await tellOf(talk, 'seeker', 1, ground.enterprise, now)
  return { talk: id, version: 1 }
}

async function answer({ talk: id, text }: { talk: string; text: string }, context: Context): Promise<Answer> {
  const talk = found(await repo.loadTalk(id))
  const side = found(sideOf(talk, actorOf(context)))
  const ground = await repo.loadGround(talk.posting, id, talk.seeker)
  if (!ground) throw new AppError('NOT_NOW')
  return write(talk, side, text, ground, context)
}

async function write(
  talk: TalkDoc,
  side: TalkSide,
  text: string,
  ground: repo.TalkGround,
  context: Context,
): Promise<Answer> {
  const { openid, requestId, log } = context
  const said = earlierLine(talk, requestId, side)
  if (said) return repeated(talk, said, side, ground.enterprise)
  requireWritable(talk, ground, context)
  await checkText(openid, text, 'text', log)
  return append(talk, { side, text, ground, context })
}

export const groundOf = ({ posting, enterprise, applications }: repo.TalkGround, now: number): Ground => ({
  isOpen: isOpenAt(posting, now),
  isHiring: isHiring(enterprise),
  applications,
})

function requireWritable(talk: TalkDoc, ground: repo.TalkGround, { now }: Context): void {
  const problem = writeProblem(talk, groundOf(ground, now))
  if (problem) throw new AppError(problem.code)
}

interface Appending {
  side: TalkSide
  /** checked already */
  text: string
  ground: repo.TalkGround
  context: Context
}

const TRIES = 6
const WAIT_MS = 10

/** Adds the line at the end, wherever that is by now. */
async function append(first: TalkDoc, { side, text, ground, context }: Appending): Promise<Answer> {
  const { requestId, now } = context
  let talk = first
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const earlier = earlierLine(talk, requestId, side)
    if (earlier) return repeated(talk, earlier, side, ground.enterprise)
    requireWritable(talk, ground, context)
    const { line, set } = said(talk, { by: side, text, requestId, now })
    if (await repo.addLine(talk, line, set)) {
      // who has not opened the last news yet is not told again
      if (!talk.unread[otherSide(side)]) await tellOf(talk, side, line.no, ground.enterprise, now)
      return { talk: talk._id, version: line.no }
    }
    await wait(WAIT_MS * 2 ** attempt)
    talk = found(await repo.loadTalk(talk._id))
  }
  throw new AppError('BUSY')
}

/** A retried call: perhaps the first attempt died before it told anybody. */
async function repeated(
  talk: TalkDoc,
  { no, at }: TalkLineDoc,
  side: TalkSide,
  enterprise: EnterpriseFields,
): Promise<Answer> {
  if (talk.unread[otherSide(side)]) await tellOf(talk, side, no, enterprise, at)
  return { talk: talk._id, version: no }
}

/** Safe to repeat. */
async function tellOf(
  { _id: subject, title, seeker }: TalkDoc,
  by: TalkSide,
  eventNo: number,
  enterprise: EnterpriseFields,
  at: number,
): Promise<void> {
  const news = { about: 'talk', subject, eventNo, at, title } as const
  if (by === 'seeker') await tellEnterprise(enterprise, { ...news, what: 'asked' })
  else if (seeker !== null) await tell([jobMessageFor(seeker, { ...news, what: 'answered' })])
}
