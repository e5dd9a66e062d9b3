/** What may come in to the routes of cards, batches and payments: fields, types, limits. */
import * as v from 'valibot'
import { CRAFT_LIMITS, PAY_WAYS } from '../../miniprogram/contract/crafts'
import { count, id, pageFields, time, words } from '../kit/schema'

const FILE_ID_CHARACTERS = 300
/** hours of a day that anybody could be free */
const MOST_HOURS = 16
/** tenths of a minute: a piece of two working days is no piece-work */
const MOST_TENTHS = 9_600

const version = count(Number.MAX_SAFE_INTEGER)
const file = v.pipe(v.string(), v.minLength(1), v.maxLength(FILE_ID_CHARACTERS))
const list = <T>(one: v.GenericSchema<unknown, T>, most: number) => v.pipe(v.array(one), v.maxLength(most))
const name = words(CRAFT_LIMITS.nameCharacters)
const price = count(CRAFT_LIMITS.pricePerPiece)
const pieces = count(CRAFT_LIMITS.piecesPerBatch)
const counter = v.strictObject({
  place: words(CRAFT_LIMITS.placeCharacters),
  hours: words(CRAFT_LIMITS.placeCharacters),
})
const month = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/))
/** claim id, a dot, number of the event */
const wage = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}\.\d{1,4}$/))

const card = {
  hours: count(MOST_HOURS),
  sewing: v.boolean(),
  lifting: v.boolean(),
  stairs: v.boolean(),
  smallChildren: v.boolean(),
  match: v.boolean(),
}

const product = {
  name,
  pictures: list(file, CRAFT_LIMITS.pictures),
  steps: v.pipe(list(words(CRAFT_LIMITS.stepCharacters), CRAFT_LIMITS.steps), v.minLength(1)),
  standard: words(CRAFT_LIMITS.textCharacters),
  video: v.exactOptional(file),
  needs: v.strictObject({
    sewing: v.boolean(),
    lifting: v.boolean(),
    stairs: v.boolean(),
    unsafeForChildren: v.boolean(),
  }),
}

const adjusted = { id, version }

export const input = {
  keep: v.strictObject({
    ...card,
    born: v.exactOptional(v.pipe(v.string(), v.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/))),
  }),
  oneBatch: v.strictObject({ id }),
  ofEnterprise: v.strictObject({ ...pageFields, enterprise: id }),
  design: v.strictObject({
    enterprise: id,
    id: v.exactOptional(id),
    version: v.exactOptional(version),
    ...product,
  }),
  post: v.strictObject({
    enterprise: id,
    product: id,
    pieces,
    price,
    claimedMinutes: count(MOST_TENTHS),
    least: pieces,
    most: pieces,
    materials: list(v.strictObject({ name, amount: name }), CRAFT_LIMITS.materials),
    fetch: counter,
    giveBack: counter,
    deadline: time,
    trial: v.boolean(),
  }),
  adjust: v.union([v.strictObject({ ...adjusted, price }), v.strictObject({ ...adjusted, stop: v.literal(true) })]),
  approve: v.strictObject({
    id,
    version,
    approve: v.boolean(),
    reason: v.exactOptional(words(CRAFT_LIMITS.reasonCharacters)),
  }),
  desk: v.strictObject({
    ...pageFields,
    what: v.picklist(['approvals', 'objections', 'arrears', 'denied']),
  }),
  money: v.strictObject({ ...pageFields, month: v.exactOptional(month) }),
  payments: v.strictObject({ ...pageFields, enterprise: id, month: v.exactOptional(month) }),
  pay: v.strictObject({
    enterprise: id,
    wages: v.pipe(list(wage, CRAFT_LIMITS.wagesPerPay), v.minLength(1)),
    way: v.picklist(PAY_WAYS),
    proof: words(CRAFT_LIMITS.proofCharacters),
  }),
  receive: v.strictObject({ wage, came: v.boolean(), text: v.exactOptional(words(CRAFT_LIMITS.textCharacters)) }),
  judge: v.strictObject({ wage, came: v.boolean(), text: words(CRAFT_LIMITS.textCharacters) }),
  statement: v.strictObject({ month, enterprise: v.exactOptional(id) }),
}
