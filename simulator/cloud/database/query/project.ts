import { requestFailed } from '../errors'
import { evaluated } from '../expressions/expression'
import { isOperators } from './leaf-tests'
import { compileMatch, type MatchOptions } from './match'
import { splitPath } from '../paths'
import { matchedPlace } from './positional'
import { Fields, project, type Compute } from './projection'
import { field, isDoc, isNumber, toNumber, type Doc } from '../values'

/** Changes one place of a projected document; the first is the document as stored. */
type Change = (source: Doc, projected: Doc) => Doc

/** Replaces what a path leads to; `enter` says what becomes of the arrays on the way. */
function replaced(
  value: unknown,
  parts: readonly string[],
  enter: (items: unknown[], at: number) => unknown,
  at = 0,
): unknown {
  if (Array.isArray(value)) return enter(value as unknown[], at)
  const name = parts[at]
  if (name === undefined || !isDoc(value)) return value
  const inner = field(value, name)
  return inner === undefined ? value : { ...value, [name]: replaced(inner, parts, enter, at + 1) }
}

/** Is it the $slice of a projection? With other operands it is one of the aggregation. */
function isSlice(value: unknown): value is { $slice: unknown } {
  if (!isDoc(value) || !('$slice' in value)) return false
  const { $slice: operand } = value
  return !Array.isArray(operand) || (operand.length === 2 && operand.every(isNumber))
}

function sliced({ $slice: operand }: { $slice: unknown }, path: string): Change {
  const [skip, take] = Array.isArray(operand) ? (operand as unknown[]).map(toNumber) : [undefined, toNumber(operand)]
  if (!Number.isInteger(take) || (skip !== undefined && (!Number.isInteger(skip) || (take as number) <= 0)))
    throw requestFailed('$slice needs a number or [skip, limit]')
  const cut = (items: unknown[]): unknown[] => {
    if (skip === undefined) return (take as number) >= 0 ? items.slice(0, take) : items.slice(take)
    const from = skip >= 0 ? skip : Math.max(0, items.length + skip)
    return items.slice(from, from + (take as number))
  }
  const parts = splitPath(path)
  // objects in an array are looked into, arrays in it are not
  const enter = (items: unknown[], at: number): unknown =>
    at === parts.length ? cut(items) : items.map((item) => (isDoc(item) ? replaced(item, parts, enter, at) : item))
  return (_source, projected) => replaced(projected, parts, enter) as Doc
}

/** Of an array the first element that a condition holds for. */
function firstMatch(value: unknown, path: string, options: MatchOptions): Compute {
  if (path.includes('.')) throw requestFailed('Cannot use $elemMatch projection on a nested field')
  if (!isDoc(value)) throw requestFailed('elemMatch: Invalid argument, object required')
  const test = compileMatch({ items: { $elemMatch: value } }, options)
  return (doc) => {
    const items = field(doc, path)
    const found = Array.isArray(items) ? (items as unknown[]).find((item) => test({ items: [item] })) : undefined
    return found === undefined ? undefined : [found]
  }
}

/** Of the first array on a path only the element at which the filter matched. */
function positional(path: string, filter: Doc, options: MatchOptions): Change {
  const parts = splitPath(path)
  const place = matchedPlace(filter, options)
  return (source, projected) =>
    replaced(projected, parts, (items) => {
      const at = place(source)
      if (at === undefined)
        throw requestFailed("Executor error :: caused by :: positional operator '.$' couldn't find a matching element")
      if (at >= items.length)
        throw requestFailed("Executor error :: caused by :: positional operator '.$' element mismatch")
      return [items[at]]
    }) as Doc
}

/** Compiles the projection of a query: as $project, and with $slice, $elemMatch and the positional $ of its filter. */
export function compileProjection(projection: Doc, options: MatchOptions, filter: Doc = {}): (doc: Doc) => Doc {
  const fields = new Fields('projection')
  const changes: Change[] = []
  const slices: string[] = []
  const positions: string[] = []
  let hasElemMatch = false
  const special = (path: string, value: unknown): boolean => {
    if (path === '$' || path.endsWith('.$')) {
      if (isOperators(value) || !value)
        throw requestFailed("positional operator '.$' is only allowed where a field is kept")
      positions.push(path)
      if (path === '$' || positions.length > 1)
        throw requestFailed('Cannot specify more than one positional projection')
      fields.keepOrDrop(path.slice(0, -2), true)
      changes.push(positional(path.slice(0, -2), filter, options))
    } else if (isSlice(value)) {
      slices.push(path)
      changes.push(sliced(value, path))
    } else if (isOperators(value) && '$elemMatch' in value) {
      hasElemMatch = true
      fields.compute(path, firstMatch(value['$elemMatch'], path, options))
    } else return false
    return true
  }
  for (const path of Object.keys(projection)) project(fields, path, projection[path], options.variables, special)
  if (positions.length > 0 && hasElemMatch)
    throw requestFailed('Cannot specify positional operator and $elemMatch in the same projection')
  if (fields.includes()) for (const path of slices) fields.keepOrDrop(path, true)
  const shape = fields.projected()
  return (doc) =>
    changes.reduce(
      (projected, change) => change(doc, projected),
      evaluated(() => shape(doc)),
    )
}

/** The fields of a projection that only keeps whole fields of the document; undefined for any other. */
export function wholeFields(projection: Doc): ReadonlySet<string> | undefined {
  const names = Object.keys(projection)
  const isWhole = (name: string) =>
    /^[^$.][^.]*$/.test(name) && name !== '__proto__' && (projection[name] === true || projection[name] === 1)
  return names.length > 0 && names.every(isWhole) ? new Set(['_id', ...names]) : undefined
}

/** Cuts those fields out of a stored row. Its values stay EJSON as they are: lists need few fields of large documents. */
export function cutFields(text: string, names: ReadonlySet<string>): string {
  const whole = JSON.parse(text) as Record<string, unknown>
  const kept: Record<string, unknown> = {}
  for (const name in whole) if (names.has(name)) kept[name] = whole[name]
  return JSON.stringify(kept)
}
