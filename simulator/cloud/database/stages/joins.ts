import { requestFailed } from '../errors'
import { checkVariable } from '../expressions/fields'
import { isRegex } from '../query/leaf-tests'
import { mingo } from '../expressions/mingo'
import { arrayIndex, splitPath } from '../paths'
import { fieldPath, options } from './stages'
import { field, isDoc, type Doc } from '../values'

/** The values of a document along a path that an equality join looks for; an array stands for its elements. */
export function localValues(doc: Doc, parts: readonly string[]): unknown[] {
  const [name, ...rest] = parts
  if (name === undefined) return []
  let value = field(doc, name)
  // numbers after the name of an array are places in it
  let index = rest[0] === undefined ? undefined : arrayIndex(rest[0])
  while (Array.isArray(value) && index !== undefined) {
    value = (value as unknown[])[index]
    rest.shift()
    index = rest[0] === undefined ? undefined : arrayIndex(rest[0])
  }
  const values = Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value]
  return rest.length === 0 ? values : values.flatMap((item) => (isDoc(item) ? localValues(item, rest) : []))
}

/** The filter on the other collection that equality of two fields makes; nothing there is null. */
export function joinFilter(doc: Doc, local: readonly string[], foreignField: string): Doc {
  const values = localValues(doc, local)
  const [only, ...more] = values
  if (more.length === 0) return { [foreignField]: { $eq: only ?? null } }
  // in $in a regular expression would match strings
  const patterns = values.filter(isRegex).map((pattern) => ({ [foreignField]: { $eq: pattern } }))
  const listed = { [foreignField]: { $in: values.filter((value) => !isRegex(value)) } }
  return patterns.length === 0 ? listed : { $or: [listed, ...patterns] }
}

export interface Lookup {
  /** undefined where the pipeline brings its own documents */
  readonly from: string | undefined
  readonly as: readonly string[]
  readonly on: { readonly local: readonly string[]; readonly foreignField: string } | undefined
  readonly pipeline: unknown
  readonly variables: Doc
}

const LOOKUP = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']

/** Reads the specification of a $lookup. */
export function lookupOf(value: unknown): Lookup {
  const { from, as, localField, foreignField, pipeline, let: variables } = options(value, '$lookup', LOOKUP)
  if (from !== undefined && (typeof from !== 'string' || from === ''))
    throw requestFailed("$lookup argument 'from' must be the name of a collection")
  if (variables !== undefined && (!isDoc(variables) || pipeline === undefined))
    throw requestFailed("$lookup argument 'let' must be an object, beside a pipeline")
  for (const name of Object.keys(variables ?? {})) {
    checkVariable(name)
    mingo().check((variables as Doc)[name])
  }
  const isJoin = localField !== undefined || foreignField !== undefined
  if (!isJoin && pipeline === undefined)
    throw requestFailed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
  return {
    from,
    as: splitPath(fieldPath(as, "$lookup argument 'as'")),
    on: isJoin
      ? {
          local: splitPath(fieldPath(localField, "$lookup argument 'localField'")),
          foreignField: fieldPath(foreignField, "$lookup argument 'foreignField'"),
        }
      : undefined,
    pipeline,
    variables: isDoc(variables) ? variables : {},
  }
}
