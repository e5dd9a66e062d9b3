import { requestFailed } from './errors'
import { keyText } from './keys'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from './mingo'
import { compare, isDoc, isNumber, toNumber, type Doc } from './values'

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

/** The greatest or least of many values; null and missing do not count. */
function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values) {
    if (isNothing(value)) continue
    if (isNothing(best) || compare(value, best) * sign > 0) best = value
  }
  return best
}

/** The values of which no two are equal, in the order of their first appearance. */
export function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const key = keyText(value)
    return seen.has(key) ? false : seen.add(key)
  })
}

function numbers(values: readonly unknown[]): number[] {
  return values.filter((value) => value !== undefined && isNumber(value)).map(toNumber)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The standard deviation; without enough numbers there is none. */
function deviation(values: readonly unknown[], least: 1 | 2): number | null {
  const items = numbers(values)
  if (items.length < least) return null
  const mean = sum(items) / items.length
  return Math.sqrt(sum(items.map((item) => (item - mean) ** 2)) / (items.length - least + 1))
}

function merge(values: readonly unknown[]): Doc {
  const result: Doc = {}
  for (const value of values) {
    if (isNothing(value)) continue
    if (!isDoc(value)) throw requestFailed('$mergeObjects requires object inputs')
    Object.assign(result, value)
  }
  return result
}

type Answer = (values: readonly unknown[]) => unknown

const ANSWERS: { readonly [name: string]: Answer } = {
  $max: (values) => extreme(values, 1),
  $min: (values) => extreme(values, -1),
  $sum: (values) => sum(numbers(values)),
  $avg: (values) => {
    const items = numbers(values)
    return items.length === 0 ? null : sum(items) / items.length
  },
  $stdDevPop: (values) => deviation(values, 1),
  $stdDevSamp: (values) => deviation(values, 2),
}

/** Names that may stand in a $group. */
const IN_GROUP = new Set([
  ...Object.keys(ANSWERS),
  ...['$first', '$last', '$push', '$addToSet', '$mergeObjects', '$count', '$accumulator', '$median', '$percentile'],
  ...['$firstN', '$lastN', '$maxN', '$minN', '$top', '$topN', '$bottom', '$bottomN'],
])

/** Refuses what is no accumulator; mingo would evaluate any expression over the list of documents. */
export function checkGroup(value: unknown): Doc {
  if (!isDoc(value) || !('_id' in value)) throw requestFailed('a group specification must include an _id')
  for (const name of Object.keys(value)) if (name !== '_id') checkAccumulator(name, value[name])
  return value
}

function checkAccumulator(name: string, accumulator: unknown): void {
  if (name === '' || name.startsWith('$') || name.includes('.'))
    throw requestFailed(`The field name '${name}' cannot be used in $group: it is empty, or has a '$' or a '.'`)
  const [operator, ...more] = isDoc(accumulator) ? Object.keys(accumulator) : []
  if (operator === undefined || more.length > 0 || !operator.startsWith('$'))
    throw requestFailed(`The field '${name}' must be an accumulator object`)
  if (!IN_GROUP.has(operator)) throw requestFailed(`unknown group operator '${operator}'`)
  if (Array.isArray((accumulator as Doc)[operator]))
    throw requestFailed(`The ${operator} accumulator is a unary operator`)
}

/** Accumulators: over the documents of a group, or over the values of an expression. */
export function accumulators(evaluate: Evaluate): Operators {
  const ofGroup = (docs: readonly unknown[], argument: unknown, options: unknown): unknown[] =>
    docs.map((item) => evaluate(item, argument, (options as Prepared).update({ root: item })))
  const operands = (doc: unknown, argument: unknown, options: unknown): unknown[] =>
    (Array.isArray(argument) ? (argument as unknown[]) : [argument]).map((item) => evaluate(doc, item, options))
  /** of one operand that is an array, its elements count */
  const flat = (values: unknown[]): unknown[] =>
    values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values
  /** In a group mingo makes the list of documents the root; an array met elsewhere is a value. */
  const isGroup = (doc: unknown, options: unknown): doc is unknown[] =>
    Array.isArray(doc) && (options as Prepared).local.root === doc
  const over = (answer: Answer): ExpressionOperator => {
    return (doc, argument, options) =>
      isGroup(doc, options) ? answer(ofGroup(doc, argument, options)) : answer(flat(operands(doc, argument, options)))
  }
  const ofEnd = (name: string, at: number): ExpressionOperator => {
    return (doc, argument, options) => {
      if (isGroup(doc, options)) return ofGroup(doc, argument, options).at(at) ?? null
      const [items] = operands(doc, argument, options)
      if (isNothing(items)) return null
      if (!Array.isArray(items)) throw requestFailed(`${name}'s argument must be an array`)
      return (items as unknown[]).at(at)
    }
  }
  const inGroup = (name: string, answer: Answer): ExpressionOperator => {
    return (doc, argument, options) => {
      if (!isGroup(doc, options)) throw requestFailed(`Unrecognized expression '${name}'`)
      return answer(ofGroup(doc, argument, options))
    }
  }
  return {
    ...Object.fromEntries(Object.entries(ANSWERS).map(([name, answer]) => [name, over(answer)])),
    $first: ofEnd('$first', 0),
    $last: ofEnd('$last', -1),
    // a missing field adds nothing, null does
    $push: inGroup('$push', (values) => values.filter((value) => value !== undefined)),
    $addToSet: inGroup('$addToSet', (values) => distinct(values.filter((value) => value !== undefined))),
    $mergeObjects: (doc, argument, options) =>
      merge(isGroup(doc, options) ? ofGroup(doc, argument, options) : operands(doc, argument, options)),
  }
}
