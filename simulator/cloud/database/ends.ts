import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from './mingo'
import { sortBy, type Sort } from './order'
import { isDoc, isNumber, toNumber, type Doc } from './values'

function sortOf(name: string, value: unknown): Sort {
  const paths = isDoc(value) ? Object.keys(value) : []
  if (paths.length === 0) throw requestFailed(`${name} requires a 'sortBy' of at least one field`)
  return paths.map((path) => {
    const order = (value as Doc)[path]
    if (order !== 1 && order !== -1) throw requestFailed(`the 'sortBy' of ${name} must be 1 or -1`)
    return [path, order] as const
  })
}

/** Accumulators of the first or last documents of a group in an order; $top and $bottom give one value, no list. */
export function endAccumulators(evaluate: Evaluate): Operators {
  const ofEnd = (name: string, isTop: boolean, isOne: boolean): ExpressionOperator => {
    return (docs, argument, options) => {
      if (!Array.isArray(docs)) throw requestFailed(`Unrecognized expression '${name}'`)
      if (!isDoc(argument) || argument['output'] === undefined) throw requestFailed(`${name} requires an 'output'`)
      const found = isOne ? 1 : evaluate({}, argument['n'], options)
      const n = isNumber(found) ? toNumber(found) : NaN
      if (!Number.isInteger(n) || n < 1) throw requestFailed(`the 'n' of ${name} must be a whole number above 0`)
      const sorted = sortBy(docs as Doc[], (doc) => doc, sortOf(name, argument['sortBy']))
      const values = (isTop ? sorted.slice(0, n) : sorted.slice(-n)).map(
        (doc) => evaluate(doc, argument['output'], (options as Prepared).update({ root: doc })) ?? null,
      )
      return isOne ? values[0] : values
    }
  }
  return {
    $top: ofEnd('$top', true, true),
    $topN: ofEnd('$topN', true, false),
    $bottom: ofEnd('$bottom', false, true),
    $bottomN: ofEnd('$bottomN', false, false),
  }
}
