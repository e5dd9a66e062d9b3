/** What may come in to the routes of seekers: fields, types, limits. */
import * as v from 'valibot'
import { APPLICATION_STATES, DECLINE_REASONS } from '../../miniprogram/contract/job-applications'
import { JOB_KINDS, JOB_LIMITS, SHIFTS } from '../../miniprogram/contract/jobs'
import { count, id, pageFields, words, wordsOrNone } from '../kit/schema'

const version = count(Number.MAX_SAFE_INTEGER)
const text = words(JOB_LIMITS.wordsCharacters)

/** Each at most once. */
const some = <const T extends string>(choices: readonly T[], most: number) =>
  v.pipe(
    v.array(v.picklist(choices)),
    v.minLength(1),
    v.maxLength(most),
    v.check((all) => new Set(all).size === all.length),
  )

const move = <const M extends string, E extends v.ObjectEntries>(name: M, entries: E) =>
  v.strictObject({ id, version, move: v.literal(name), ...entries })

export const input = {
  keep: v.strictObject({
    kinds: some(JOB_KINDS, JOB_LIMITS.kinds),
    shifts: some(SHIFTS, SHIFTS.length),
    want: count(JOB_LIMITS.pay),
    minutes: count(JOB_LIMITS.minutes),
    intro: wordsOrNone(JOB_LIMITS.introCharacters),
    match: v.boolean(),
    born: v.exactOptional(v.pipe(v.string(), v.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/))),
  }),
  save: v.strictObject({ posting: id, saved: v.boolean() }),
  apply: v.strictObject({ posting: id, agree: v.literal(true) }),
  applications: v.strictObject({ ...pageFields, ended: v.exactOptional(v.boolean()) }),
  one: v.strictObject({ id }),
  answer: v.variant('move', [
    move('see', {}),
    move('withdraw', {}),
    move('invite', { text }),
    move('hire', {}),
    move('decline', { reason: v.picklist(DECLINE_REASONS) }),
  ]),
  contact: v.strictObject({ application: id }),
  say: v.union([v.strictObject({ posting: id, text }), v.strictObject({ talk: id, text })]),
  talks: v.strictObject({ ...pageFields, enterprise: v.exactOptional(id) }),
  applicants: v.strictObject({ ...pageFields, posting: id, state: v.exactOptional(v.picklist(APPLICATION_STATES)) }),
}
