import { isGroup, valuesOfGroup } from '../expressions/accumulators'
import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from '../expressions/mingo'
import { isNothing, scoped } from '../expressions/operands'
import { sortBy, type Sort } from '../order'
import { compare, isDoc, isNumber, toNumber, type Doc } from '../values'

/** The fields by which an operator sorts. */
export function sortOf(name: string, value: unknown): Sort {
  const paths = isDoc(value) ? Object.keys(value) : []
  if (paths.length === 0) throw requestFailed(`${name} requires a 'sortBy' of at least one field`)
  return paths.map((path) => {
    const order = (value as Doc)[path]
    if (order !== 1 && order !== -1) throw requestFailed(`the 'sortBy' of ${name} must be 1 or -1`)
    return [path, order] as const
  })
}

type Pick = (values: readonly unknown[], n: number) => unknown[]

/** The least or the greatest values; null and missing do not count. */
function extremes(sign: 1 | -1): Pick {
  return (values, n) =>
    values
      .filter((value) => !isNothing(value))
      .sort((a, b) => sign * compare(a, b))
      .slice(0, n)
}

/** Operators that choose some values: of a group of documents, or $firstN, $lastN, $minN and $maxN of a list too. */
export function endAccumulators(evaluate: Evaluate): Operators {
  const ofGroup = valuesOfGroup(evaluate)
  /** The number of values wanted. In a group it may depend on the group's key, and on nothing else. */
  const count = (name: string, doc: unknown, argument: Doc, options: unknown): number => {
    const { local } = options as Prepared
    const key = local.groupId
    const found = isGroup(doc, options)
      ? evaluate(key, argument['n'], scoped(options).update({ root: key }))
      : evaluate(doc, argument['n'], options)
    const n = isNumber(found) ? toNumber(found) : NaN
    if (!Number.isInteger(n) || n < 1) throw requestFailed(`the 'n' of ${name} must be a whole number above 0`)
    return n
  }
  const ofEnd = (name: string, isTop: boolean, isOne: boolean): ExpressionOperator => {
    return (docs, argument, options) => {
      if (!isGroup(docs, options)) throw requestFailed(`Unrecognized expression '${name}'`)
      const parts = argument as Doc
      const n = isOne ? 1 : count(name, docs, parts, options)
      const sorted = sortBy(docs as Doc[], (doc) => doc, sortOf(name, parts['sortBy']))
      const ends = isTop ? sorted.slice(0, n) : sorted.slice(-n)
      const values = ofGroup(ends, parts['output'], options).map((value) => value ?? null)
      return isOne ? values[0] : values
    }
  }
  const some = (name: string, pick: Pick): ExpressionOperator => {
    return (doc, argument, options) => {
      const parts = argument as Doc
      const n = count(name, doc, parts, options)
      if (isGroup(doc, options)) return pick(ofGroup(doc, parts['input'], options), n).map((value) => value ?? null)
      const items = evaluate(doc, parts['input'], options)
      if (!Array.isArray(items)) throw requestFailed(`${name} requires an array as 'input'`)
      return pick(items as unknown[], n)
    }
  }
  return {
    $top: ofEnd('$top', true, true),
    $topN: ofEnd('$topN', true, false),
    $bottom: ofEnd('$bottom', false, true),
    $bottomN: ofEnd('$bottomN', false, false),
    $firstN: some('$firstN', (values, n) => values.slice(0, n)),
    $lastN: some('$lastN', (values, n) => values.slice(-n)),
    $minN: some('$minN', extremes(1)),
    $maxN: some('$maxN', extremes(-1)),
  }
}
