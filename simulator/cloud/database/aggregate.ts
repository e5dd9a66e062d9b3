import { CloudError, type Call, type Json } from '../types'
import { LIMITS } from '../limits'
import { parse } from './ejson'
import { invalidParam, requestFailed } from './errors'
import { count, find, type Reader } from './find'
import { distanceTo, shapeOf } from './geo'
import { reachable, walkOf } from './graph'
import { compileMatch, type MatchOptions } from './match'
import { mingo } from './mingo'
import { keyValues, splitPath, visitPath } from './paths'
import { checkGroup } from './accumulators'
import { addFields, project, unsetFields } from './shape'
import { bucket, countDocs, sample, sortByCount, sortDocs, sortSpec, unwind, wholeNumber } from './stages'
import type { Collection, Store } from './store'
import { clone, isDoc, isNumber, toNumber, type Doc } from './values'

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

/** Filters, order and window at the head of a pipeline run through the indexes; the other stages in memory. */
function runPipeline(reader: Reader, collection: Collection, stages: readonly Stage[]): Doc[] {
  const [first] = stages
  if (first?.key === '$geoNear') return runStages(reader, geoNear(reader, collection, first.value), stages.slice(1))
  let at = 0
  const filters: Doc[] = []
  for (let stage = stages[at]; stage?.key === '$match'; stage = stages[++at]) {
    if (!isDoc(stage.value)) throw requestFailed('the match filter must be an expression in an object')
    filters.push(stage.value)
  }
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

function runStage(reader: Reader, docs: Doc[], { key, value }: Stage): Doc[] {
  const { variables } = reader.match
  switch (key) {
    case '$match': {
      if (!isDoc(value)) throw requestFailed('the match filter must be an expression in an object')
      const test = compileMatch(value, reader.match)
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
      return project(docs, value, reader.match)
    case '$addFields':
    case '$set':
      return addFields(docs, value, variables)
    case '$unset':
      return unsetFields(docs, value, reader.match)
    case '$group':
      checkGroup(value)
      return mingo().stage(docs, { [key]: value }, variables)
    case '$bucket':
      return bucket(docs, value, variables)
    case '$sortByCount':
      return sortByCount(docs, value, variables)
    case '$sample':
      return sample(docs, value)
    case '$lookup':
      return docs.map((doc) => lookup(reader, doc, value))
    case '$graphLookup': {
      const walk = walkOf(value)
      const other = reader.store.find(walk.from)
      const search = (filter: Doc): Doc[] => (other ? find(reader, other, { filter }).map((row) => row.doc) : [])
      return docs.map((doc) => {
        const start = mingo().evaluate(doc, walk.startWith, variables)
        return setPath(doc, splitPath(walk.as), reachable(walk, start, search))
      })
    }
    case '$unionWith': {
      const { coll, pipeline } = isDoc(value) ? value : ({ coll: value } as Doc)
      if (typeof coll !== 'string') throw requestFailed("$unionWith requires a 'coll'")
      const other = reader.store.find(coll)
      return [
        ...docs,
        ...(other ? runPipeline(reader, other, pipeline === undefined ? [] : innerStages(pipeline)) : []),
      ]
    }
    case '$facet': {
      if (!isDoc(value)) throw requestFailed('the $facet specification must be a non-empty object')
      const names = Object.keys(value)
      return [Object.fromEntries(names.map((name) => [name, runStages(reader, clone(docs), innerStages(value[name]))]))]
    }
    case '$geoNear':
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.')
    case '$out':
    case '$merge':
    case '$collStats':
    case '$indexStats':
      throw requestFailed(`${key} is not supported here`)
    default:
      return mingo().stage(docs, { [key]: value }, variables)
  }
}

/** The filter on the other collection that equality of two fields makes; an array stands for any of its elements. */
function joinFilter(doc: Doc, localField: string, foreignField: string): Doc {
  const { values, multi } = keyValues(doc, splitPath(localField))
  const wanted = values.map((value) => value ?? null)
  return { [foreignField]: multi ? { $in: wanted } : { $eq: wanted[0] } }
}

function lookup(reader: Reader, doc: Doc, value: unknown): Doc {
  const { from, as, localField, foreignField, pipeline, let: variables } = isDoc(value) ? value : ({} as Doc)
  if (typeof from !== 'string' || typeof as !== 'string')
    throw requestFailed("$lookup argument 'from' and 'as' must be strings")
  const stages = pipeline === undefined ? [] : innerStages(pipeline)
  if (typeof localField === 'string' && typeof foreignField === 'string')
    stages.unshift({ key: '$match', value: joinFilter(doc, localField, foreignField) })
  else if (pipeline === undefined)
    throw requestFailed('$lookup requires either localField and foreignField or a pipeline')
  const collection = reader.store.find(from)
  const bound: Doc = { ...reader.match.variables }
  for (const name of isDoc(variables) ? Object.keys(variables) : [])
    bound[name] = mingo().evaluate(doc, (variables as Doc)[name], reader.match.variables)
  const inner: Reader = { ...reader, match: { ...reader.match, variables: bound } }
  return setPath(doc, splitPath(as), collection ? runPipeline(inner, collection, stages) : [])
}

function setPath(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [name, ...rest] = parts as [string, ...string[]]
  const inner = doc[name]
  return { ...doc, [name]: rest.length === 0 ? value : setPath(isDoc(inner) ? inner : {}, rest, value) }
}

/** The field that holds the place: named, or that of the geo index, or the first one of the document that has a geometry. */
function geoPath(collection: Collection, named: unknown): string | undefined {
  if (typeof named === 'string') return named
  for (const index of collection.indexes)
    for (const field of index.fields) if (field.order === '2dsphere') return field.path
  return undefined
}

function geoNear(reader: Reader, collection: Collection, value: unknown): Doc[] {
  const spec = isDoc(value) ? value : {}
  const { distanceField, includeLocs } = spec
  const near = shapeOf(spec['near'])
  if (near?.type !== 'Point' || typeof distanceField !== 'string')
    throw requestFailed("$geoNear requires 'near' and 'distanceField'")
  const number = (name: string, otherwise: number): number => (isNumber(spec[name]) ? toNumber(spec[name]) : otherwise)
  const least = number('minDistance', 0)
  const most = number('maxDistance', Infinity)
  const multiplier = number('distanceMultiplier', 1)
  const limit = isNumber(spec['limit']) ? toNumber(spec['limit']) : number('num', Infinity)
  const path = geoPath(collection, spec['key'])
  const query = isDoc(spec['query']) ? spec['query'] : {}
  const circle = { $nearSphere: { $geometry: spec['near'], $minDistance: least, $maxDistance: most } }
  // a bounded distance can go through the index; documents without a place drop out either way
  const filter: Doc =
    path !== undefined && Number.isFinite(most) && isDoc(spec['near']) ? { $and: [{ [path]: circle }, query] } : query
  const found = find(reader, collection, { filter }).flatMap(({ doc }) => {
    const names =
      path === undefined
        ? Object.keys(doc)
            .filter((name) => shapeOf(doc[name]))
            .slice(0, 1)
        : [path]
    return names.flatMap((name) => nearest(doc, name, near.coordinates))
  })
  const inside = found.filter(({ metres }) => metres >= least && metres <= most).sort((a, b) => a.metres - b.metres)
  return inside.slice(0, limit).map(({ doc, metres, place }) => {
    const measured = setPath(doc, splitPath(distanceField), metres * multiplier)
    return typeof includeLocs === 'string' ? setPath(measured, splitPath(includeLocs), place) : measured
  })
}

function nearest(
  doc: Doc,
  path: string,
  centre: readonly [number, number],
): { doc: Doc; metres: number; place: unknown }[] {
  let best: { doc: Doc; metres: number; place: unknown } | undefined
  visitPath(doc, splitPath(path), 0, (leaf) => {
    const metres = distanceTo(centre, leaf)
    if (metres !== undefined && (!best || metres < best.metres)) best = { doc, metres, place: leaf }
    return false
  })
  return best ? [best] : []
}
