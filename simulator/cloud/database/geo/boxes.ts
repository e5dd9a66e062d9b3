import { circle, corners, geometry, NEAR, nearOf } from './geo'
import { EARTH_METRES, figureOf, type Figure, type Point } from './geometry'
import { isCovered, isBetween, normal, type Arc, type Vector } from './sphere'
import { isDoc, type Doc } from '../values'

/** A rectangle of longitudes and latitudes. */
export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** Rounding, and the width of an edge, must not lose what lies on it. */
const MARGIN_DEGREES = 1e-7
const DEGREES = 180 / Math.PI

/** The boxes around a circle on the earth: two where it crosses the line at which longitudes begin anew. */
function boxesAround([longitude, latitude]: Point, metres: number): Box[] {
  const radius = metres / EARTH_METRES + MARGIN_DEGREES / DEGREES
  const south = latitude - radius * DEGREES
  const north = latitude + radius * DEGREES
  const whole = { west: -180, east: 180, south, north }
  if (south <= -90 || north >= 90) return [whole]
  const width = Math.asin(Math.min(1, Math.sin(radius) / Math.cos(latitude / DEGREES))) * DEGREES
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

function pointOf([x, y, z]: Vector): Point {
  return [Math.atan2(y, x) * DEGREES, Math.atan2(z, Math.hypot(x, y)) * DEGREES]
}

/** The ends of an arc, and where it is farthest north or south. */
function extremes(arc: Arc): Point[] {
  const plane = normal(arc)
  const [x, y, z] = plane
  const top: Vector = [-x * z, -y * z, x * x + y * y]
  const turns = [top, top.map((value) => -value) as unknown as Vector].filter((p) => isBetween(arc, plane, p))
  return [...arc, ...turns].map(pointOf)
}

const POLES: readonly Vector[] = [
  [0, 0, 1],
  [0, 0, -1],
]

/** The box around a figure. Where it meets a pole, or the line at which longitudes begin anew, it goes round the earth. */
function boxAround({ points, arcs, areas }: Figure): Box {
  const edges = [...arcs, ...areas.flat().flatMap((loop) => loop.arcs)]
  const poles = POLES.filter((pole) => areas.some((area) => isCovered(area, pole)))
  const box = boxOf([...points, ...poles].map(pointOf).concat(edges.flatMap(extremes)))
  const isAcross = edges.some(([a, b]) => Math.abs(pointOf(a)[0] - pointOf(b)[0]) >= 180 - MARGIN_DEGREES)
  const isWhole = isAcross || box.west <= -180 || box.east >= 180 || box.south <= -90 || box.north >= 90
  return isWhole ? { ...box, west: -180, east: 180 } : box
}

/** Where points must lie to satisfy a geo operator; undefined when they may lie anywhere. */
export function boxesOf(operator: string, value: unknown, beside: Doc): readonly Box[] | undefined {
  if ((NEAR as readonly string[]).includes(operator)) {
    const { centre, max, isFlat } = nearOf(beside, operator)
    if (!Number.isFinite(max)) return undefined
    return isFlat ? [boxOf([centre], max + MARGIN_DEGREES)] : boxesAround(centre, max)
  }
  if (!['$geoWithin', '$within', '$geoIntersects'].includes(operator) || !isDoc(value)) return undefined
  if ('$centerSphere' in value) {
    const { centre, radius } = circle(value['$centerSphere'], '$centerSphere')
    return boxesAround(centre, radius * EARTH_METRES)
  }
  if ('$center' in value) {
    const { centre, radius } = circle(value['$center'], '$center')
    return [boxOf([centre], radius + MARGIN_DEGREES)]
  }
  if ('$box' in value) return [boxOf(corners(value['$box'], 2))]
  if ('$polygon' in value) return [boxOf(corners(value['$polygon'], 3))]
  return [boxAround(figureOf(geometry(value, operator)))]
}
