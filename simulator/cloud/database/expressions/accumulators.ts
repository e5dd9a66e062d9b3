import { requestFailed } from '../errors'
import { keyText } from '../keys'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from './mingo'
import { average, compensated, total } from '../numbers/numbers'
import { isNothing, listOf, scoped } from './operands'
import { compare, isDoc, isNumber, toNumber, type Doc } from '../values'

/** The greatest or least of many values; null and missing do not count. */
function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values) {
    if (isNothing(value)) continue
    if (isNothing(best) || compare(value, best) * sign > 0) best = value
  }
  return best
}

/** The keys of values; those of equal values are the same. */
export function keySet(values: readonly unknown[]): Set<string> {
  return new Set(values.map(keyText))
}

/** The values of which no two are equal, in the order of their first appearance. */
export function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const key = keyText(value)
    return seen.has(key) ? false : seen.add(key)
  })
}

function numbers(values: readonly unknown[]): unknown[] {
  return values.filter((value) => value !== undefined && isNumber(value))
}

/** The standard deviation; without enough numbers there is none. */
function deviation(values: readonly unknown[], least: 1 | 2): number | null {
  const items = numbers(values).map(toNumber)
  if (items.length < least) return null
  const mean = compensated(items) / items.length
  return Math.sqrt(compensated(items.map((item) => (item - mean) ** 2)) / (items.length - least + 1))
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
  $sum: (values) => total(numbers(values)),
  $avg: (values) => average(numbers(values)),
  $stdDevPop: (values) => deviation(values, 1),
  $stdDevSamp: (values) => deviation(values, 2),
}

/** In a group the list of documents is the root; an array met elsewhere is a value. */
export function isGroup(doc: unknown, options: unknown): doc is unknown[] {
  return Array.isArray(doc) && (options as Prepared).local.root === doc
}

/** The values of an expression for the documents of a group. */
export function valuesOfGroup(
  evaluate: Evaluate,
): (docs: readonly unknown[], of: unknown, options: unknown) => unknown[] {
  return (docs, of, options) => {
    // the next accumulator finds the group as this one did
    const inside = scoped(options)
    return docs.map((item) => evaluate(item, of, inside.update({ root: item })))
  }
}

/** Accumulators: over the documents of a group, or over the values of an expression. */
export function accumulators(evaluate: Evaluate): Operators {
  const ofGroup = valuesOfGroup(evaluate)
  const operands = (doc: unknown, argument: unknown, options: unknown): unknown[] =>
    listOf(argument).map((item) => evaluate(doc, item, options))
  /** of one operand that is an array, its elements count */
  const flat = (values: unknown[]): unknown[] =>
    values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values
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
