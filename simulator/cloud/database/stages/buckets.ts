import { requestFailed } from '../errors'
import { mingo } from '../expressions/mingo'
import { checkGroup } from '../expressions/signatures'
import { options, sortDocs, wholeNumber } from './stages'
import { compare, isDoc, rankOf, type Doc } from '../values'

/** The stages that group by a value: $sortByCount, $bucket and $bucketAuto. */

/** The fields that accumulators give for some documents. */
export function accumulated(docs: readonly Doc[], output: Doc, variables: Doc | undefined): Doc {
  const result: Doc = {}
  for (const name of Object.keys(output)) result[name] = mingo().evaluate(docs, output[name], variables) ?? null
  return result
}

/** An expression to group by: a path or an object of one operator. */
function groupExpression(value: unknown, stage: string): unknown {
  const [operator, ...more] = isDoc(value) ? Object.keys(value) : []
  const isOperator = operator?.startsWith('$') === true && more.length === 0
  if (!isOperator && !(typeof value === 'string' && value.startsWith('$')))
    throw requestFailed(`the ${stage} expression must be a $-prefixed path or an expression object`)
  mingo().check(value)
  return value
}

/** Groups by an expression, most frequent first. */
export function sortByCount(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const _id = groupExpression(value, '$sortByCount')
  const groups = mingo().stage(docs, { $group: { _id, count: { $sum: 1 } } }, variables)
  return sortDocs(groups, { count: -1 })
}

function outputOf(output: unknown, stage: string): Doc {
  if (output === undefined) return { count: { $sum: 1 } }
  if (!isDoc(output)) throw requestFailed(`the ${stage} 'output' field must be an object`)
  checkGroup({ _id: null, ...output }, mingo().check)
  return output
}

/** A boundary is the lowest value of its bucket; the last one belongs to none. */
export function bucket(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const spec = options(value, '$bucket', ['groupBy', 'boundaries', 'default', 'output'])
  const { boundaries, output: given, default: otherwise } = spec
  const hasDefault = 'default' in spec
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw requestFailed("$bucket requires 'groupBy' and at least 2 'boundaries'")
  const bounds = boundaries as unknown[]
  const groupBy = groupExpression(spec['groupBy'], "$bucket 'groupBy'")
  if (bounds.some((bound) => rankOf(bound) !== rankOf(bounds[0])))
    throw requestFailed("All values in the the 'boundaries' option to $bucket must have the same type")
  if (bounds.some((bound, at) => at > 0 && compare(bounds[at - 1], bound) >= 0))
    throw requestFailed("The 'boundaries' option to $bucket must be sorted")
  if (hasDefault && compare(otherwise, bounds[0]) >= 0 && compare(otherwise, bounds.at(-1)) < 0)
    throw requestFailed("The $bucket 'default' field must be less than the lowest boundary or not below the highest")
  const output = outputOf(given, '$bucket')
  const groups = new Map<number, Doc[]>()
  for (const doc of docs) {
    const key = mingo().evaluate(doc, groupBy, variables) ?? null
    const above = bounds.findIndex((bound) => compare(key, bound) < 0)
    const at = above <= 0 ? -1 : above - 1
    if (at === -1 && !hasDefault)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
    const members = groups.get(at) ?? []
    groups.set(at, members)
    members.push(doc)
  }
  const results = [...groups].map(([at, members]) => ({
    _id: at === -1 ? otherwise : bounds[at],
    ...accumulated(members, output, variables),
  }))
  return results.sort((a, b) => compare(a._id, b._id))
}

interface Keyed {
  readonly key: unknown
  readonly doc: Doc
}

interface Bucket {
  readonly min: unknown
  readonly max: unknown
  readonly docs: readonly Doc[]
}

/** As many buckets of about the same size as there can be; equal keys stay together. */
function even(sorted: readonly Keyed[], count: number): Bucket[] {
  const size = Math.max(1, Math.round(sorted.length / count))
  const starts: number[] = []
  for (let at = 0; at < sorted.length;) {
    starts.push(at)
    let end = starts.length === count ? sorted.length : Math.min(sorted.length, at + size)
    while (end < sorted.length && compare(sorted[end - 1]?.key, sorted[end]?.key) === 0) end++
    at = end
  }
  return starts.map((start, i) => {
    const next = starts[i + 1]
    const members = sorted.slice(start, next)
    const above = next === undefined ? members.at(-1) : sorted[next]
    return { min: members[0]?.key, max: above?.key, docs: members.map(({ doc }) => doc) }
  })
}

/** mingo knows the series of preferred numbers. */
function preferred(docs: readonly Doc[], spec: Doc, variables: Doc | undefined): Bucket[] {
  const output = { docs: { $push: '$$ROOT' } }
  return mingo()
    .stage(docs, { $bucketAuto: { ...spec, output } }, variables)
    .map(({ _id: bounds, docs: members }) => ({
      ...(bounds as { min: unknown; max: unknown }),
      docs: members as Doc[],
    }))
}

/** $bucketAuto: buckets whose boundaries are found from the documents. */
export function bucketAuto(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const spec = options(value, '$bucketAuto', ['groupBy', 'buckets', 'output', 'granularity'])
  const groupBy = groupExpression(spec['groupBy'], "$bucketAuto 'groupBy'")
  const count = wholeNumber(spec['buckets'], "'buckets' of $bucketAuto", 1)
  const output = outputOf(spec['output'], '$bucketAuto')
  if (docs.length === 0) return []
  const keyed = docs.map((doc) => ({ doc, key: mingo().evaluate(doc, groupBy, variables) ?? null }))
  const buckets =
    spec['granularity'] === undefined
      ? even(
          keyed.sort((a, b) => compare(a.key, b.key)),
          count,
        )
      : preferred(docs, spec, variables)
  return buckets.map(({ min, max, docs: members }) => ({
    _id: { min, max },
    ...accumulated(members, output, variables),
  }))
}
