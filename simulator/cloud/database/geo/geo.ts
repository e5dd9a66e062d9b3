import { requestFailed } from '../errors'
import { flatDistance, isInBox, isInPolygon } from './flat'
import { crosses, distance, EARTH_METRES, figureOf, flawOf, reach, within, type Point, type Shape } from './geometry'
import { geoJson, isOnEarth, pairOf, shapeOf, shapesOf } from './shapes'
import { SAME } from './sphere'
import { isDoc, isNumber, toNumber, type Doc } from '../values'

/** The shape a query names in $geometry; MongoDB refuses one that is not sound. */
export function geometry(value: unknown, operator: string): Shape {
  const shape = isDoc(value) ? shapeOf(value['$geometry']) : undefined
  if (!shape || !onSphere(shape)) throw requestFailed(`${operator} needs a valid $geometry`)
  const flaw = flawOf(shape)
  if (flaw !== undefined) throw requestFailed(`${operator} needs a valid $geometry: ${flaw}`)
  return shape
}

/** Pairs may hold any numbers; on the sphere only degrees count. */
function onSphere(shape: Shape): boolean {
  return shape.type !== 'Point' || isOnEarth(shape.coordinates)
}

/** The points of $box or $polygon, a list of pairs or an object of them. */
export function corners(value: unknown, least: number): Point[] {
  const items = Array.isArray(value) ? (value as unknown[]) : isDoc(value) ? Object.values(value) : []
  const points = items.map((item) => {
    const point = pairOf(item)
    if (!point) throw requestFailed('Point must be an array or object of two numbers')
    return point
  })
  if (points.length < least) throw requestFailed(`at least ${least} points are needed`)
  return points
}

export interface Circle {
  readonly centre: Point
  readonly radius: number
}

/** The centre and the radius of $center or $centerSphere. */
export function circle(value: unknown, operator: string): Circle {
  const [centre, radius] = Array.isArray(value) ? (value as unknown[]) : []
  const point = isDoc(centre) && 'type' in centre ? undefined : pairOf(centre)
  if (!point || !isNumber(radius) || !(toNumber(radius) >= 0))
    throw requestFailed(`${operator} needs a centre and a radius`)
  if (operator === '$centerSphere' && !isOnEarth(point)) throw requestFailed('the centre must be on the earth')
  return { centre: point, radius: toNumber(radius) }
}

/** $geoWithin with $geometry, $centerSphere, $center, $box or $polygon. */
export function geoWithin(value: unknown): (leaf: unknown) => boolean {
  if (!isDoc(value)) throw requestFailed('$geoWithin needs an object')
  const inside = withinTest(value)
  return (leaf) => shapesOf(leaf).some(inside)
}

/** The flat areas hold points alone. */
function flatTest(isIn: (point: Point) => boolean): (shape: Shape) => boolean {
  return (shape) => shape.type === 'Point' && isIn(shape.coordinates)
}

function withinTest(value: Doc): (shape: Shape) => boolean {
  if ('$centerSphere' in value) {
    const { centre, radius } = circle(value['$centerSphere'], '$centerSphere')
    return (shape) => onSphere(shape) && reach(centre, figureOf(shape)) <= radius + SAME
  }
  if ('$center' in value) {
    const { centre, radius } = circle(value['$center'], '$center')
    return flatTest((point) => flatDistance(centre, point) <= radius)
  }
  if ('$box' in value) {
    const [a, b] = corners(value['$box'], 2) as [Point, Point]
    return flatTest((point) => isInBox([a, b], point))
  }
  if ('$polygon' in value) {
    const ring = corners(value['$polygon'], 3)
    return flatTest((point) => isInPolygon(ring, point))
  }
  const area = geometry(value, '$geoWithin')
  if (area.type !== 'Polygon' && area.type !== 'MultiPolygon')
    throw requestFailed(`$geoWithin not supported with provided geometry: ${area.type}`)
  const { areas } = figureOf(area)
  return (shape) => onSphere(shape) && within(figureOf(shape), areas)
}

/** $geoIntersects with $geometry. */
export function geoIntersects(value: unknown): (leaf: unknown) => boolean {
  const figure = figureOf(geometry(value, '$geoIntersects'))
  return (leaf) => shapesOf(leaf).some((shape) => onSphere(shape) && crosses(figureOf(shape), figure))
}

export interface Near {
  readonly centre: Point
  readonly min: number
  readonly max: number
  /** distances are degrees on the plane, else metres */
  readonly isFlat: boolean
}

/** The operators that ask for what is near. */
export const NEAR = ['$nearSphere', '$near', '$geoNear'] as const

function limit(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  if (!isNumber(value) || !(toNumber(value) >= 0))
    throw requestFailed('$maxDistance and $minDistance must be non-negative numbers')
  return toNumber(value)
}

/** What may stand beside a $near of a point that is not in $geometry. */
const BESIDE_NEAR = ['$minDistance', '$maxDistance', '$uniqueDocs']

/** What a $near asks for: in metres of a GeoJSON point; of a pair in radians, or in degrees on the plane. */
export function nearOf(operators: Doc, operator: string): Near {
  const value = operators[operator]
  const beside = Object.keys(operators).filter((name) => name !== operator)
  const wrong = beside.find((name) => !BESIDE_NEAR.includes(name))
  if (wrong !== undefined) throw requestFailed(`invalid argument in geo near query: ${wrong}`)
  const bare = isDoc(value) && !('$geometry' in value)
  const pair = Array.isArray(value) || (bare && !('type' in value)) ? pairOf(value) : undefined
  if (pair) {
    const isFlat = operator !== '$nearSphere'
    if (!isFlat && !isOnEarth(pair)) throw requestFailed(`${operator} needs a point on the earth`)
    const unit = isFlat ? 1 : EARTH_METRES
    return {
      centre: pair,
      min: limit(operators['$minDistance'], 0) * unit,
      max: limit(operators['$maxDistance'], Infinity) * unit,
      isFlat,
    }
  }
  if (!bare && beside.length > 0)
    throw requestFailed('geo near accepts just one argument when querying for a GeoJSON point')
  const inside: Doc = isDoc(value) ? value : {}
  const shape = bare ? geoJson(value) : geometry(value, operator)
  if (shape?.type !== 'Point') throw requestFailed(`invalid point provided to geo near query: ${operator}`)
  return {
    centre: shape.coordinates,
    min: limit(inside['$minDistance'] ?? operators['$minDistance'], 0),
    max: limit(inside['$maxDistance'] ?? operators['$maxDistance'], Infinity),
    isFlat: false,
  }
}

/** How far the nearest of a stored shape is; undefined when there is none. */
export function distanceTo({ centre, isFlat }: Pick<Near, 'centre' | 'isFlat'>, value: unknown): number | undefined {
  const distances = shapesOf(value).flatMap((shape) => {
    if (!isFlat) return onSphere(shape) ? [distance(centre, figureOf(shape))] : []
    return shape.type === 'Point' ? [flatDistance(centre, shape.coordinates)] : []
  })
  return distances.length === 0 ? undefined : Math.min(...distances)
}

/** The condition of $near without its order. */
export function nearTest(operators: Doc, operator: string): (leaf: unknown) => boolean {
  const near = nearOf(operators, operator)
  return (leaf) => {
    const found = distanceTo(near, leaf)
    return found !== undefined && found >= near.min && found <= near.max
  }
}
