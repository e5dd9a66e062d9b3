/** What may come in: fields, types, limits. */
import * as v from 'valibot'
import {
  DECISIONS,
  ENTERPRISE_LIMITS,
  ENTERPRISE_STATES,
  isCreditCode,
  WANTS,
} from '../../miniprogram/contract/enterprises'
import { ESTATE_LIMITS } from '../../miniprogram/contract/estate'
import { count, id, MOBILE, pageFields, typedCode, words } from '../kit/schema'

/** A number of the fixed network with its area code: 023-68880000 */
const LANDLINE = /^0\d{2,3}-?\d{7,8}$/

const version = count(Number.MAX_SAFE_INTEGER)
const about = words(ENTERPRISE_LIMITS.aboutCharacters)
const phone = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => MOBILE.test(text) || LANDLINE.test(text)),
)
const contact = v.strictObject({ name: words(ENTERPRISE_LIMITS.contactCharacters), phone })
const wants = v.pipe(
  v.array(v.picklist(WANTS)),
  v.minLength(1),
  v.maxLength(WANTS.length),
  v.check((all) => new Set(all).size === all.length),
)
/** as printed on the licence, in capitals; the expression keeps out letters that only become Latin when raised */
const creditCode = v.pipe(v.string(), v.trim(), v.regex(/^[0-9A-Za-z]{18}$/), v.toUpperCase(), v.check(isCreditCode))

export const input = {
  apply: v.strictObject({
    name: words(ENTERPRISE_LIMITS.nameCharacters),
    code: creditCode,
    contact,
    wants,
    about,
  }),
  one: v.strictObject({ id }),
  list: v.strictObject({ ...pageFields, state: v.picklist(ENTERPRISE_STATES) }),
  decide: v.strictObject({
    id,
    version,
    decision: v.picklist(DECISIONS),
    reason: v.exactOptional(words(ENTERPRISE_LIMITS.reasonCharacters)),
  }),
  change: v.strictObject({
    id,
    version,
    contact: v.exactOptional(contact),
    wants: v.exactOptional(wants),
    about: v.exactOptional(about),
  }),
  join: v.strictObject({ code: typedCode, name: words(ESTATE_LIMITS.nameCharacters) }),
  remove: v.strictObject({ id, person: id }),
}
