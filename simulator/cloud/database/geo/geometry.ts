import {
  angle,
  angleToArc,
  arcsOf,
  beside,
  crossing,
  isCovered,
  isInside,
  isOnArc,
  Loop,
  middle,
  opposite,
  pieces,
  SAME,
  somePair,
  vectorOf,
  type Arc,
  type Area,
  type Vector,
} from './sphere'

export type Point = readonly [longitude: number, latitude: number]
export type Ring = readonly Point[]
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Point }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Point[] }
  | { readonly type: 'Polygon' | 'MultiLineString'; readonly coordinates: readonly Ring[]; readonly isStrict?: boolean }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Shape[] }

export const EARTH_METRES = 6_378_100

/** What a shape consists of, on the sphere. */
export interface Figure {
  readonly points: readonly Vector[]
  readonly arcs: readonly Arc[]
  readonly areas: readonly Area[]
}

/** The places of a line; one that repeats the place before it counts once. */
function line(points: readonly Point[]): Vector[] {
  return points.map(vectorOf).filter((place, i, all) => i === 0 || angle(all[i - 1] as Vector, place) > SAME)
}

function joined(figures: readonly Figure[]): Figure {
  return {
    points: figures.flatMap(({ points }) => points),
    arcs: figures.flatMap(({ arcs }) => arcs),
    areas: figures.flatMap(({ areas }) => areas),
  }
}

/** Puts a shape on the sphere. */
export function figureOf(shape: Shape): Figure {
  const nothing: Figure = { points: [], arcs: [], areas: [] }
  switch (shape.type) {
    case 'Point':
      return { ...nothing, points: [vectorOf(shape.coordinates)] }
    case 'MultiPoint':
      return { ...nothing, points: shape.coordinates.map(vectorOf) }
    case 'LineString':
      return { ...nothing, arcs: arcsOf(line(shape.coordinates)) }
    case 'MultiLineString':
      return { ...nothing, arcs: shape.coordinates.flatMap((one) => arcsOf(line(one))) }
    case 'Polygon':
      return { ...nothing, areas: [shape.coordinates.map((ring) => new Loop(line(ring), shape.isStrict))] }
    case 'MultiPolygon':
      return { ...nothing, areas: shape.coordinates.map((rings) => rings.map((ring) => new Loop(line(ring)))) }
    case 'GeometryCollection':
      return joined(shape.geometries.map(figureOf))
  }
}

function flawOfLine(points: readonly Point[]): string | undefined {
  const places = line(points)
  if (places.length < 2) return 'GeoJSON LineString must have at least 2 vertices'
  const hasOpposites = arcsOf(places).some(([from, to]) => angle(from, opposite(to)) <= SAME)
  return hasOpposites ? 'GeoJSON LineString is not valid: adjacent vertices are antipodal' : undefined
}

/** Why MongoDB refuses a shape in a query; undefined of one that is sound. */
export function flawOf(shape: Shape): string | undefined {
  const first = <T>(parts: readonly T[], flaw: (part: T) => string | undefined): string | undefined =>
    parts.map(flaw).find((one) => one !== undefined)
  switch (shape.type) {
    case 'LineString':
      return flawOfLine(shape.coordinates)
    case 'MultiLineString':
      return first(shape.coordinates, flawOfLine)
    case 'Polygon':
      if (shape.isStrict && shape.coordinates.length > 1) return 'Only one simple loop is allowed in a big polygon'
      return flawOfArea(shape.coordinates)
    case 'MultiPolygon':
      return first(shape.coordinates, flawOfArea)
    case 'GeometryCollection':
      return first(shape.geometries, flawOf)
    default:
      return undefined
  }
}

function flawOfArea(rings: readonly Ring[]): string | undefined {
  const lines = rings.map(line)
  if (lines.length === 0) return 'Polygon has no loops.'
  for (const ring of lines) {
    if (ring.length > 0 && angle(ring[0] as Vector, ring.at(-1) as Vector) > SAME) return 'Loop is not closed'
    if (ring.length < 4) return 'Loop must have at least 3 different vertices'
    const arcs = arcsOf(ring)
    const cross = (first: number, second: number): boolean => {
      const [arc, other] = [arcs[first], arcs[second]] as [Arc, Arc]
      const follows = second === first + 1 || (first === 0 && second === arcs.length - 1)
      return angle(arc[0], other[0]) <= SAME || (!follows && crossing(arc, other) !== undefined)
    }
    if (somePair(arcs, cross)) return 'Edges of a loop cross, or have the same vertices'
  }
  const [edge, ...holes] = lines.map((ring) => new Loop(ring)) as [Loop, ...Loop[]]
  for (const [i, hole] of holes.entries()) {
    const corners = hole.arcs.map(([from]) => from)
    if (!corners.every((corner) => isCovered([edge], corner))) return 'Secondary loops not contained by first loop'
    if (corners.filter((corner) => edge.hasOnEdge(corner)).length > 1) return 'Loops share an edge'
    for (const other of [edge, ...holes.slice(0, i)])
      if (hole.arcs.some((arc) => other.arcs.some((one) => crossing(arc, one)))) return 'Edges of two loops cross'
    if (holes.some((other) => other !== hole && corners.some((corner) => other.encloses(corner))))
      return 'Holes lie in one another'
  }
  return undefined
}

