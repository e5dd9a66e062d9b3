import { requestFailed } from './errors'
import { isOperators } from './leaf-tests'
import { compileMatch, type MatchOptions } from './match'
import { splitPath } from './paths'
import { matchedPlace } from './positional'
import { field, isDoc, isNumber, toNumber, type Doc } from './values'

interface Node {
  readonly children: Map<string, Node>
  /** true: keep, false: drop, a function: what to keep of the value */
  leaf?: boolean | ((value: unknown) => unknown)
}

function slice(value: unknown): (items: unknown) => unknown {
  const [skip, take] = Array.isArray(value) ? (value as unknown[]).map(toNumber) : [undefined, toNumber(value)]
  if (take === undefined || !Number.isInteger(take) || (skip !== undefined && (!Number.isInteger(skip) || take <= 0)))
    throw requestFailed('$slice needs a number or [skip, limit]')
  return (items) => {
    if (!Array.isArray(items)) return items
    if (skip === undefined) return take >= 0 ? items.slice(0, take) : items.slice(take)
    const from = skip >= 0 ? skip : Math.max(0, items.length + skip)
    return items.slice(from, from + take)
  }
}

function elemMatch(value: unknown, options: MatchOptions): (items: unknown) => unknown {
  if (!isDoc(value)) throw requestFailed('elemMatch: Invalid argument, object required')
  const test = compileMatch({ items: { $elemMatch: value } }, options)
  return (items) => {
    const found = Array.isArray(items) ? (items as unknown[]).find((item) => test({ items: [item] })) : undefined
    return found === undefined ? undefined : [found]
  }
}

/** Of an array only the element that the filter matched. */
function matched(place: () => number | undefined): (items: unknown) => unknown {
  return (items) => {
    if (!Array.isArray(items)) return items
    const at = place()
    if (at === undefined)
      throw requestFailed(
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      )
    if (at >= items.length)
      throw requestFailed(
        "Executor error during find command :: caused by :: positional operator '.$' element mismatch",
      )
    return [items[at] as unknown]
  }
}

interface Spec {
  readonly root: Node
  /** the place of the element that the filter matched in the document at hand, for a path that ends in $ */
  readonly place: () => number | undefined
  including: boolean | undefined
  id: boolean | undefined
}

function nodeAt(root: Node, path: string): Node {
  let node = root
  for (const part of splitPath(path)) {
    const next = node.children.get(part) ?? { children: new Map<string, Node>() }
    node.children.set(part, next)
    node = next
  }
  return node
}

function add(spec: Spec, path: string, value: unknown, options: MatchOptions): void {
  if (isDoc(value) && !isOperators(value)) {
    for (const key of Object.keys(value)) add(spec, `${path}.${key}`, value[key], options)
    return
  }
  if (path.endsWith('.$')) {
    if (leafOf(value, options) !== true || spec.including === false)
      throw requestFailed('Cannot exclude array elements with the positional operator')
    const array = path.slice(0, -2)
    spec.including = true
    nodeAt(spec.root, array).leaf = matched(spec.place)
    return
  }
  const leaf = leafOf(value, options)
  if (path === '_id' && typeof leaf === 'boolean') {
    spec.id = leaf
    return
  }
  if (isDoc(value) && '$elemMatch' in value) spec.including ??= true
  if (typeof leaf === 'boolean') {
    if (spec.including !== undefined && spec.including !== leaf)
      throw requestFailed(
        `Cannot do ${leaf ? 'inclusion' : 'exclusion'} on field ${path} in ${leaf ? 'exclusion' : 'inclusion'} projection`,
      )
    spec.including = leaf
  }
  nodeAt(spec.root, path).leaf = leaf
}

function leafOf(value: unknown, options: MatchOptions): Node['leaf'] & {} {
  if (isOperators(value)) {
    if ('$slice' in value) return slice(value['$slice'])
    if ('$elemMatch' in value) return elemMatch(value['$elemMatch'], options)
    throw requestFailed(`Unsupported projection option: ${JSON.stringify(value)}`)
  }
  if (isNumber(value)) return toNumber(value) !== 0
  if (typeof value === 'boolean') return value
  throw requestFailed('a projection names fields with 1 or 0')
}

function apply(value: unknown, node: Node, including: boolean): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => apply(item, node, including))
    return items.filter((item) => item !== undefined)
  }
  if (!isDoc(value)) return including ? undefined : value
  const result: Doc = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    const kept = child ? part(field(value, name), child, including) : including ? undefined : value[name]
    if (kept !== undefined) result[name] = kept
  }
  return result
}

function part(value: unknown, node: Node, including: boolean): unknown {
  if (node.leaf === true) return value
  if (node.leaf === false) return undefined
  if (node.leaf) return node.leaf(value)
  return apply(value, node, including)
}

/** Compiles the projection of a query: fields kept or dropped, $slice, $elemMatch, the positional $ of its filter. */
export function compileProjection(projection: Doc, options: MatchOptions, filter: Doc = {}): (doc: Doc) => Doc {
  let current: Doc = {}
  const placeIn = matchedPlace(filter, options)
  const place = (): number | undefined => placeIn(current)
  const spec: Spec = { root: { children: new Map() }, place, including: undefined, id: undefined }
  for (const path of Object.keys(projection)) add(spec, path, projection[path], options)
  const including = spec.including ?? spec.id === true
  return (doc) => {
    current = doc
    const { _id: id, ...rest } = doc
    const kept = apply(rest, spec.root, including) as Doc
    return spec.id === false || id === undefined ? kept : { _id: id, ...kept }
  }
}

/** The fields of a projection that only keeps whole fields of the document; undefined for any other. */
export function wholeFields(projection: Doc): ReadonlySet<string> | undefined {
  const names = Object.keys(projection)
  const isWhole = (name: string) =>
    !name.includes('.') && name !== '__proto__' && (projection[name] === true || projection[name] === 1)
  return names.length > 0 && names.every(isWhole) ? new Set(['_id', ...names]) : undefined
}

/** Cuts those fields out of a stored row. Its values stay EJSON as they are: lists need few fields of large documents. */
export function cutFields(text: string, names: ReadonlySet<string>): string {
  const whole = JSON.parse(text) as Record<string, unknown>
  const kept: Record<string, unknown> = {}
  for (const name in whole) if (names.has(name)) kept[name] = whole[name]
  return JSON.stringify(kept)
}
