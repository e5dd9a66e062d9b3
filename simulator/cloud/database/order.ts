import { requestFailed } from './errors'
import { arrayIndex, splitPath } from './paths'
import { compare, field, isDoc, type Doc } from './values'

/** Sort fields in order. */
export type Sort = readonly (readonly [path: string, order: 1 | -1])[]

/** The part of documents that a sort looks at, taken out once for each document. */
export interface SortKeys {
  of(doc: Doc): readonly unknown[]
  compare(a: readonly unknown[], b: readonly unknown[]): number
}

/** How far the path of a sort field has been followed: to an array, or to its end. */
interface Step {
  readonly value: unknown
  /** the next part of the path; ENDED when the value is what the sort compares */
  readonly at: number
}

const ENDED = -1
const MISSING: Step = { value: null, at: ENDED }

/** Follows a path down to the next array that it leads through, or to its end. */
function descend(start: unknown, parts: readonly string[], from: number): Step {
  let value = start
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] as string
    if (Array.isArray(value)) {
      const index = arrayIndex(part)
      if (index === undefined || index >= value.length) return { value, at }
      value = value[index] as unknown
      // an element that the path names by its place counts as a whole
      if (at + 1 === parts.length) return { value: value ?? null, at: ENDED }
    } else {
      const child = isDoc(value) ? field(value, part) : undefined
      if (child === undefined) return MISSING
      value = child
    }
  }
  return Array.isArray(value) ? { value, at: parts.length } : { value, at: ENDED }
}

/**
 * The keys of a document whose paths lead through arrays: one for each element, in which all fields are of the same
 * element. Of an empty array the key is undefined.
 */
function keysOf(steps: readonly Step[], paths: readonly (readonly string[])[]): (readonly unknown[])[] {
  const open = steps.find(({ at }) => at !== ENDED)
  if (!open) return [steps.map(({ value }) => value)]
  const items = open.value as unknown[]
  if (steps.some(({ at, value }) => at !== ENDED && value !== items))
    throw requestFailed('cannot sort with keys that are parallel arrays')
  const next = (item: unknown, isThere: boolean): Step[] =>
    steps.map((step, i) => {
      const parts = paths[i] as readonly string[]
      if (step.at === ENDED) return step
      if (step.at === parts.length) return { value: isThere ? (item ?? null) : undefined, at: ENDED }
      return isDoc(item) ? descend(item, parts, step.at) : MISSING
    })
  if (items.length === 0) return keysOf(next(undefined, false), paths)
  return items.flatMap((item) => keysOf(next(item, true), paths))
}

/** How documents stand in the order of a sort; of several keys of a document the first counts. */
export function sortKeys(sort: Sort): SortKeys {
  const paths = sort.map(([path]) => splitPath(path))
  const compareKeys = (a: readonly unknown[], b: readonly unknown[]): number => {
    for (const [at, [, order]] of sort.entries()) {
      const result = compare(a[at], b[at])
      if (result !== 0) return result * order
    }
    return 0
  }
  return {
    of: (doc) =>
      keysOf(
        paths.map((parts) => descend(doc, parts, 0)),
        paths,
      ).reduce((first, key) => (compareKeys(key, first) < 0 ? key : first)),
    compare: compareKeys,
  }
}

/** Sorts things by the documents that they are or hold; what is equal keeps its order. */
export function sortBy<T>(items: readonly T[], docOf: (item: T) => Doc, sort: Sort): T[] {
  const keys = sortKeys(sort)
  const ranked = items.map((item) => ({ item, keys: keys.of(docOf(item)) }))
  return ranked.sort((a, b) => keys.compare(a.keys, b.keys)).map(({ item }) => item)
}
