import { requestFailed } from '../errors'
import type { Prepared } from './mingo'
import { splitPath } from '../paths'
import { field, isDoc } from '../values'

/** A path of an expression, "$a.b" or "$$name.b": what it begins at, and the fields that it follows from there. */
interface FieldPath {
  readonly variable: string
  readonly parts: readonly string[]
}

const VARIABLE = /^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/
const SYSTEM = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE'])
/** What $redact evaluates to; no paths. */
const DECISIONS = new Set(['$$KEEP', '$$PRUNE', '$$DESCEND'])
const CACHED_PATHS = 5000
const cache = new Map<string, FieldPath>()

export function isPath(expression: string): boolean {
  return expression.startsWith('$') && !DECISIONS.has(expression)
}

/** Refuses what cannot be the name of a variable of the caller's own. */
export function checkVariable(name: unknown): void {
  if (typeof name !== 'string' || (name !== 'CURRENT' && !VARIABLE.test(name)))
    throw requestFailed(`'${String(name)}' is not a valid name for a variable`)
}

/** Takes a path apart and refuses one that cannot be. */
export function fieldPath(text: string): FieldPath {
  const known = cache.get(text)
  if (known) return known
  const parts = splitPath(text.startsWith('$$') ? text.slice(1) : `$CURRENT.${text.slice(1)}`)
  const [variable, ...rest] = [(parts[0] as string).slice(1), ...parts.slice(1)] as [string, ...string[]]
  if (rest.some((part) => part === '' || part.startsWith('$') || part.includes('\0')))
    throw requestFailed(`'${text}' is not a valid FieldPath`)
  if (!SYSTEM.has(variable)) checkVariable(variable)
  if (cache.size >= CACHED_PATHS) cache.clear()
  const path = { variable, parts: rest }
  cache.set(text, path)
  return path
}

function variable(name: string, options: Prepared): unknown {
  const { local, variables: outer } = options
  const { variables: inner } = local
  if (inner && Object.hasOwn(inner, name)) return inner[name]
  if (outer && Object.hasOwn(outer, name)) return outer[name]
  if (name === 'ROOT' || name === 'CURRENT') return local.root
  if (name === 'REMOVE') return undefined
  throw requestFailed(`Use of undefined variable: ${name}`)
}

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

/** Resolves "$a.b" and "$$name.b". */
export function valueOfPath(text: string, options: unknown): unknown {
  const path = fieldPath(text)
  return along(variable(path.variable, options as Prepared), path.parts, 0)
}

/** The operator under which mingo hands over a path; it would take a number in it for a place in an array. */
export const PATH = '$fieldPath'

const rewritten = new WeakMap<object, unknown>()

function rewrite(expression: object): unknown {
  if (Array.isArray(expression)) return (expression as unknown[]).map(withPaths)
  if (!isDoc(expression) || [PATH, '$literal', '$const'].some((name) => name in expression)) return expression
  return Object.fromEntries(Object.entries(expression).map(([name, value]) => [name, withPaths(value)]))
}

/** The same expression with every dotted path, and the time, handed to the operator above. */
export function withPaths(expression: unknown): unknown {
  if (typeof expression === 'string') return /^\$\$?[^$.][^.]*\./.test(expression) ? { [PATH]: expression } : expression
  if (typeof expression !== 'object' || expression === null) return expression
  const known = rewritten.get(expression)
  if (known !== undefined) return known
  const result = rewrite(expression)
  rewritten.set(expression, result)
  return result
}