/** The edges of areas, cut into pieces, with the side on which the area lies. */
function edgesOf(areas: readonly Area[], cutBy: readonly Arc[]): { piece: Arc; side: 1 | -1 }[] {
  return areas.flatMap((area) =>
    area.flatMap((loop, at) =>
      loop.arcs.flatMap((arc) => pieces(arc, cutBy).map((piece) => ({ piece, side: at === 0 ? 1 : -1 }) as const)),
    ),
  )
}

function outline(areas: readonly Area[]): Arc[] {
  return areas.flat().flatMap((loop) => loop.arcs)
}

function isOn(p: Vector, { points, arcs, areas }: Figure): boolean {
  return (
    points.some((q) => angle(p, q) <= SAME) ||
    arcs.some((arc) => isOnArc(p, arc)) ||
    areas.some((area) => isCovered(area, p))
  )
}

function meet(a: readonly Arc[], b: readonly Arc[]): boolean {
  return a.some((arc) =>
    b.some(
      (other) =>
        crossing(arc, other) !== undefined ||
        other.some((end) => isOnArc(end, arc)) ||
        arc.some((end) => isOnArc(end, other)),
    ),
  )
}

/** Do areas share more than their edges? */
function overlap(a: readonly Area[], b: readonly Area[]): boolean {
  const inSome = (areas: readonly Area[], p: Vector): boolean => areas.some((area) => isInside(area, p))
  return (
    edgesOf(a, outline(b)).some(({ piece, side }) => inSome(b, beside(piece, side))) ||
    edgesOf(b, outline(a)).some(({ piece, side }) => inSome(a, beside(piece, side)))
  )
}

/** Do two shapes share a place? */
export function crosses(a: Figure, b: Figure): boolean {
  const ends = (arcs: readonly Arc[]): Vector[] => arcs.flat()
  return (
    [...a.points, ...ends(a.arcs)].some((p) => isOn(p, b)) ||
    [...b.points, ...ends(b.arcs)].some((p) => isOn(p, a)) ||
    meet(a.arcs, [...b.arcs, ...outline(b.areas)]) ||
    meet(b.arcs, outline(a.areas)) ||
    overlap(a.areas, b.areas)
  )
}

/** Does the figure lie wholly in the areas? */
export function within({ points, arcs, areas }: Figure, outer: readonly Area[]): boolean {
  const covered = (p: Vector): boolean => outer.some((area) => isCovered(area, p))
  const edges = outline(outer)
  if (![...points, ...arcs.flat()].every(covered)) return false
  if (!arcs.every((arc) => pieces(arc, edges).every((piece) => covered(middle(piece))))) return false
  if (!edgesOf(areas, edges).every(({ piece, side }) => covered(beside(piece, side)))) return false
  // a hole of the outer area, or the end of it, may lie inside the inner one
  return !edgesOf(outer, outline(areas)).some(({ piece, side }) => {
    const without = beside(piece, side === 1 ? -1 : 1)
    return areas.some((area) => isInside(area, without)) && !outer.some((area) => isInside(area, without))
  })
}

function angleTo(place: Vector, { points, arcs, areas }: Figure): number {
  if (areas.some((area) => isCovered(area, place))) return 0
  const angles = [
    ...points.map((point) => angle(place, point)),
    ...[...arcs, ...outline(areas)].map((arc) => angleToArc(place, arc)),
  ]
  return angles.reduce((least, one) => Math.min(least, one), Infinity)
}

/** Metres from a place to the nearest of a figure. */
export function distance(centre: Point, figure: Figure): number {
  return angleTo(vectorOf(centre), figure) * EARTH_METRES
}

/** The angle, in radians, from a place to the farthest of a figure. */
export function reach(centre: Point, figure: Figure): number {
  return Math.PI - angleTo(opposite(vectorOf(centre)), figure)
}
