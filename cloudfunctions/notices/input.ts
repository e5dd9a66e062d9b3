/** What the routes of the notices take. */
import * as v from 'valibot'
import { CLUSTERS } from '../../miniprogram/contract/estate'
import { NOTICE_LIMITS } from '../../miniprogram/contract/notices'
import { BUILDING_ID } from '../kit/buildings'
import { count, id, time, words } from '../kit/schema'

const clusters = v.pipe(v.array(v.picklist(CLUSTERS)), v.minLength(1), v.maxLength(CLUSTERS.length))
const buildings = v.pipe(
  v.array(v.pipe(v.string(), v.regex(BUILDING_ID))),
  v.minLength(1),
  v.maxLength(NOTICE_LIMITS.buildings),
)

const audience = v.variant('to', [
  v.strictObject({ to: v.literal('estate') }),
  v.strictObject({ to: v.literal('clusters'), clusters }),
  v.strictObject({ to: v.literal('buildings'), buildings }),
])

const text = {
  title: words(NOTICE_LIMITS.titleCharacters),
  text: words(NOTICE_LIMITS.textCharacters),
  pinned: v.boolean(),
  endsAt: time,
}

export const input = {
  one: v.strictObject({ id }),
  publish: v.strictObject({ ...text, audience }),
  change: v.strictObject({ ...text, id, version: count(Number.MAX_SAFE_INTEGER) }),
}
