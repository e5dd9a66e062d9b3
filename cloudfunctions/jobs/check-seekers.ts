import type { TimerCall } from '../kit/router'
import { messageOf } from '../kit/sdk'
import { clearAt, cleared, dueOf, SYSTEM } from './application.rules'
import * as applications from './applications.repo'
import { commitApplication, countHired } from './commit-application'
import { matchAtNight } from './match-night'
import { noteClosed, postingsToClose } from './postings.repo'
import type { ApplicationDoc } from './seeker-model.rules'
import { overdueTalk } from './talk.rules'
import * as talks from './talks.repo'

/** of each kind in one run; the next one comes in five minutes */
const PER_RUN = 100
const POSTINGS_PER_RUN = 5

/** The timer's part in applications and talks: silence closes, personal data goes, and at night people are matched. */
export async function checkSeekers(call: TimerCall): Promise<void> {
  await closeTakenAway(call)
  await checkApplications(call)
  await checkTalks(call)
  await matchAtNight(call)
}

/** A posting that the staff took away has no applications any more. */
async function closeTakenAway(call: TimerCall): Promise<void> {
  for (const { _id } of await postingsToClose(POSTINGS_PER_RUN)) {
    const open = await applications.openAt(_id, PER_RUN)
    for (const application of open) await attempt(application, call, () => close(application, call))
    // what is left, or was moved by somebody else meanwhile, the next run closes
    if ((await applications.openAt(_id, 1)).length === 0) await noteClosed(_id)
  }
}

async function checkApplications(call: TimerCall): Promise<void> {
  const { now, log } = call
  const due = await applications.dueApplications(now, PER_RUN)
  for (const application of due) {
    const what = dueOf(application, now)
    if (what === 'close') await attempt(application, call, () => close(application, call))
    if (what === 'count') await attempt(application, call, () => makeSureItCounted(application))
    if (what === 'clear') await applications.changeApplication(application, cleared(application))
  }
  await applications.removeApplications(due.filter((one) => dueOf(one, now) === 'delete').map(({ _id }) => _id))
  if (due.length > 0) log.info('applications.checked', { applications: due.length })
}

async function makeSureItCounted(application: ApplicationDoc): Promise<void> {
  await countHired(application)
  await applications.changeApplication(application, { nextCheckAt: clearAt(application.endedAt ?? 0) })
}

const close = (application: ApplicationDoc, { now }: TimerCall) =>
  commitApplication({
    id: application._id,
    actor: SYSTEM,
    step: { input: { move: 'close' }, requestId: `system.${application._id}.${application.version}`, now },
    seen: application.version,
  })

/** One application that went on meanwhile must not hold up the others. */
async function attempt({ _id }: ApplicationDoc, { log }: TimerCall, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    log.error('check_seekers', { application: _id, reason: messageOf(error).slice(0, 120) })
  }
}

async function checkTalks({ now, log }: TimerCall): Promise<void> {
  const due = await talks.dueTalks(now, PER_RUN)
  const gone: string[] = []
  for (const talk of due) {
    const after = overdueTalk(talk, now)
    if (after === 'delete') gone.push(talk._id)
    else await talks.changeTalk(talk, after)
  }
  await talks.removeTalks(gone)
  if (due.length > 0) log.info('talks.checked', { talks: due.length })
}
