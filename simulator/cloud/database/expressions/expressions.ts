import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { ofValues } from './operands'
import { compare, equal } from '../values'

/** Comparisons in MongoDB's order of all types; a missing field is below null. */
export function comparisonExpressions(evaluate: Evaluate): Operators {
  const comparing = (answer: (order: number) => unknown): ExpressionOperator =>
    ofValues(evaluate, ([a, b]) => answer(compare(a, b)))
  return {
    $cmp: comparing((order) => order),
    $eq: comparing((order) => order === 0),
    $ne: comparing((order) => order !== 0),
    $gt: comparing((order) => order > 0),
    $gte: comparing((order) => order >= 0),
    $lt: comparing((order) => order < 0),
    $lte: comparing((order) => order <= 0),
    $in: ofValues(evaluate, ([item, list]) => {
      if (!Array.isArray(list)) throw requestFailed('$in requires an array as a second argument')
      return (list as unknown[]).some((one) => equal(one, item))
    }),
  }
}
