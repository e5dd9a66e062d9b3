/** What the routes of the estate take. */
import * as v from 'valibot'
import { CLUSTERS, ESTATE_LIMITS } from '../../miniprogram/contract/estate'
import { parsePlaceCode } from '../../miniprogram/contract/place-code'
import { BUILDING_ID } from '../kit/buildings'
import { count, id, MOBILE, time, typedCode, words } from '../kit/schema'

/** more than any unit, floor or room has; whether there is such a one, the building says */
const MOST = 99

const building = v.pipe(v.string(), v.regex(BUILDING_ID))
const cluster = v.picklist(CLUSTERS)
const name = words(ESTATE_LIMITS.nameCharacters)

const grant = v.variant('role', [
  v.strictObject({ role: v.literal('mediator'), cluster, building }),
  v.strictObject({
    role: v.literal('worker'),
    cluster,
    buildings: v.pipe(v.array(building), v.minLength(1), v.maxLength(ESTATE_LIMITS.buildingsPerWorker)),
  }),
  v.strictObject({ role: v.literal('leader'), cluster }),
  v.strictObject({ role: v.literal('staff') }),
  v.strictObject({ role: v.literal('admin') }),
])

/** what WeChat takes as a scene */
const SCENE = 32
const placeCode = v.pipe(
  v.string(),
  v.maxLength(SCENE),
  v.check((text) => parsePlaceCode(text) !== null),
)

const leave = v.strictObject({ from: time, to: time, standIn: v.nullable(id) })

export const input = {
  home: v.strictObject({ building, unit: count(MOST), floor: count(MOST), room: count(MOST) }),
  profile: v.strictObject({
    name: v.exactOptional(v.nullable(name)),
    phone: v.exactOptional(v.nullable(v.pipe(v.string(), v.regex(MOBILE)))),
  }),
  phone: v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)) }),
  invite: v.strictObject({ grant }),
  join: v.strictObject({ code: typedCode, name }),
  revoke: v.strictObject({ person: id, grant }),
  leave: v.strictObject({ leave: v.nullable(leave), person: v.exactOptional(id) }),
  colleagues: v.strictObject({ cluster }),
  code: v.strictObject({ code: placeCode }),
}
