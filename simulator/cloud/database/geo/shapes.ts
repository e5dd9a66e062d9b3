import { isDoc, isNumber, toNumber, type Doc } from '../values'
import type { Point, Shape } from './geometry'

/** Reads shapes: GeoJSON, and the older pairs of coordinates, as a list or as an object. */

function pair(values: readonly unknown[]): Point | undefined {
  if (values.length < 2 || !values.slice(0, 2).every(isNumber)) return undefined
  return [toNumber(values[0]), toNumber(values[1])]
}

/** An older pair of coordinates, [x, y] or {x: …, y: …}. */
export function pairOf(value: unknown): Point | undefined {
  if (Array.isArray(value)) return pair(value)
  return isDoc(value) ? pair(Object.values(value)) : undefined
}

export function isOnEarth([longitude, latitude]: Point): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
}

function position(value: unknown): Point | undefined {
  const point = Array.isArray(value) ? pair(value) : undefined
  return point && isOnEarth(point) ? point : undefined
}

function all<T>(value: unknown, one: (item: unknown) => T | undefined, least = 1): T[] | undefined {
  if (!Array.isArray(value) || value.length < least) return undefined
  const items = (value as unknown[]).map(one)
  return items.includes(undefined) ? undefined : (items as T[])
}

const line = (value: unknown): Point[] | undefined => all(value, position, 2)

/** A closed line of at least three corners. */
function ring(value: unknown): Point[] | undefined {
  const points = all(value, position, 4)
  const [first, last] = [points?.[0], points?.at(-1)]
  return first && last && first[0] === last[0] && first[1] === last[1] ? points : undefined
}

const rings = (value: unknown): Point[][] | undefined => all(value, ring)

const COORDINATES: { readonly [type: string]: (value: unknown) => unknown } = {
  Point: position,
  MultiPoint: (value) => all(value, position),
  LineString: line,
  MultiLineString: (value) => all(value, line),
  Polygon: rings,
  MultiPolygon: (value) => all(value, rings),
}

const STRICT = 'urn:x-mongodb:crs:strictwinding:EPSG:4326'
const SYSTEMS = ['EPSG:4326', 'urn:ogc:def:crs:OGC:1.3:CRS84', STRICT]

/** The name of the reference system a geometry gives; undefined when it gives none. */
function systemOf({ crs }: Doc): unknown {
  if (crs === undefined) return undefined
  const properties = isDoc(crs) && crs['type'] === 'name' ? crs['properties'] : undefined
  return isDoc(properties) ? properties['name'] : null
}

/** A GeoJSON geometry as a shape; undefined when it is none. */
export function geoJson(value: unknown): Shape | undefined {
  if (!isDoc(value) || typeof value['type'] !== 'string') return undefined
  const system = systemOf(value)
  if (system !== undefined && !SYSTEMS.includes(system as string)) return undefined
  const { type, geometries: members } = value
  if (type === 'GeometryCollection') {
    const geometries = all(members, geoJson)
    return geometries && { type, geometries }
  }
  const coordinates = Object.hasOwn(COORDINATES, type) ? COORDINATES[type]?.(value['coordinates']) : undefined
  if (coordinates === undefined || (system === STRICT && type !== 'Polygon')) return undefined
  return (system === STRICT ? { type, coordinates, isStrict: true } : { type, coordinates }) as Shape
}

/** What a value is on the map: a geometry or a pair of coordinates; undefined when it is neither. */
export function shapeOf(value: unknown): Shape | undefined {
  if (isDoc(value) && typeof value['type'] === 'string') return geoJson(value)
  const point = pairOf(value)
  return point && { type: 'Point', coordinates: point }
}

/** What a stored value is on the map; areas whose winding counts are for queries alone. */
function stored(value: unknown): Shape[] {
  const shape = shapeOf(value)
  return !shape || ('isStrict' in shape && shape.isStrict) ? [] : [shape]
}

/** The shapes that a field holds: itself one, or an array of them. */
export function shapesOf(value: unknown): readonly Shape[] {
  const shapes = stored(value)
  return shapes.length === 0 && Array.isArray(value) ? (value as unknown[]).flatMap(stored) : shapes
}
