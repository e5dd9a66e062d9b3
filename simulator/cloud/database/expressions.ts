import { requestFailed } from './errors'
import { encodeKey } from './keys'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from './mingo'
import { compare } from './values'

/** Comparisons in MongoDB's order of all types; a missing field is below null. */
export function comparisonExpressions(evaluate: Evaluate): Operators {
  const comparing = (name: string, answer: (order: number) => unknown): ExpressionOperator => {
    return (doc, argument, options) => {
      if (!Array.isArray(argument) || argument.length !== 2)
        throw requestFailed(`Expression ${name} takes exactly 2 arguments`)
      const [a, b] = (argument as unknown[]).map((item) => evaluate(doc, item, options))
      return answer(compare(a, b))
    }
  }
  return {
    $cmp: comparing('$cmp', (order) => order),
    $eq: comparing('$eq', (order) => order === 0),
    $ne: comparing('$ne', (order) => order !== 0),
    $gt: comparing('$gt', (order) => order > 0),
    $gte: comparing('$gte', (order) => order >= 0),
    $lt: comparing('$lt', (order) => order < 0),
    $lte: comparing('$lte', (order) => order <= 0),
    $in: (doc, argument, options) => {
      const [item, list] = Array.isArray(argument)
        ? (argument as unknown[]).map((one) => evaluate(doc, one, options))
        : []
      if (!Array.isArray(list)) throw requestFailed('$in requires an array as a second argument')
      return (list as unknown[]).some((one) => compare(one, item) === 0)
    },
  }
}

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

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const key = encodeKey(value).toString('latin1')
    return seen.has(key) ? false : seen.add(key)
  })
}

/** Accumulators of a group that depend on order, equality or missing fields. */
export function comparisonAccumulators(evaluate: Evaluate): Operators {
  const over = (answer: (values: readonly unknown[]) => unknown): ExpressionOperator => {
    return (items, expression, options) => {
      const list = Array.isArray(items) ? (items as unknown[]) : [items]
      // without an expression the items are values already: {$max: ['$a', '$b']}
      const [only] = list
      if (isNothing(expression)) return answer(list.length === 1 && Array.isArray(only) ? (only as unknown[]) : list)
      const prepared = options as Prepared
      return answer(list.map((item) => evaluate(item, expression, prepared.update({ root: item }))))
    }
  }
  return {
    $max: over((values) => extreme(values, 1)),
    $min: over((values) => extreme(values, -1)),
    $first: over((values) => values[0] ?? null),
    $last: over((values) => values[values.length - 1] ?? null),
    // a missing field adds nothing, null does
    $push: over((values) => values.filter((value) => value !== undefined)),
    $addToSet: over((values) => distinct(values.filter((value) => value !== undefined))),
  }
}
