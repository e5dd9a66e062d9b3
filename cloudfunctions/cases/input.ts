/** What may come in: fields, types, limits. */
import * as v from 'valibot'
import { CASE_KIND_NAMES, CASE_GROUPS, DANGERS, QUESTIONS } from '../../miniprogram/contract/case-kinds'
import { CASE_LIMITS, CASE_STATES, OUTSIDERS, RECORDS } from '../../miniprogram/contract/cases'
import { CLUSTERS } from '../../miniprogram/contract/estate'
import { BUILDING_ID } from '../kit/buildings'
import { count, id, pageFields, time, words } from '../kit/schema'

const SPOT_CHARACTERS = 60
const NAME_CHARACTERS = 40
const FILE_ID_CHARACTERS = 300
const MOST = 100

const building = v.pipe(v.string(), v.regex(BUILDING_ID))
const kind = v.picklist(CASE_KIND_NAMES)
const pictures = v.exactOptional(
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(FILE_ID_CHARACTERS))), v.maxLength(CASE_LIMITS.pictures)),
)
const text = words(CASE_LIMITS.textCharacters)
const stars = count(5)
const opinion = v.exactOptional(words(CASE_LIMITS.ratingCharacters))
const cluster = v.picklist(CLUSTERS)

const place = v.strictObject({
  building,
  unit: v.exactOptional(count(MOST)),
  floor: v.exactOptional(count(MOST)),
  room: v.exactOptional(count(MOST)),
  lift: v.exactOptional(words(NAME_CHARACTERS)),
  spot: v.exactOptional(words(SPOT_CHARACTERS)),
})

const answers = v.strictObject({
  when: v.exactOptional(v.picklist(QUESTIONS.when)),
  often: v.exactOptional(v.picklist(QUESTIONS.often)),
  where: v.exactOptional(v.picklist(QUESTIONS.where)),
  hurt: v.exactOptional(v.picklist(QUESTIONS.hurt)),
})

export const reportInput = v.strictObject({
  kind,
  place,
  text,
  answers,
  pictures,
  warned: v.exactOptional(v.pipe(v.array(v.picklist(DANGERS)), v.maxLength(DANGERS.length))),
})

const move = <const M extends string, E extends v.ObjectEntries>(name: M, entries: E) =>
  v.strictObject({ id, version: count(Number.MAX_SAFE_INTEGER), move: v.literal(name), ...entries })

export const moveInput = v.variant('move', [
  move('accept', {}),
  move('start', {}),
  move('occur', {}),
  move('withdraw', {}),
  move('wait', { text, until: v.exactOptional(time) }),
  move('record', { form: v.picklist(RECORDS), text, pictures }),
  move('note', { text }),
  move('pass', { text: v.exactOptional(text) }),
  move('assign', { to: id, text: v.exactOptional(text) }),
  move('resolve', { text, pictures }),
  move('decline', { text }),
  move('hand_over', { outsider: v.picklist(OUTSIDERS), name: words(NAME_CHARACTERS), text: v.exactOptional(text) }),
  move('confirm', { stars: v.exactOptional(stars), text: opinion }),
  move('rate', { stars, text: opinion }),
  move('reopen', { text, pictures }),
])

export const oneCase = v.strictObject({ id })
export const workInput = v.strictObject({ ...pageFields, desk: v.exactOptional(v.boolean()) })
export const clusterInput = v.strictObject({ ...pageFields, cluster })
export const countsInput = v.strictObject({ cluster: v.exactOptional(cluster) })
export const allInput = v.strictObject({
  ...pageFields,
  state: v.exactOptional(v.picklist(CASE_STATES)),
  group: v.exactOptional(v.picklist(CASE_GROUPS)),
  kind: v.exactOptional(kind),
  building: v.exactOptional(building),
  from: v.exactOptional(time),
  to: v.exactOptional(time),
})
