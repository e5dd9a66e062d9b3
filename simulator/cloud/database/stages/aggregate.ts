import { CloudError, type Call, type Json } from '../../types'
import { LIMITS } from '../../limits'
import { parse } from '../ejson'
import { invalidParam, requestFailed } from '../errors'
import { bucket, bucketAuto, sortByCount } from './buckets'
import { densify } from './densify'
import { fill } from './fills'
import { count, find, type Reader } from '../find'
import { geoNear } from './geo-near'
import { reachable, walkOf } from './graph'
import { joinFilter, lookupOf } from './joins'
import { compileMatch, type MatchOptions } from '../query/match'
import { mingo } from '../expressions/mingo'
import { hasNear } from '../geo/near'
import { redact } from './redact'
import { addFields, projectFields, unsetFields } from './shape'
import { countDocs, options, sample, sortDocs, sortSpec, unwind, wholeNumber, withValue } from './stages'
import type { Collection, Store } from '../store'
import { clone, isDoc, type Doc } from '../values'
import { setWindowFields } from './windows'

export interface AggregateContext {
  readonly store: Store
  readonly match: MatchOptions
  readonly call: Call
}

interface Stage {
  readonly key: string
  readonly value: unknown
}

function stagesOf(value: Json | undefined, call: Call): Stage[] {
  if (!Array.isArray(value)) throw invalidParam('stages must be an array')
  return value.map((stage) => {
    if (typeof stage !== 'object' || stage === null || Array.isArray(stage))
      throw invalidParam('a stage must be an object')
    const { stageKey, stageValue } = stage
    if (typeof stageKey !== 'string') throw invalidParam('stageKey must be a string')
    return { key: stageKey, value: parse(stageValue, () => call.now()) }
  })
}

function innerStages(pipeline: unknown): Stage[] {
  if (!Array.isArray(pipeline)) throw requestFailed('a pipeline must be an array')
  return (pipeline as unknown[]).map((stage) => {
    const [key, ...more] = isDoc(stage) ? Object.keys(stage) : []
    if (key === undefined || more.length > 0)
      throw requestFailed('A pipeline stage specification object must contain exactly one field.')
    return { key, value: (stage as Doc)[key] }
  })
}

/** Runs the stages of an aggregateDocuments request. Without a $limit of its own it returns the cloud's 20 rows. */
export function aggregate(context: AggregateContext, collection: Collection, stages: Json | undefined): Doc[] {
  const pipeline = stagesOf(stages, context.call)
  if (!pipeline.some(({ key }) => key === '$limit'))
    pipeline.push({ key: '$limit', value: LIMITS.aggregateRowsDefault })
  const reader = { store: context.store, view: {}, cost: context.call.cost, match: context.match }
  try {
    return runPipeline(reader, collection, pipeline)
  } catch (cause) {
    // what mingo refuses is the caller's mistake
    if (cause instanceof CloudError || !(cause instanceof Error)) throw cause
    throw requestFailed(`aggregate failed: ${cause.message}`)
  }
}

/** The filter of a $match; what is near has an order, so $geoNear alone may ask for it. */
function matchOf(value: unknown): Doc {
  if (!isDoc(value)) throw requestFailed('the match filter must be an expression in an object')
  if (hasNear(value)) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context')
  return value
}

/** Filters, order and window at the head of a pipeline run through the indexes; the other stages in memory. */
function runPipeline(reader: Reader, collection: Collection, stages: readonly Stage[]): Doc[] {
  const [first] = stages
  if (first?.key === '$geoNear') return runStages(reader, geoNear(reader, collection, first.value), stages.slice(1))
  let at = 0
  const filters: Doc[] = []
  for (let stage = stages[at]; stage?.key === '$match'; stage = stages[++at]) filters.push(matchOf(stage.value))
  const filter: Doc = filters.length > 1 ? { $and: filters } : (filters[0] ?? {})
  const counting = stages[at]
  if (counting?.key === '$count')
    return runStages(reader, countDocs(count(reader, collection, filter), counting.value), stages.slice(at + 1))
  const ordering = stages[at]
  const sort = ordering?.key === '$sort' ? sortSpec(ordering.value) : []
  if (ordering?.key === '$sort') at++
  let skip = 0
  if (stages[at]?.key === '$skip') skip = wholeNumber(stages[at++]?.value, '$skip', 0)
  let limit = Infinity
  if (stages[at]?.key === '$limit') limit = wholeNumber(stages[at++]?.value, '$limit', 1)
  const docs = find(reader, collection, { filter, sort, skip, limit }).map((row) => row.doc)
  return runStages(reader, docs, stages.slice(at))
}

function runStages(reader: Reader, docs: Doc[], stages: readonly Stage[]): Doc[] {
  return stages.reduce((current, stage) => runStage(reader, current, stage), docs)
}

/** Runs a pipeline inside another: over a collection, or over the documents that it brings itself. */
function runInner(reader: Reader, from: string | undefined, stages: readonly Stage[]): Doc[] {
  if (from !== undefined) {
    const collection = reader.store.find(from)
    return collection ? runPipeline(reader, collection, stages) : []
  }
  const [first, ...rest] = stages
  const docs = first?.key === '$documents' ? mingo().evaluate({}, first.value, reader.match.variables) : undefined
  if (!Array.isArray(docs) || !docs.every(isDoc))
    throw requestFailed('a pipeline without a collection must begin with $documents and a list of objects')
  return runStages(reader, docs, rest)
}

