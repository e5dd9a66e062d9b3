/** Plane geometry on longitude and latitude, distances on a sphere. An estate is small: the error is below a millimetre. */
export type Point = readonly [longitude: number, latitude: number]
export type Ring = readonly Point[]
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Point }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Point[] }
  | { readonly type: 'Polygon' | 'MultiLineString'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

export const EARTH_METRES = 6_378_100
const RADIANS = Math.PI / 180

/** Metres between two points along the surface (haversine, as MongoDB's radius has it). */
export function distance(a: Point, b: Point): number {
  const latitudes = Math.sin(((b[1] - a[1]) * RADIANS) / 2) ** 2
  const longitudes = Math.sin(((b[0] - a[0]) * RADIANS) / 2) ** 2
  const h = latitudes + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * longitudes
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

type Segment = readonly [Point, Point]

/** A shape taken apart: all its points, the lines between them, and the areas they enclose. */
export interface Parts {
  readonly points: readonly Point[]
  readonly segments: readonly Segment[]
  readonly areas: readonly (readonly Ring[])[]
}

function segmentsOf(line: readonly Point[]): Segment[] {
  return line.slice(1).map((point, i) => [line[i] as Point, point] as const)
}

/** Takes a shape apart. */
export function parts(shape: Shape): Parts {
  switch (shape.type) {
    case 'Point':
      return { points: [shape.coordinates], segments: [], areas: [] }
    case 'MultiPoint':
      return { points: shape.coordinates, segments: [], areas: [] }
    case 'LineString':
      return { points: shape.coordinates, segments: segmentsOf(shape.coordinates), areas: [] }
    case 'MultiLineString':
      return { points: shape.coordinates.flat(), segments: shape.coordinates.flatMap(segmentsOf), areas: [] }
    case 'Polygon':
      return {
        points: shape.coordinates.flat(),
        segments: shape.coordinates.flatMap(segmentsOf),
        areas: [shape.coordinates],
      }
    case 'MultiPolygon':
      return {
        points: shape.coordinates.flat(2),
        segments: shape.coordinates.flat().flatMap(segmentsOf),
        areas: shape.coordinates,
      }
  }
}

/** The point of a line nearest to another, on the plane that touches the earth there. */
export function nearestOn([a, b]: Segment, p: Point): Point {
  const width = Math.cos(p[1] * RADIANS)
  const [x, y] = [(b[0] - a[0]) * width, b[1] - a[1]]
  const length = x * x + y * y
  if (length === 0) return a
  const along = ((p[0] - a[0]) * width * x + (p[1] - a[1]) * y) / length
  const at = Math.min(1, Math.max(0, along))
  return [a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at]
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

function onSegment([a, b]: Segment, p: Point): boolean {
  return (
    turn(a, b, p) === 0 &&
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}

function segmentsMeet(s: Segment, t: Segment): boolean {
  const d1 = turn(t[0], t[1], s[0])
  const d2 = turn(t[0], t[1], s[1])
  const d3 = turn(s[0], s[1], t[0])
  const d4 = turn(s[0], s[1], t[1])
  if (d1 * d2 < 0 && d3 * d4 < 0) return true
  return onSegment(t, s[0]) || onSegment(t, s[1]) || onSegment(s, t[0]) || onSegment(s, t[1])
}

function inRing(ring: Ring, p: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i] as Point
    const b = ring[j] as Point
    if (a[1] > p[1] === b[1] > p[1]) continue
    if (p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** Is the point in the area (first ring the edge, the others holes)? The edge belongs to it. */
export function contains(rings: readonly Ring[], p: Point): boolean {
  if (rings.some((ring) => segmentsOf([...ring, ring[0] as Point]).some((segment) => onSegment(segment, p))))
    return true
  const [edge, ...holes] = rings
  return edge !== undefined && inRing(edge, p) && !holes.some((hole) => inRing(hole, p))
}

/** Do two shapes share a point? */
export function crosses(a: Shape, b: Shape): boolean {
  const x = parts(a)
  const y = parts(b)
  const touching = (points: readonly Point[], other: Parts): boolean =>
    points.some(
      (p) =>
        other.areas.some((area) => contains(area, p)) ||
        other.segments.some((segment) => onSegment(segment, p)) ||
        other.points.some((q) => q[0] === p[0] && q[1] === p[1]),
    )
  return (
    touching(x.points, y) || touching(y.points, x) || x.segments.some((s) => y.segments.some((t) => segmentsMeet(s, t)))
  )
}

/** Does the shape lie wholly in the area? */
export function within(shape: Shape, area: Shape): boolean {
  const inner = parts(shape)
  const outer = parts(area)
  const covered = (p: Point): boolean => outer.areas.some((rings) => contains(rings, p))
  if (!inner.points.every(covered)) return false
  // a line between two covered points may still leave the area: look at the middle of every piece the edges cut it into
  return inner.segments.every((segment) => middles(segment, outer.segments).every(covered))
}

function middles([a, b]: Segment, edges: readonly Segment[]): Point[] {
  const cuts = [0, 1]
  for (const [c, d] of edges) {
    const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if (denominator === 0) continue
    const at = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator
    if (at > 0 && at < 1) cuts.push(at)
  }
  cuts.sort((x, y) => x - y)
  return cuts.slice(1).map((cut, i) => {
    const t = (cut + (cuts[i] as number)) / 2
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t] as const
  })
}
