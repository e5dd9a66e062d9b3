/** What may come in about claims: fields, types, limits. */
import * as v from 'valibot'
import { CLAIM_STATES, CRAFT_LIMITS, TAKE_WARNINGS } from '../../miniprogram/contract/crafts'
import { count, id, pageFields, typedCode, words } from '../kit/schema'

const FILE_ID_CHARACTERS = 300
/** between two reports; more is a slip of the finger */
const MOST_MINUTES = 7 * 24 * 60

const pieces = count(CRAFT_LIMITS.piecesPerBatch)
const some = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const minutes = some(MOST_MINUTES)
const text = words(CRAFT_LIMITS.textCharacters)
const tally = {
  accepted: some(CRAFT_LIMITS.piecesPerBatch),
  rework: some(CRAFT_LIMITS.piecesPerBatch),
  rejected: some(CRAFT_LIMITS.piecesPerBatch),
}

export const takeInput = v.strictObject({
  batch: id,
  price: count(CRAFT_LIMITS.pricePerPiece),
  pieces,
  agree: v.literal(true),
  warned: v.exactOptional(v.pipe(v.array(v.picklist(TAKE_WARNINGS)), v.maxLength(TAKE_WARNINGS.length))),
})

const move = <const M extends string, E extends v.ObjectEntries>(name: M, entries: E) =>
  v.strictObject({ id, version: count(Number.MAX_SAFE_INTEGER), move: v.literal(name), ...entries })

export const moveInput = v.variant('move', [
  move('cancel', {}),
  move('agree', {}),
  move('fetch', { code: typedCode }),
  move('progress', { done: some(CRAFT_LIMITS.piecesPerBatch), minutes }),
  move('hand_in', { pieces, minutes }),
  move('lose', { pieces, text }),
  move('take_back', { code: typedCode, pieces }),
  move('count', {
    ...tally,
    text: v.exactOptional(text),
    pictures: v.exactOptional(
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(FILE_ID_CHARACTERS))), v.maxLength(CRAFT_LIMITS.pictures)),
    ),
  }),
  move('object', { text }),
  move('settle', { ...tally, text }),
])

export const mineInput = v.strictObject({ ...pageFields, ended: v.exactOptional(v.boolean()) })
export const oneClaim = v.strictObject({ id })
export const contactInput = v.strictObject({ claim: id })
export const counterInput = v.strictObject({
  ...pageFields,
  enterprise: id,
  state: v.exactOptional(v.picklist(CLAIM_STATES)),
})
