import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { dayOf } from '../kit/clock'
import { newId } from '../kit/ids'
import { calendar, daysLater } from './calendar.rules'
import { moveByRule, newFair } from './fair.rules'
import * as repo from './fairs.repo'
import { tellFair } from './tell-fair'

/** A holiday moves a fair on by this many days at most, with room to spare. */
const MOST_MOVED = 30

/** Fairs are made by the rule some weeks ahead, and those that nobody else moved follow a change of the holiday list. */
export async function makeFairs(now: number): Promise<void> {
  const today = dayOf(now)
  const last = daysLater(today, FAIR_LIMITS.aheadDays)
  // also those whose day lies outside now: they may have been made inside
  const ruled = calendar(daysLater(today, -MOST_MOVED), daysLater(last, MOST_MOVED))
  const known = new Map((await repo.knownFairs(ruled.map(({ id }) => id))).map((fair) => [fair._id, fair]))
  const missing = ruled
    .filter(({ id, day }) => !known.has(id) && day <= last)
    .map((rule) => newFair(rule, newId(now)))
    .filter(({ opensAt }) => opensAt > now)
  if (missing.length > 0) await repo.addFairs(missing)

  for (const { id, day } of ruled) {
    const fair = known.get(id)
    const moved = fair && moveByRule(fair, day, now)
    if (!fair || !moved || !(await repo.changeFair(fair, moved))) continue
    await tellFair({ ...fair, ...moved }, 'moved', fair.version + 1, now)
  }
}
