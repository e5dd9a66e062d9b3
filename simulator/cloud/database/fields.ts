import type { Evaluate, ExpressionOperator } from './mingo'
import { splitPath } from './paths'
import { field, isDoc } from './values'

/** The operator that stands for a dotted path in an expression; mingo itself would take a number in it for a place. */
export const FIELD_PATH = '$fieldPath'

/** What an expression sees along a path: the fields of documents, and of the documents in an array one by one. */
function along(value: unknown, parts: readonly string[], at: number): unknown {
  if (at === parts.length) return value
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap((item) => {
      const found = isDoc(item) ? along(item, parts, at) : undefined
      return found === undefined ? [] : [found]
    })
  }
  return isDoc(value) ? along(field(value, parts[at] as string), parts, at + 1) : undefined
}

/** Resolves "$a.b" and "$$name.b" as MongoDB does. */
export function fieldPathOperator(evaluate: Evaluate): ExpressionOperator {
  return (doc, argument, options) => {
    const [head, ...rest] = splitPath(argument as string) as [string, ...string[]]
    return along(evaluate(doc, head, options), rest, 0)
  }
}

const rewritten = new WeakMap<object, unknown>()

function rewrite(expression: object): unknown {
  if (Array.isArray(expression)) return (expression as unknown[]).map(withPaths)
  if (!isDoc(expression) || '$literal' in expression || FIELD_PATH in expression) return expression
  return Object.fromEntries(Object.entries(expression).map(([name, value]) => [name, withPaths(value)]))
}

/** The same expression with every dotted path handed to the operator above. */
export function withPaths(expression: unknown): unknown {
  if (typeof expression === 'string')
    return /^\$\$?[^$.][^.]*\./.test(expression) ? { [FIELD_PATH]: expression } : expression
  if (typeof expression !== 'object' || expression === null) return expression
  const known = rewritten.get(expression)
  if (known !== undefined) return known
  const result = rewrite(expression)
  rewritten.set(expression, result)
  return result
}
