/** What may come in to the routes of postings: fields, types, limits. */
import * as v from 'valibot'
import {
  CHEATS,
  INSURANCES,
  JOB_KINDS,
  JOB_LIMITS,
  PAY_UNITS,
  POSTING_STATES,
  SHIFTS,
  WITHIN,
} from '../../miniprogram/contract/jobs'
import { count, id, pageFields, words, wordsOrNone } from '../kit/schema'
import type { PersonsMove } from './posting.rules'

const MOST_HOURS = 12
const DAYS_OF_WEEK = 7

const version = count(Number.MAX_SAFE_INTEGER)
const pay = count(JOB_LIMITS.pay)
/** whole and half hours */
const hours = v.pipe(
  v.number(),
  v.minValue(0.5),
  v.maxValue(MOST_HOURS),
  v.check((value) => Number.isInteger(value * 2)),
)
const shifts = v.pipe(
  v.array(v.picklist(SHIFTS)),
  v.minLength(1),
  v.maxLength(SHIFTS.length),
  v.check((all) => new Set(all).size === all.length),
)
const text = words(JOB_LIMITS.textCharacters)

const posting = {
  title: words(JOB_LIMITS.titleCharacters),
  kind: v.picklist(JOB_KINDS),
  pay: v.strictObject({ from: pay, to: pay, unit: v.picklist(PAY_UNITS) }),
  hoursPerDay: hours,
  daysPerWeek: count(DAYS_OF_WEEK),
  place: words(JOB_LIMITS.placeCharacters),
  way: v.strictObject({ by: v.picklist(['foot', 'bus']), minutes: count(JOB_LIMITS.minutes) }),
  shifts,
  duties: text,
  needs: wordsOrNone(JOB_LIMITS.textCharacters),
  insurance: v.picklist(INSURANCES),
  wanted: count(JOB_LIMITS.wanted),
}

const MOVES = ['ask', 'overrule', 'renew', 'close', 'keep', 'remove'] as const satisfies readonly PersonsMove[]

const filters = v.strictObject({
  ...pageFields,
  kind: v.exactOptional(v.picklist(JOB_KINDS)),
  shift: v.exactOptional(v.picklist(SHIFTS)),
  within: v.exactOptional(v.picklist(WITHIN)),
})
const search = v.strictObject({ ...pageFields, text: words(JOB_LIMITS.searchCharacters) })

export const input = {
  list: v.union([filters, search]),
  one: v.strictObject({ id }),
  report: v.strictObject({
    posting: id,
    cheat: v.picklist(CHEATS),
    text: wordsOrNone(JOB_LIMITS.wordsCharacters),
  }),
  check: v.strictObject(posting),
  post: v.strictObject({ ...posting, enterprise: id, id: v.exactOptional(id), version: v.exactOptional(version) }),
  own: v.strictObject({ ...pageFields, enterprise: id, state: v.exactOptional(v.picklist(POSTING_STATES)) }),
  move: v.strictObject({
    id,
    version,
    move: v.picklist(MOVES),
    reason: v.exactOptional(words(JOB_LIMITS.reasonCharacters)),
  }),
}
