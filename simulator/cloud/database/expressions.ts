import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
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