function runStage(reader: Reader, docs: Doc[], { key, value }: Stage): Doc[] {
  const { variables } = reader.match
  switch (key) {
    case '$match': {
      const test = compileMatch(matchOf(value), reader.match)
      return docs.filter((doc) => test(doc))
    }
    case '$sort':
      return sortDocs(docs, value)
    case '$skip':
      return docs.slice(wholeNumber(value, '$skip', 0))
    case '$limit':
      return docs.slice(0, wholeNumber(value, '$limit', 1))
    case '$count':
      return countDocs(docs.length, value)
    case '$unwind':
      return unwind(docs, value)
    case '$project':
      return projectFields(docs, value, reader.match)
    case '$addFields':
    case '$set':
      return addFields(docs, value, variables)
    case '$unset':
      return unsetFields(docs, value)
    case '$group':
      return mingo().stage(docs, { [key]: value }, variables)
    case '$bucket':
      return bucket(docs, value, variables)
    case '$bucketAuto':
      return bucketAuto(docs, value, variables)
    case '$sortByCount':
      return sortByCount(docs, value, variables)
    case '$sample':
      return sample(docs, value)
    case '$redact':
      return redact(docs, value, variables)
    case '$setWindowFields':
      return setWindowFields(docs, value, variables)
    case '$fill':
      return fill(docs, value, variables)
    case '$densify':
      return densify(docs, value)
    case '$lookup':
      return lookup(reader, docs, value)
    case '$graphLookup':
      return graphLookup(reader, docs, value)
    case '$unionWith':
      return [...docs, ...union(reader, value)]
    case '$facet':
      return facet(reader, docs, value)
    case '$replaceRoot':
      options(value, key, ['newRoot'])
      return mingo().stage(docs, { [key]: value }, variables)
    case '$geoNear':
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.')
    case '$documents':
    case '$out':
    case '$merge':
    case '$collStats':
    case '$indexStats':
      throw requestFailed(`${key} is not supported here`)
    default:
      return mingo().stage(docs, { [key]: value }, variables)
  }
}

function lookup(reader: Reader, docs: readonly Doc[], value: unknown): Doc[] {
  const { from, as, on, pipeline, variables } = lookupOf(value)
  const stages = pipeline === undefined ? [] : innerStages(pipeline)
  return docs.map((doc) => {
    const join = on ? [{ key: '$match', value: joinFilter(doc, on.local, on.foreignField) }] : []
    const bound: Doc = { ...reader.match.variables }
    for (const name of Object.keys(variables))
      bound[name] = mingo().evaluate(doc, variables[name], reader.match.variables)
    const inner: Reader = { ...reader, match: { ...reader.match, variables: bound } }
    return withValue(doc, as, runInner(inner, from, [...join, ...stages]))
  })
}

function graphLookup(reader: Reader, docs: readonly Doc[], value: unknown): Doc[] {
  const walk = walkOf(value)
  const other = reader.store.find(walk.from)
  const search = (filter: Doc): Doc[] => (other ? find(reader, other, { filter }).map((row) => row.doc) : [])
  return docs.map((doc) => {
    const start = mingo().evaluate(doc, walk.startWith, reader.match.variables)
    return withValue(doc, walk.as, reachable(walk, start, search))
  })
}

function union(reader: Reader, value: unknown): Doc[] {
  const spec = typeof value === 'string' ? { coll: value } : value
  const { coll, pipeline } = options(spec, '$unionWith', ['coll', 'pipeline'])
  if (coll !== undefined && typeof coll !== 'string') throw requestFailed("$unionWith requires a 'coll'")
  return runInner(reader, coll, pipeline === undefined ? [] : innerStages(pipeline))
}

/** Stages that may not stand in a $facet, nor in a pipeline inside one. */
const NOT_IN_FACET = ['$facet', '$geoNear', '$documents', '$out', '$merge', '$collStats', '$indexStats']

function checkFacet(stages: readonly Stage[]): void {
  for (const { key, value } of stages) {
    if (NOT_IN_FACET.includes(key)) throw requestFailed(`${key} is not allowed to be used within a $facet stage`)
    const isAround = (key === '$lookup' || key === '$unionWith') && isDoc(value) && value['pipeline'] !== undefined
    if (isAround) checkFacet(innerStages((value as Doc)['pipeline']))
  }
}

function facet(reader: Reader, docs: readonly Doc[], value: unknown): Doc[] {
  const names = isDoc(value) ? Object.keys(value) : []
  if (names.length === 0) throw requestFailed('the $facet specification must be a non-empty object')
  const results = names.map((name) => {
    if (name === '' || name.startsWith('$') || name.includes('.'))
      throw requestFailed(`the name of a facet must not be empty, begin with '$' or hold a '.': '${name}'`)
    const stages = innerStages((value as Doc)[name])
    checkFacet(stages)
    return [name, runStages(reader, clone([...docs]), stages)]
  })
  return [Object.fromEntries(results) as Doc]
}
