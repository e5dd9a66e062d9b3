import { randomInt } from 'node:crypto'
import { requestFailed } from './errors'
import { mingo } from './mingo'
import { sortBy, type Sort } from './order'
import { splitPath, valueAt } from './paths'
import { clone, compare, isDoc, isNumber, toNumber, type Doc } from './values'

/** Stages that this store runs itself, because mingo answers otherwise than MongoDB. */

/** The fields of a $sort. */
export function sortSpec(value: unknown): Sort {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed('$sort stage must have at least one sort key')
  return Object.keys(value).map((path) => {
    const order = value[path]
    if (order !== 1 && order !== -1)
      throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return [path, order] as const
  })
}

export function sortDocs(docs: readonly Doc[], value: unknown): Doc[] {
  return sortBy(docs, (doc) => doc, sortSpec(value))
}

/** The number of a $limit or $skip. */
export function wholeNumber(value: unknown, stage: string, least: number): number {
  const number = isNumber(value) ? toNumber(value) : NaN
  if (!Number.isInteger(number) || number < least)
    throw requestFailed(`the ${stage} must be a whole number of at least ${least}`)
  return number
}

/** Without documents there is no count either, as in MongoDB. */
export function countDocs(total: number, value: unknown): Doc[] {
  if (typeof value !== 'string' || value === '' || value.startsWith('$') || value.includes('.'))
    throw requestFailed('the count field must be a non-empty string without $ and .')
  return total === 0 ? [] : [{ [value]: total }]
}

/** Copies a document along a path, so that the value there can be replaced. */
function withValue(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [name, ...rest] = parts as [string, ...string[]]
  const copy: Doc = { ...doc }
  if (rest.length > 0) copy[name] = withValue(isDoc(doc[name]) ? doc[name] : {}, rest, value)
  else if (value === undefined) delete copy[name]
  else copy[name] = value
  return copy
}

/** One document for each element of an array; what is no array counts as one element. */
export function unwind(docs: readonly Doc[], value: unknown): Doc[] {
  const spec: Doc = typeof value === 'string' ? { path: value } : isDoc(value) ? value : {}
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve } = spec
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw requestFailed("path option to $unwind stage should be prefixed with a '$'")
  const parts = splitPath(path.slice(1))
  const numbered = (doc: Doc, at: number | null): Doc =>
    typeof index === 'string' ? withValue(doc, splitPath(index), at) : doc
  return docs.flatMap((doc) => {
    const items = valueAt(doc, parts)
    if (Array.isArray(items) && items.length > 0)
      return items.map((item, at) => numbered(withValue(doc, parts, clone(item)), at))
    if (items !== undefined && items !== null && !Array.isArray(items)) return [numbered(doc, null)]
    if (preserve !== true) return []
    return [numbered(Array.isArray(items) ? withValue(doc, parts, undefined) : doc, null)]
  })
}

/** Groups by an expression, most frequent first. */
export function sortByCount(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  return sortDocs(mingo().stage(docs, { $group: { _id: value, count: { $sum: 1 } } }, variables), { count: -1 })
}

/** A boundary is the lowest value of its bucket; the last one belongs to none. */
export function bucket(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const { groupBy, boundaries, output } = isDoc(value) ? value : ({} as Doc)
  const hasDefault = isDoc(value) && 'default' in value
  if (!Array.isArray(boundaries) || boundaries.length < 2 || groupBy === undefined)
    throw requestFailed("$bucket requires 'groupBy' and at least 2 'boundaries'")
  const bounds = boundaries as unknown[]
  if (bounds.some((bound, at) => at > 0 && compare(bounds[at - 1], bound) >= 0))
    throw requestFailed("The 'boundaries' option to $bucket must be sorted")
  const groups = new Map<number, Doc[]>()
  for (const doc of docs) {
    const key = mingo().evaluate(doc, groupBy, variables) ?? null
    const above = bounds.findIndex((bound) => compare(key, bound) < 0)
    const at = above <= 0 ? -1 : above - 1
    if (at === -1 && !hasDefault)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
    groups.set(at, [...(groups.get(at) ?? []), doc])
  }
  const spec: Doc = isDoc(output) ? output : { count: { $sum: 1 } }
  const results = [...groups].flatMap(([at, members]) => {
    const id = at === -1 ? (value as Doc)['default'] : bounds[at]
    return mingo().stage(members, { $group: { ...spec, _id: { $literal: id } } }, variables)
  })
  return results.sort((a, b) => compare(a['_id'], b['_id']))
}

/** A random choice without repetition. */
export function sample(docs: readonly Doc[], value: unknown): Doc[] {
  const size = wholeNumber(isDoc(value) ? value['size'] : undefined, 'size of $sample', 1)
  const rest = [...docs]
  for (let i = 0; i < Math.min(size, rest.length); i++) {
    const other = randomInt(i, rest.length)
    ;[rest[i], rest[other]] = [rest[other] as Doc, rest[i] as Doc]
  }
  return rest.slice(0, size)
}
