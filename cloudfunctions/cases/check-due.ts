/** The timer of this function: lateness goes up the chain, silence closes, and lost effects are made good. */
import { HOUR } from '../kit/clock'
import { Collection, type Doc } from '../kit/db'
import type { TimerCall } from '../kit/router'
import { messageOf } from '../kit/sdk'
import { commitMove } from './commit-move'
import type { CaseDoc, Person } from './model.rules'
import { SYSTEM } from './model.rules'
import { peopleFor } from './move-case'
import { applyEffects, changedPage, findDue } from './repo'

/** How far the repair has come: changes in (from, to], after the cursor when it had to stop in between. */
interface Mark extends Doc {
  from: number
  to: number
  after: string | null
}

const settings = new Collection<Mark>('settings')
const MARK = 'cases.repaired'

const BATCH = 50
/** at most this many batches a run, so that it ends well before the function's time limit */
const BATCHES = 6
/** effects younger than this may still be on their way */
const SETTLE_MS = 30_000
/** counters remember about this much; what is older is not counted again */
const REPAIR_MS = HOUR

export async function checkDue(call: TimerCall): Promise<void> {
  await raiseAndClose(call)
  await repairEffects(call)
}

async function raiseAndClose({ now, log }: TimerCall): Promise<void> {
  const people = new Map<string, Promise<readonly Person[]>>()
  const loadPeople = (doc: CaseDoc) => {
    const known = people.get(doc.building) ?? peopleFor(doc)
    people.set(doc.building, known)
    return known
  }
  for (let batch = 0; batch < BATCHES; batch++) {
    const due = await findDue(now, BATCH)
    let moved = 0
    for (const doc of due) {
      try {
        await commitMove({
          id: doc._id,
          actor: SYSTEM,
          move: {
            input: { move: doc.state === 'resolved' ? 'close' : 'escalate' },
            requestId: `system.${doc._id}.${doc.version}`,
            now,
          },
          seen: doc.version,
          loadPeople,
        })
        moved += 1
      } catch (error) {
        // one case that went on meanwhile must not hold up the others
        log.error('check_due', { caseId: doc._id, reason: messageOf(error).slice(0, 120) })
      }
    }
    if (due.length < BATCH || moved === 0) return
  }
}

/** A call may die between a move and its effects. The move holds what should follow, so it can be done again. */
async function repairEffects({ now }: TimerCall): Promise<void> {
  const mark = await settings.get(MARK)
  const window = nextWindow(mark, now)
  let { after } = window
  for (let batch = 0; batch < BATCHES; batch++) {
    const { rows, next } = await changedPage({ ...window, after, size: BATCH })
    for (const doc of rows) {
      for (const event of doc.events) {
        if (event.at > window.from && event.at <= window.to) await applyEffects(doc, event)
      }
    }
    after = next
    if (after === null) break
  }
  const done: Mark = { _id: MARK, ...window, after }
  if (await settings.insertOnce(done)) return
  await settings.updateIf({ _id: MARK }, { from: done.from, to: done.to, after: done.after })
}

/** The window the last run did not finish, or the time since it. */
function nextWindow(mark: Mark | null, now: number): Omit<Mark, '_id'> {
  if (mark !== null && mark.after !== null) return mark
  return { from: Math.max(mark?.to ?? 0, now - REPAIR_MS), to: now - SETTLE_MS, after: null }
}
