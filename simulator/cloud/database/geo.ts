import { requestFailed } from './errors'
import { isDoc, isNumber, toNumber, type Doc } from './values'
import { contains, crosses, distance, EARTH_METRES, nearestOn, parts, within, type Point, type Shape } from './geometry'

function pointOf(value: unknown): Point | undefined {
  if (isDoc(value) && value['type'] === 'Point') return pointOf(value['coordinates'])
  if (Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(isNumber))
    return [toNumber(value[0]), toNumber(value[1])]
  return undefined
}

const DEPTH: { readonly [type: string]: number } = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  Polygon: 2,
  MultiLineString: 2,
  MultiPolygon: 3,
}

/** A GeoJSON geometry, or a legacy coordinate pair, as a shape; undefined when it is none. */
export function shapeOf(value: unknown): Shape | undefined {
  const legacy = Array.isArray(value) ? pointOf(value) : undefined
  if (legacy) return { type: 'Point', coordinates: legacy }
  if (!isDoc(value)) return undefined
  const type = String(value['type'])
  const depth = DEPTH[type]
  if (depth === undefined) return undefined
  const coordinates = numbers(value['coordinates'], depth)
  return coordinates === undefined ? undefined : ({ type, coordinates } as Shape)
}

/** The shapes that a field holds: itself one, or an array of them. */
export function shapesOf(value: unknown): readonly Shape[] {
  const shape = shapeOf(value)
  if (shape) return [shape]
  return Array.isArray(value) ? (value as unknown[]).flatMap((item) => shapeOf(item) ?? []) : []
}

function numbers(value: unknown, depth: number): unknown {
  if (depth === 0) return Array.isArray(value) ? pointOf(value) : undefined
  if (!Array.isArray(value)) return undefined
  const items = (value as unknown[]).map((item) => numbers(item, depth - 1))
  return items.includes(undefined) ? undefined : items
}

function geometry(value: unknown, operator: string): Shape {
  const shape = isDoc(value) ? shapeOf(value['$geometry']) : undefined
  if (!shape) throw requestFailed(`${operator} needs a valid $geometry`)
  return shape
}

function flat(points: unknown): Point[] {
  const list = Array.isArray(points) ? (points as unknown[]) : isDoc(points) ? Object.values(points) : []
  return list.map((item) => {
    const point = pointOf(item)
    if (!point) throw requestFailed('Point must be an array or object of two numbers')
    return point
  })
}

function circle(value: unknown): { centre: Point; radius: number } {
  const [centre, radius] = Array.isArray(value) ? (value as unknown[]) : []
  const point = pointOf(centre)
  if (!point || !isNumber(radius) || toNumber(radius) < 0) throw requestFailed('a circle needs a centre and a radius')
  return { centre: point, radius: toNumber(radius) }
}

/** $geoWithin with $geometry, $centerSphere, $center, $box or $polygon. */
export function geoWithin(value: unknown): (leaf: unknown) => boolean {
  if (!isDoc(value)) throw requestFailed('$geoWithin needs an object')
  const inside = withinTest(value)
  return (leaf) => shapesOf(leaf).some(inside)
}

function withinTest(value: Doc): (shape: Shape) => boolean {
  if ('$centerSphere' in value) {
    const { centre, radius } = circle(value['$centerSphere'])
    return (shape) => parts(shape).points.every((point) => distance(centre, point) <= radius * EARTH_METRES)
  }
  if ('$center' in value) {
    const { centre, radius } = circle(value['$center'])
    return (shape) => parts(shape).points.every((p) => Math.hypot(p[0] - centre[0], p[1] - centre[1]) <= radius)
  }
  if ('$box' in value) {
    const [a, b] = flat(value['$box'])
    if (!a || !b) throw requestFailed('$box needs two points')
    return (shape) =>
      parts(shape).points.every(
        (p) =>
          p[0] >= Math.min(a[0], b[0]) &&
          p[0] <= Math.max(a[0], b[0]) &&
          p[1] >= Math.min(a[1], b[1]) &&
          p[1] <= Math.max(a[1], b[1]),
      )
  }
  if ('$polygon' in value) {
    const ring = flat(value['$polygon'])
    return (shape) => parts(shape).points.every((point) => contains([ring], point))
  }
  const area = geometry(value, '$geoWithin')
  if (area.type !== 'Polygon' && area.type !== 'MultiPolygon')
    throw requestFailed(`$geoWithin not supported with provided geometry: ${area.type}`)
  return (shape) => within(shape, area)
}

/** $geoIntersects with $geometry. */
export function geoIntersects(value: unknown): (leaf: unknown) => boolean {
  const area = geometry(value, '$geoIntersects')
  return (leaf) => shapesOf(leaf).some((shape) => crosses(shape, area))
}

