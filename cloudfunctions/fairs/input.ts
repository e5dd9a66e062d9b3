/** What may come in: fields, types, limits. */
import * as v from 'valibot'
import { FAIR_LIMITS, TALK_MOVES, type FairTalkState } from '../../miniprogram/contract/fairs'
import { JOB_KINDS, SHIFTS } from '../../miniprogram/contract/jobs'
import { count, id, pageFields, time, words, wordsOrNone } from '../kit/schema'

const FAIR = String.raw`20\d\d-\d\d-\d\d-(?:market|special)`
const BOOTH = String.raw`${FAIR}\.[0-9A-HJKMNP-TV-Z]{26}`
/** more than any hall has */
const MOST_BOOTHS = 60
const FIND_CHARACTERS = 20

const formed = (form: string) => v.pipe(v.string(), v.regex(new RegExp(`^${form}$`)))
const list = <T>(one: v.GenericSchema<unknown, T>, most: number) => v.pipe(v.array(one), v.maxLength(most))

const fair = formed(FAIR)
const booth = formed(BOOTH)
/** booth, slot, and how many did not come before */
const talk = formed(String.raw`${BOOTH}\.\d{1,3}(?:\.\d{1,3})?`)
const signup = formed('[0-9a-f]{32}')
const version = count(Number.MAX_SAFE_INTEGER)
const wants = list(booth, FAIR_LIMITS.wants)
const agree = v.literal(true)

const STATES = Object.keys(TALK_MOVES) as Exclude<FairTalkState, 'planned'>[]

export const input = {
  list: v.strictObject({ ...pageFields, past: v.exactOptional(v.boolean()) }),
  one: v.strictObject({ id: fair }),
  ofFair: v.strictObject({ fair }),
  signup: v.strictObject({ fair, wants, agree }),
  book: v.strictObject({
    fair,
    enterprise: id,
    postings: v.pipe(list(id, FAIR_LIMITS.postingsPerBooth), v.minLength(1)),
  }),
  ofBooth: v.strictObject({ booth }),
  talk: v.strictObject({ talk, version, state: v.picklist(STATES), posting: v.exactOptional(id) }),
  change: v.union([
    v.strictObject({
      id: fair,
      version,
      theme: wordsOrNone(FAIR_LIMITS.themeCharacters),
      place: words(FAIR_LIMITS.placeCharacters),
      booths: count(MOST_BOOTHS),
      opensAt: time,
      closesAt: time,
    }),
    v.strictObject({ id: fair, version, cancel: words(FAIR_LIMITS.reasonCharacters) }),
  ]),
  desk: v.strictObject({
    ...pageFields,
    fair,
    find: v.exactOptional(v.pipe(v.string(), v.maxLength(FIND_CHARACTERS))),
  }),
  checkin: v.union([
    v.strictObject({ fair, code: formed(String.raw`\d{${FAIR_LIMITS.codeDigits}}`) }),
    v.strictObject({ fair, id: signup }),
  ]),
  walkin: v.strictObject({
    fair,
    name: words(FAIR_LIMITS.nameCharacters),
    kinds: list(v.picklist(JOB_KINDS), JOB_KINDS.length),
    shifts: list(v.picklist(SHIFTS), SHIFTS.length),
    wants,
    agree,
  }),
  still: v.strictObject({ talk, after: v.picklist(FAIR_LIMITS.stillAfter), still: v.boolean() }),
}
