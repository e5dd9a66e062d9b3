import { randomInt } from 'node:crypto'
import { requestFailed } from '../errors'
import { sortBy, type Sort } from '../order'
import { splitPath } from '../paths'
import { clone, field, isDoc, isNumber, toNumber, type Doc } from '../values'

/** Stages that this store runs itself, because mingo answers otherwise than MongoDB. */

/** A path of fields that the specification of a stage names. */
export function fieldPath(value: unknown, what: string): string {
  if (typeof value !== 'string') throw requestFailed(`${what} must be a string`)
  if (splitPath(value).some((part) => part === '' || part.startsWith('$') || part.includes('\0')))
    throw requestFailed(`${what}: FieldPath '${value}' is not valid`)
  return value
}

/** Refuses a specification that is no object, or has a field that the stage does not know. */
export function options(value: unknown, stage: string, known: readonly string[]): Doc {
  if (!isDoc(value)) throw requestFailed(`the ${stage} specification must be an object`)
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw requestFailed(`unrecognized option to ${stage}: ${unknown}`)
  return value
}

/** The fields of a $sort. */
export function sortSpec(value: unknown): Sort {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed('$sort stage must have at least one sort key')
  return Object.keys(value).map((path) => {
    fieldPath(path, '$sort key')
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
export function withValue(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [name, ...rest] = parts as [string, ...string[]]
  const copy: Doc = { ...doc }
  if (rest.length > 0) copy[name] = withValue(isDoc(doc[name]) ? doc[name] : {}, rest, value)
  else if (value === undefined) delete copy[name]
  else copy[name] = value
  return copy
}

const UNWIND = ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']

/** One document for each element of an array; what is no array counts as one element. */
export function unwind(docs: readonly Doc[], value: unknown): Doc[] {
  const spec = options(typeof value === 'string' ? { path: value } : value, '$unwind', UNWIND)
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve } = spec
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw requestFailed("path option to $unwind stage should be prefixed with a '$'")
  if (preserve !== undefined && typeof preserve !== 'boolean')
    throw requestFailed('expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  const parts = splitPath(fieldPath(path.slice(1), 'path option to $unwind stage'))
  const indexParts = index === undefined ? undefined : splitPath(fieldPath(index, 'includeArrayIndex of $unwind'))
  const numbered = (doc: Doc, at: number | null): Doc => (indexParts ? withValue(doc, indexParts, at) : doc)
  const itemsOf = (doc: Doc): unknown =>
    parts.reduce<unknown>((inner, name) => (isDoc(inner) ? field(inner, name) : undefined), doc)
  return docs.flatMap((doc) => {
    const items = itemsOf(doc)
    if (Array.isArray(items) && items.length > 0)
      return items.map((item, at) => numbered(withValue(doc, parts, clone(item)), at))
    if (items !== undefined && items !== null && !Array.isArray(items)) return [numbered(doc, null)]
    if (preserve !== true) return []
    return [numbered(Array.isArray(items) ? withValue(doc, parts, undefined) : doc, null)]
  })
}

/** A random choice without repetition. */
export function sample(docs: readonly Doc[], value: unknown): Doc[] {
  const size = wholeNumber(options(value, '$sample', ['size'])['size'], 'size of $sample', 0)
  const rest = [...docs]
  for (let i = 0; i < Math.min(size, rest.length); i++) {
    const other = randomInt(i, rest.length)
    ;[rest[i], rest[other]] = [rest[other] as Doc, rest[i] as Doc]
  }
  return rest.slice(0, size)
}