export interface Near {
  readonly centre: Point
  readonly min: number
  readonly max: number
}

function limit(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  if (!isNumber(value) || toNumber(value) < 0)
    throw requestFailed('$maxDistance and $minDistance must be non-negative numbers')
  return toNumber(value)
}

/** What $near or $nearSphere asks for, in metres. A legacy pair gives its distances in radians. */
export function nearOf(operators: Doc, operator: string): Near {
  const value = operators[operator]
  const legacy = Array.isArray(value) ? pointOf(value) : undefined
  if (legacy)
    return {
      centre: legacy,
      min: limit(operators['$minDistance'], 0) * EARTH_METRES,
      max: limit(operators['$maxDistance'], Infinity) * EARTH_METRES,
    }
  const shape = geometry(value, operator)
  if (shape.type !== 'Point' || !isDoc(value)) throw requestFailed(`${operator} needs a point`)
  return {
    centre: shape.coordinates,
    min: limit(value['$minDistance'] ?? operators['$minDistance'], 0),
    max: limit(value['$maxDistance'] ?? operators['$maxDistance'], Infinity),
  }
}

/** Metres from a point to the nearest of a stored shape; undefined when there is none. */
export function distanceTo(centre: Point, value: unknown): number | undefined {
  const shapes = shapesOf(value)
  return shapes.length === 0 ? undefined : Math.min(...shapes.map((shape) => distanceToShape(centre, shape)))
}

function distanceToShape(centre: Point, shape: Shape): number {
  if (shape.type === 'Point') return distance(centre, shape.coordinates)
  const { points, segments, areas } = parts(shape)
  if (areas.some((rings) => contains(rings, centre))) return 0
  const nearest = segments.map((segment) => nearestOn(segment, centre))
  return [...points, ...nearest].reduce((least, point) => Math.min(least, distance(centre, point)), Infinity)
}

/** The condition of $near without its order. */
export function nearTest(operators: Doc, operator: string): (leaf: unknown) => boolean {
  const { centre, min, max } = nearOf(operators, operator)
  return (leaf) => {
    const metres = distanceTo(centre, leaf)
    return metres !== undefined && metres >= min && metres <= max
  }
}

/** A rectangle of longitudes and latitudes. */
export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** Rounding must not lose what lies on an edge. */
const MARGIN_DEGREES = 1e-9
const DEGREES = 180 / Math.PI

/** The boxes around a circle on the earth: two where it crosses the line at which longitudes begin anew. */
function boxesAround([longitude, latitude]: Point, metres: number): Box[] {
  const angle = metres / EARTH_METRES + MARGIN_DEGREES
  const south = latitude - angle * DEGREES
  const north = latitude + angle * DEGREES
  const whole = { west: -180, east: 180, south, north }
  if (south <= -90 || north >= 90) return [whole]
  const width = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(latitude / DEGREES))) * DEGREES
  if (width >= 90) return [whole]
  const [west, east] = [longitude - width, longitude + width]
  if (west < -180)
    return [
      { ...whole, west: west + 360 },
      { ...whole, east },
    ]
  if (east > 180)
    return [
      { ...whole, west },
      { ...whole, east: east - 360 },
    ]
  return [{ west, east, south, north }]
}

function boxOf(points: readonly Point[], margin = MARGIN_DEGREES): Box {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const [x, y] of points) {
    box.west = Math.min(box.west, x - margin)
    box.east = Math.max(box.east, x + margin)
    box.south = Math.min(box.south, y - margin)
    box.north = Math.max(box.north, y + margin)
  }
  return box
}

/** Where points must lie to satisfy a geo operator; undefined when they may lie anywhere. */
export function boxesOf(operator: string, value: unknown, beside: Doc): readonly Box[] | undefined {
  if (operator === '$near' || operator === '$nearSphere') {
    const { centre, max } = nearOf(beside, operator)
    return Number.isFinite(max) ? boxesAround(centre, max) : undefined
  }
  if (!['$geoWithin', '$within', '$geoIntersects'].includes(operator) || !isDoc(value)) return undefined
  if ('$centerSphere' in value) {
    const { centre, radius } = circle(value['$centerSphere'])
    return boxesAround(centre, radius * EARTH_METRES)
  }
  if ('$center' in value) {
    const { centre, radius } = circle(value['$center'])
    return [boxOf([centre], radius + MARGIN_DEGREES)]
  }
  const corners = value['$box'] ?? value['$polygon']
  return [boxOf(corners === undefined ? parts(geometry(value, operator)).points : flat(corners))]
}
