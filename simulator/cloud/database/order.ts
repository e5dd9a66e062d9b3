import { keyValues, splitPath } from './paths'
import { compare, type Doc } from './values'

/** Sort fields in order. */
export type Sort = readonly (readonly [path: string, order: 1 | -1])[]

/** The part of documents that a sort looks at, taken out once for each document. */
export interface SortKeys {
  of(doc: Doc): readonly unknown[]
  compare(a: readonly unknown[], b: readonly unknown[]): number
}

/** Of an array the least element counts, descending the greatest. */
function keyOf(doc: Doc, parts: readonly string[], order: 1 | -1): unknown {
  const { values, multi } = keyValues(doc, parts)
  if (!multi) return values[0]
  return values.reduce((best, value) => (compare(value, best) * order < 0 ? value : best))
}

/** How documents stand in the order of a sort. */
export function sortKeys(sort: Sort): SortKeys {
  const fields = sort.map(([path, order]) => ({ parts: splitPath(path), order }))
  return {
    of: (doc) => fields.map(({ parts, order }) => keyOf(doc, parts, order)),
    compare(a, b) {
      for (const [at, { order }] of fields.entries()) {
        const result = compare(a[at], b[at])
        if (result !== 0) return result * order
      }
      return 0
    },
  }
}

/** Sorts things by the documents that they are or hold; what is equal keeps its order. */
export function sortBy<T>(items: readonly T[], docOf: (item: T) => Doc, sort: Sort): T[] {
  const keys = sortKeys(sort)
  const ranked = items.map((item) => ({ item, keys: keys.of(docOf(item)) }))
  return ranked.sort((a, b) => keys.compare(a.keys, b.keys)).map(({ item }) => item)
}
