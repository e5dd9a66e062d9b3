import { distinct } from './accumulators'
import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { compare, isDoc, isNumber, toNumber } from './values'

function truth(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumber(value) || toNumber(value) !== 0
}

/** Sets, $slice, $size, and what takes conditions. */
export function listExpressions(evaluate: Evaluate): Operators {
  const operands = (doc: unknown, argument: unknown, options: unknown): unknown[] =>
    (Array.isArray(argument) ? (argument as unknown[]) : [argument]).map((item) => evaluate(doc, item, options))
  const sets = (name: string, join: (sets: readonly unknown[][]) => unknown[]): ExpressionOperator => {
    return (doc, argument, options) => {
      const values = operands(doc, argument, options)
      const wrong = values.find((value) => value !== null && value !== undefined && !Array.isArray(value))
      if (wrong !== undefined) throw requestFailed(`All operands of ${name} must be arrays`)
      if (values.some((value) => value === null || value === undefined)) return null
      return distinct(join(values as unknown[][])).sort(compare)
    }
  }
  const has = (set: readonly unknown[], wanted: unknown): boolean => set.some((item) => compare(item, wanted) === 0)
  return {
    $setUnion: sets('$setUnion', (all) => all.flat(1)),
    $setIntersection: sets('$setIntersection', ([first = [], ...others]) =>
      first.filter((item) => others.every((set) => has(set, item))),
    ),
    $and: (doc, argument, options) =>
      (Array.isArray(argument) ? (argument as unknown[]) : [argument]).every((item) =>
        truth(evaluate(doc, item, options)),
      ),
    $or: (doc, argument, options) =>
      (Array.isArray(argument) ? (argument as unknown[]) : [argument]).some((item) =>
        truth(evaluate(doc, item, options)),
      ),
    $not: (doc, argument, options) => {
      const values = operands(doc, argument, options)
      if (values.length !== 1) throw requestFailed('Expression $not takes exactly 1 arguments')
      return !truth(values[0])
    },
    $switch: (doc, argument, options) => {
      const { branches } = isDoc(argument) ? argument : { branches: undefined }
      if (!isDoc(argument) || !Array.isArray(branches) || branches.length === 0)
        throw requestFailed('$switch requires at least one branch')
      for (const branch of branches as unknown[]) {
        if (!isDoc(branch) || !('case' in branch) || !('then' in branch))
          throw requestFailed("$switch requires each branch have a 'case' and a 'then'")
        if (truth(evaluate(doc, branch['case'], options))) return evaluate(doc, branch['then'], options)
      }
      if ('default' in argument) return evaluate(doc, argument['default'], options)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
    },
    $size: (doc, argument, options) => {
      const [items] = operands(doc, Array.isArray(argument) && argument.length !== 1 ? [argument] : argument, options)
      if (!Array.isArray(items)) throw requestFailed('The argument to $size must be an array')
      return items.length
    },
    $slice: (doc, argument, options) => {
      const [items, ...bounds] = operands(doc, argument, options)
      if (bounds.length < 1 || bounds.length > 2) throw requestFailed('Expression $slice takes 2 or 3 arguments')
      if ([items, ...bounds].some((value) => value === null || value === undefined)) return null
      if (!Array.isArray(items)) throw requestFailed('First argument to $slice must be an array')
      if (!bounds.every((bound) => isNumber(bound) && Number.isInteger(toNumber(bound))))
        throw requestFailed('Arguments to $slice must be 32-bit integers')
      const [first, length] = bounds.map(toNumber) as [number, number?]
      if (length === undefined) return first >= 0 ? items.slice(0, first) : items.slice(first)
      if (length <= 0) throw requestFailed('Third argument to $slice must be positive')
      const from = first >= 0 ? first : Math.max(0, items.length + first)
      return items.slice(from, from + length)
    },
  }
}
