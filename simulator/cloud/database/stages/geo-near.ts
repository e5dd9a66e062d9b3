import { requestFailed } from '../errors'
import { find, type Reader } from '../find'
import { distanceTo, nearOf, type Near } from '../geo/geo'
import { EARTH_METRES } from '../geo/geometry'
import { mingo } from '../expressions/mingo'
import { hasNear } from '../geo/near'
import { splitPath, visitPath } from '../paths'
import { shapeOf } from '../geo/shapes'
import { fieldPath, withValue } from './stages'
import type { Collection } from '../store'
import { isDoc, isNumber, toNumber, type Doc } from '../values'

/** The field that holds the place: named, or that of the geo index. Without either, the first one that has a geometry. */
function geoPath(collection: Collection, named: unknown): string | undefined {
  if (named !== undefined) return fieldPath(named, "$geoNear's 'key'")
  for (const index of collection.indexes)
    for (const field of index.fields) if (field.order === '2dsphere') return field.path
  return undefined
}

interface Spec {
  readonly near: Near
  /** how many of the caller's units a metre is */
  readonly scale: number
  /** the same condition as a filter on a path */
  readonly circle: Doc
  readonly distance: readonly string[] | undefined
  readonly place: readonly string[] | undefined
  readonly query: Doc
  readonly most: number
}

function specOf(value: unknown, variables: Doc | undefined): Spec {
  const spec = isDoc(value) ? value : {}
  const amount = (name: string, otherwise: number): number => {
    const given = spec[name]
    if (given === undefined) return otherwise
    if (!isNumber(given) || !(toNumber(given) >= 0)) throw requestFailed(`$geoNear's '${name}' must not be negative`)
    return toNumber(given)
  }
  const path = (name: string): readonly string[] | undefined =>
    spec[name] === undefined ? undefined : splitPath(fieldPath(spec[name], `$geoNear's '${name}'`))
  const where = mingo().evaluate({}, spec['near'], variables)
  const isPair = Array.isArray(where) || (isDoc(where) && !('type' in where))
  const isFlat = isPair && spec['spherical'] !== true
  const operator = isFlat ? '$near' : '$nearSphere'
  const bounds: Doc = {
    $minDistance: amount('minDistance', 0),
    ...('maxDistance' in spec ? { $maxDistance: amount('maxDistance', Infinity) } : {}),
  }
  const circle: Doc = isPair ? { [operator]: where, ...bounds } : { [operator]: { $geometry: where, ...bounds } }
  const { query = {} } = spec
  if (!isDoc(query) || hasNear(query)) throw requestFailed("$geoNear's 'query' must be a filter without $near")
  return {
    near: nearOf(circle, operator),
    scale: amount('distanceMultiplier', 1) / (isPair && !isFlat ? EARTH_METRES : 1),
    circle,
    distance: path('distanceField'),
    place: path('includeLocs'),
    query,
    most: amount('limit', amount('num', Infinity)),
  }
}

interface Found {
  readonly doc: Doc
  readonly distance: number
  readonly place: unknown
}

function nearest(doc: Doc, path: string, near: Near): Found[] {
  let best: Found | undefined
  visitPath(doc, splitPath(path), 0, (leaf) => {
    for (const place of Array.isArray(leaf) && !shapeOf(leaf) ? (leaf as unknown[]) : [leaf]) {
      const distance = distanceTo(near, place)
      if (distance !== undefined && (!best || distance < best.distance)) best = { doc, distance, place }
    }
    return false
  })
  return best ? [best] : []
}

/** $geoNear: documents by their distance, nearest first, with what was measured. */
export function geoNear(reader: Reader, collection: Collection, value: unknown): Doc[] {
  const spec = specOf(value, reader.match.variables)
  const { near, query } = spec
  const path = geoPath(collection, isDoc(value) ? value['key'] : undefined)
  // a bounded distance can go through the index; documents without a place drop out either way
  const filter: Doc =
    path !== undefined && Number.isFinite(near.max) ? { $and: [{ [path]: spec.circle }, query] } : query
  const found = find(reader, collection, { filter }).flatMap(({ doc }) => {
    const names = path === undefined ? Object.keys(doc).filter((name) => shapeOf(doc[name])) : [path]
    return names.slice(0, 1).flatMap((name) => nearest(doc, name, near))
  })
  const inside = found
    .filter(({ distance }) => distance >= near.min && distance <= near.max)
    .sort((a, b) => a.distance - b.distance)
  return inside.slice(0, spec.most).map(({ doc, distance, place }) => {
    const measured = spec.distance ? withValue(doc, spec.distance, distance * spec.scale) : doc
    return spec.place ? withValue(measured, spec.place, place) : measured
  })
}
