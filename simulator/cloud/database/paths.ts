import { invalidParam } from './errors'
import { field, isDoc, type Doc } from './values'

const cache = new Map<string, readonly string[]>()
const CACHED_PATHS = 5000

/** The parts of a dotted path. */
export function splitPath(path: string): readonly string[] {
  const known = cache.get(path)
  if (known) return known
  const parts = path.split('.')
  if (parts.includes('__proto__')) throw invalidParam(`invalid path '${path}'`)
  if (cache.size >= CACHED_PATHS) cache.clear()
  cache.set(path, parts)
  return parts
}

const DIGITS = /^(0|[1-9]\d*)$/

export function arrayIndex(part: string): number | undefined {
  return DIGITS.test(part) ? Number(part) : undefined
}

/** Through which element of an array a path led to what was looked for; of arrays in arrays the outermost counts. */
export interface Found {
  at: number | undefined
}

/** `whole`: the path ended with the place of an element, which then is not looked into even should it be an array. */
type Visit = (leaf: unknown, whole: boolean) => boolean

/**
 * Visits what a path leads to, through the elements of arrays on the way, as a query sees it; a missing field is
 * undefined. Stops and returns true as soon as `visit` does.
 */
export function visitPath(value: unknown, parts: readonly string[], at: number, visit: Visit, found?: Found): boolean {
  if (at === parts.length) return visit(value, false)
  if (Array.isArray(value)) return visitElements(value, parts, at, visit, found)
  const child = isDoc(value) ? field(value, parts[at] as string) : undefined
  return child === undefined ? visit(undefined, false) : visitPath(child, parts, at + 1, visit, found)
}

function visitElements(
  items: readonly unknown[],
  parts: readonly string[],
  at: number,
  visit: Visit,
  found: Found | undefined,
): boolean {
  const index = arrayIndex(parts[at] as string)
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (isDoc(item) && visitPath(item, parts, at, visit, found)) {
      if (found) found.at = i
      return true
    }
    if (i !== index) continue
    const isLast = at + 1 === parts.length
    if (isLast ? visit(item, true) : typeof item === 'object' && visitPart(item, parts, at + 1, visit, found))
      return true
  }
  return false
}

/** An element that a path names by its place leads on when it has parts itself. */
function visitPart(item: unknown, parts: readonly string[], at: number, visit: Visit, found?: Found): boolean {
  return (isDoc(item) || Array.isArray(item)) && visitPath(item, parts, at, visit, found)
}

/** The value at a path without looking into the elements of arrays, except by number. */
export function valueAt(doc: unknown, parts: readonly string[]): unknown {
  let value = doc
  for (const part of parts) {
    if (Array.isArray(value)) {
      const index = arrayIndex(part)
      value = index === undefined ? undefined : (value as unknown[])[index]
    } else if (isDoc(value)) value = field(value, part)
    else return undefined
  }
  return value
}

/** What an index sees of a document at a path. */
export interface KeyValues {
  /** never empty: a missing field is null, an empty array is undefined */
  readonly values: readonly unknown[]
  /** did the path meet an array? */
  readonly multi: boolean
}

/** The values under which a document is found in an index on this path. */
export function keyValues(doc: Doc, parts: readonly string[]): KeyValues {
  let single: unknown = doc
  for (const part of parts) {
    if (Array.isArray(single)) return manyValues(doc, parts)
    single = isDoc(single) ? field(single, part) : undefined
  }
  if (Array.isArray(single)) return manyValues(doc, parts)
  return { values: [single === undefined ? null : single], multi: false }
}

function manyValues(doc: Doc, parts: readonly string[]): KeyValues {
  const values: unknown[] = []
  visitPath(doc, parts, 0, (leaf, whole) => {
    if (whole || !Array.isArray(leaf)) values.push(leaf === undefined ? null : leaf)
    else if (leaf.length === 0) values.push(undefined)
    else values.push(...(leaf as unknown[]).map((item) => (item === undefined ? null : item)))
    return false
  })
  if (values.length === 0) values.push(null)
  return { values, multi: true }
}
