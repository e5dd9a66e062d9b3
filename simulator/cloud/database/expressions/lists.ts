import { distinct, keySet } from './accumulators'
import { sortOf } from '../stages/ends'
import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { int32, isNothing, ofParts, ofValues, place, truth } from './operands'
import { sortBy } from '../order'
import { compare, equal, isDoc, isNumber, toNumber } from '../values'

function arrayOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw requestFailed(`${what} must be an array`)
  return value as unknown[]
}

function slice(values: readonly unknown[]): unknown {
  if (values.some(isNothing)) return null
  const items = arrayOf(values[0], 'First argument to $slice')
  const [first, length] = values.slice(1).map((bound) => int32(bound, 'Arguments to $slice')) as [number, number?]
  if (length === undefined) return first >= 0 ? items.slice(0, first) : items.slice(first)
  if (length <= 0) throw requestFailed('Third argument to $slice must be positive')
  const from = first >= 0 ? first : Math.max(0, items.length + first)
  return items.slice(from, from + length)
}

/** The most elements that an array may come to have here; MongoDB too runs out of memory at some point. */
const MAX_LENGTH = 5_000_000

function checkLength(length: number): void {
  if (length > MAX_LENGTH) throw requestFailed('an array would use too much memory')
}

function range(values: readonly unknown[]): unknown {
  const [from, to, step = 1] = values.map((value) => int32(value, 'Arguments to $range')) as [number, number, number?]
  if (step === 0) throw requestFailed('$range requires a non-zero step value')
  const length = Math.max(0, Math.ceil((to - from) / step))
  checkLength(length)
  return Array.from({ length }, (_, at) => from + at * step)
}

function zip(inputs: unknown[], defaults: readonly unknown[], longest: boolean): unknown {
  const wrong = inputs.find((input) => !isNothing(input) && !Array.isArray(input))
  if (wrong !== undefined) throw requestFailed('$zip found a non-array expression in input')
  if (inputs.some(isNothing)) return null
  const lists = inputs as unknown[][]
  const lengths = lists.map((list) => list.length)
  const length = longest ? Math.max(...lengths) : Math.min(...lengths)
  return Array.from({ length }, (_, at) =>
    lists.map((list, column) => (at < list.length ? list[at] : defaults[column]) ?? null),
  )
}

/** Arrays by place, and arrays as sets. */
export function listExpressions(evaluate: Evaluate): Operators {
  /** Operators that join sets. An operand that is nothing makes the result nothing, unless a wrong one came before. */
  const joined = (name: string, join: (sets: readonly unknown[][]) => unknown): ExpressionOperator =>
    ofValues(evaluate, (values) => {
      for (const value of values) {
        if (isNothing(value)) return null
        arrayOf(value, `All operands of ${name}`)
      }
      return join(values as unknown[][])
    })
  const compared = (name: string, answer: (sets: readonly Set<string>[]) => boolean): ExpressionOperator =>
    ofValues(evaluate, (values) => answer(values.map((value) => keySet(arrayOf(value, `All operands of ${name}`)))))
  const isIn = (one: Set<string>, other: Set<string>): boolean => [...one].every((key) => other.has(key))
  const has = (set: readonly unknown[], wanted: unknown): boolean => set.some((item) => equal(item, wanted))
  const single = (name: string, answer: (items: readonly unknown[]) => unknown): ExpressionOperator =>
    ofValues(evaluate, ([value]) => answer(arrayOf(value, `The argument to ${name}`)))
  return {
    $arrayElemAt: ofValues(evaluate, ([value, at]) => {
      if (isNothing(value) || isNothing(at)) return null
      return arrayOf(value, "$arrayElemAt's first argument").at(int32(at, "$arrayElemAt's second argument"))
    }),
    $concatArrays: joined('$concatArrays', (lists) => {
      checkLength(lists.reduce((total, list) => total + list.length, 0))
      return lists.flat(1)
    }),
    $indexOfArray: ofValues(evaluate, ([value, wanted, ...bounds]) => {
      if (isNothing(value)) return null
      const items = arrayOf(value, "$indexOfArray's first argument")
      const [from = 0, to = items.length] = bounds.map((bound) => place(bound, 'The bounds of $indexOfArray'))
      return items.findIndex((item, at) => at >= from && at < to && equal(item, wanted))
    }),
    $isArray: ofValues(evaluate, ([value]) => Array.isArray(value)),
    $range: ofValues(evaluate, range),
    $reverseArray: ofValues(evaluate, ([value]) =>
      isNothing(value) ? null : arrayOf(value, 'The argument to $reverseArray').toReversed(),
    ),
    $size: single('$size', (items) => items.length),
    $slice: ofValues(evaluate, slice),
    $sortArray: ofParts(evaluate, (part, { sortBy: order }) => {
      const input = part('input')
      if (isNothing(input)) return null
      const items = arrayOf(input, 'The input argument to $sortArray')
      if (isDoc(order)) return sortBy(items, (item) => (isDoc(item) ? item : {}), sortOf('$sortArray', order))
      const sign = isNumber(order) ? toNumber(order) : 0
      if (sign !== 1 && sign !== -1) throw requestFailed("$sortArray's 'sortBy' must be 1 or -1")
      return items.toSorted((a, b) => sign * compare(a, b))
    }),
    $zip: (doc, argument, options) => {
      const parts = argument as { inputs: unknown[]; defaults?: unknown[]; useLongestLength?: boolean }
      const each = (items: readonly unknown[]): unknown[] => items.map((item) => evaluate(doc, item, options))
      return zip(each(parts.inputs), each(parts.defaults ?? []), parts.useLongestLength === true)
    },
    $allElementsTrue: single('$allElementsTrue', (items) => items.every(truth)),
    $anyElementTrue: single('$anyElementTrue', (items) => items.some(truth)),
    $setDifference: joined('$setDifference', ([one = [], other = []]) => {
      const away = keySet(other)
      return distinct(one).filter((item) => !isIn(keySet([item]), away))
    }),
    $setEquals: compared('$setEquals', ([first = new Set<string>(), ...others]) =>
      others.every((other) => other.size === first.size && isIn(other, first)),
    ),
    $setIntersection: joined('$setIntersection', ([first = [], ...others]) =>
      distinct(first.filter((item) => others.every((set) => has(set, item)))).sort(compare),
    ),
    $setIsSubset: compared('$setIsSubset', ([one = new Set<string>(), other = new Set<string>()]) => isIn(one, other)),
    $setUnion: joined('$setUnion', (sets) => distinct(sets.flat(1)).sort(compare)),
  }
}
