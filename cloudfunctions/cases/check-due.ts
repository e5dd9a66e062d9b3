/** The timer of this function: lateness goes up the chain, silence closes, and lost effects are made good. */
import { HOUR } from '../kit/clock'
import { Collection, type Doc } from '../kit/db'
import type { TimerCall } from '../kit/router'
import { messageOf } from '../kit/sdk'
import { commitMove } from './commit-move'
import type { CaseDoc, Person } from './model.rules'
import { SYSTEM } from './model.rules'
import { peopleFor } from './move-case'
import { applyEffects, findChanged, findDue } from './repo'

interface Mark extends Doc {
  at: number
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
  const to = now - SETTLE_MS
  const mark = await settings.get(MARK)
  let from = Math.max(mark?.at ?? 0, now - REPAIR_MS)
  for (let batch = 0; batch < BATCHES; batch++) {
    const changed = await findChanged(from, to, BATCH)
    for (const doc of changed) {
      for (const event of doc.events) {
        if (event.at > from && event.at <= to) await applyEffects(doc, event)
      }
    }
    const last = changed.at(-1)
    from = changed.length < BATCH || !last ? to : last.updatedAt
    if (from === to) break
  }
  if (!(await settings.insertOnce({ _id: MARK, at: from }))) await settings.updateIf({ _id: MARK }, { at: from })
}
