/** The timer: makes fairs, their timetables and reminders, ends them, has people asked, and deletes what is past its time. */
import type { TimerCall } from '../kit/router'
import { takenBack } from '../kit/fair-signups'
import { messageOf } from '../kit/sdk'
import { arrangeFair } from './arrange-fair'
import { dueStep, nextCheckOf, PERSONAL_MS, type FairStep } from './fair.rules'
import * as repo from './fairs.repo'
import { makeFairs } from './make-fairs'
import type { FairDoc, SignupDoc } from './model.rules'
import { lastQuestionAt } from './talk.rules'
import { tellFair, tellToAsk } from './tell-fair'

/** of one run; the next one comes in ten minutes */
const FAIRS_PER_RUN = 20
const TALKS_PER_RUN = 200
const SIGNUPS_PER_RUN = 100

export async function checkFairs(call: TimerCall): Promise<void> {
  const { now } = call
  const parts: { [name: string]: () => Promise<unknown> } = {
    make: () => makeFairs(now),
    steps: () => takeSteps(call),
    recount: () => recountAll(),
    hires: () => countHires(),
    ask: () => tellQuestions(now),
    clear: () => clearPeople(now),
  }
  for (const [part, run] of Object.entries(parts)) {
    try {
      await run()
    } catch (error) {
      // one part that fails must not hold up the others
      call.log.error('check_fairs', { part, reason: messageOf(error).slice(0, 120) })
    }
  }
}

async function takeSteps({ now, log }: TimerCall): Promise<void> {
  for (const { _id } of await repo.dueFairs(now, FAIRS_PER_RUN)) {
    try {
      await catchUp(_id, now)
    } catch (error) {
      log.error('check_fair', { fair: _id, reason: messageOf(error).slice(0, 120) })
    }
  }
}

/** Step by step until nothing is due; a fair that somebody else changes waits for the next run. */
async function catchUp(id: string, now: number): Promise<void> {
  for (;;) {
    const fair = await repo.loadFair(id)
    const step = fair && dueStep(fair, now)
    if (!step || !(await STEPS[step](fair, now))) return
  }
}

/** False: it was changed meanwhile, or is gone. */
const STEPS: { readonly [S in FairStep]: (fair: FairDoc, now: number) => Promise<boolean> } = {
  arrange: async ({ _id, version }, now) => (await arrangeFair(_id, now, `system.${_id}.${version}`)) !== null,
  remind: async (fair, now) => {
    if (now < fair.opensAt) await tellFair(fair, 'tomorrow', fair.opensAt, now)
    return change(fair, { reminded: true })
  },
  end: async (fair) => {
    await repo.recount(fair)
    await repo.clearAll(fair._id, fair.closesAt + PERSONAL_MS)
    return change(fair, { over: true, ...(fair.state === 'arranged' ? { state: 'ended' } : {}) })
  },
  remove: async ({ _id }) => {
    await repo.removeFair(_id)
    return false
  },
}

const change = (fair: FairDoc, set: Partial<FairDoc>): Promise<boolean> =>
  repo.changeFair(fair, { ...set, nextCheckAt: nextCheckOf({ ...fair, ...set }) })

/** A call that died between writing and counting left a figure that is off by one. */
async function recountAll(): Promise<void> {
  for (const fair of await repo.comingFairs()) await repo.recount(fair)
}

/** Not in the call: a slip of the thumb that is set right at once counts nothing. */
async function countHires(): Promise<void> {
  for (const talk of await repo.hiresToCount(TALKS_PER_RUN)) await repo.countHire(talk)
}

async function tellQuestions(now: number): Promise<void> {
  const due = await repo.talksToTell(now, TALKS_PER_RUN)
  const [first] = due
  if (!first) return
  await tellToAsk(first, now)
  await repo.noteTold(due.map(({ _id }) => _id))
}

/** Name and skills go; of who was hired only some time after the last question. */
async function clearPeople(now: number): Promise<void> {
  const due = await repo.signupsToClear(now, SIGNUPS_PER_RUN)
  const later = await postponed(due, now)
  for (const [id, clearAt] of later) await repo.updateSignups([id], { clearAt })
  const ids = due.map(({ _id }) => _id).filter((id) => !later.has(id))
  if (ids.length === 0) return
  const { openid, name, kinds, shifts, wants, keys, clearAt } = takenBack('')
  await repo.updateSignups(ids, { openid, name, kinds, shifts, wants, keys, clearAt })
}

async function postponed(due: readonly SignupDoc[], now: number): Promise<Map<string, number>> {
  const later = new Map<string, number>()
  for (const { signup, hiredAt } of await repo.talksOfPeople(due.map(({ _id }) => _id))) {
    const until = hiredAt === null ? 0 : lastQuestionAt(hiredAt) + PERSONAL_MS
    if (until > now) later.set(signup, Math.max(until, later.get(signup) ?? 0))
  }
  return later
}
