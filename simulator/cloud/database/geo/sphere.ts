/** Geometry on the unit sphere: places are vectors, lines are arcs of great circles, areas lie on the smaller side of a ring. */
export type Vector = readonly [x: number, y: number, z: number]
export type Arc = readonly [from: Vector, to: Vector]

const RADIANS = Math.PI / 180
/** What lies this near to an edge lies on it: six millimetres, as in MongoDB. */
const ON_EDGE = 1e-9
/** Places nearer than this are one place. */
export const SAME = 1e-12

export function vectorOf([longitude, latitude]: readonly [number, number]): Vector {
  const width = Math.cos(latitude * RADIANS)
  return [
    width * Math.cos(longitude * RADIANS),
    width * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ] as const
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function sum(a: Vector, b: Vector, weight = 1): Vector {
  return [a[0] + b[0] * weight, a[1] + b[1] * weight, a[2] + b[2] * weight]
}

function unit(a: Vector): Vector {
  const length = Math.hypot(...a)
  return length === 0 ? a : [a[0] / length, a[1] / length, a[2] / length]
}

/** Twice the cross product, exact also where the two lie close together. */
function twiceCross(a: Vector, b: Vector): Vector {
  return cross(sum(b, a), sum(b, a, -1))
}

function normalOf(a: Vector, b: Vector): Vector {
  return unit(twiceCross(a, b))
}

const normals = new WeakMap<Arc, Vector>()

/** The normal of the plane of an arc; what it points to lies left of the arc. */
export function normal(arc: Arc): Vector {
  const known = normals.get(arc) ?? normalOf(...arc)
  normals.set(arc, known)
  return known
}

/** The angle between two places. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(Math.hypot(...twiceCross(a, b)) / 2, dot(a, b))
}

export function opposite(a: Vector): Vector {
  return [-a[0], -a[1], -a[2]]
}

/** Is a place of the great circle of an arc between its ends? */
export function isBetween([a, b]: Arc, plane: Vector, p: Vector): boolean {
  return dot(cross(plane, a), p) >= 0 && dot(cross(b, plane), p) >= 0
}

/** The angle from a place to the nearest place of an arc. */
export function angleToArc(p: Vector, arc: Arc): number {
  const plane = normal(arc)
  const toEnds = Math.min(angle(p, arc[0]), angle(p, arc[1]))
  return isBetween(arc, plane, p) ? Math.min(toEnds, Math.abs(Math.asin(dot(plane, p)))) : toEnds
}

/** Does the place lie on the arc, or this near to it? */
export function isOnArc(p: Vector, arc: Arc, least = SAME): boolean {
  return Math.abs(dot(normal(arc), p)) <= least && angleToArc(p, arc) <= least
}

/** Do both ends of an arc lie on one side of a plane? */
function isBeside([a, b]: Arc, plane: Vector): boolean {
  const [toA, toB] = [dot(plane, a), dot(plane, b)]
  return (toA > SAME && toB > SAME) || (toA < -SAME && toB < -SAME)
}

/** Where two arcs cross, if they do. */
export function crossing(s: Arc, t: Arc): Vector | undefined {
  const [n, m] = [normal(s), normal(t)]
  if (isBeside(t, n) || isBeside(s, m)) return undefined
  const line = unit(cross(n, m))
  if (dot(line, line) === 0) return undefined
  return [line, opposite(line)].find((at) => isBetween(s, n, at) && isBetween(t, m, at))
}

/** The pieces into which other arcs cut an arc. */
export function pieces(arc: Arc, others: readonly Arc[]): Arc[] {
  const cuts = others.flatMap((other) => {
    const at = crossing(arc, other)
    return [...(at ? [at] : []), ...other.filter((end) => isOnArc(end, arc))]
  })
  const places = [...cuts.sort((p, q) => angle(arc[0], p) - angle(arc[0], q)), arc[1]]
  const found: Arc[] = []
  let from = arc[0]
  for (const to of places) {
    if (angle(from, to) <= SAME) continue
    found.push([from, to])
    from = to
  }
  return found
}

export function middle([a, b]: Arc): Vector {
  return unit(sum(a, b))
}

/** A place beside the middle of an arc, to its left or to its right. */
export function beside(arc: Arc, side: 1 | -1): Vector {
  const step = Math.min(ON_EDGE, angle(...arc) / 1000)
  return unit(sum(middle(arc), normal(arc), side * step))
}

/** Do two of the arcs pass a test that only arcs which may meet can pass? Looks at none that lie apart from south to north. */
export function somePair(arcs: readonly Arc[], test: (first: number, second: number) => boolean): boolean {
  const spans = arcs.map(([a, b], at) => {
    // an arc lies in the ball whose diameter its ends are
    const [centre, radius] = [(a[2] + b[2]) / 2, Math.hypot(...sum(b, a, -1)) / 2 + SAME]
    return { at, low: centre - radius, high: centre + radius }
  })
  spans.sort((one, other) => one.low - other.low)
  return spans.some(({ at, high }, i) => {
    for (let j = i + 1; j < spans.length && (spans[j] as { low: number }).low <= high; j++) {
      const other = (spans[j] as { at: number }).at
      if (test(Math.min(at, other), Math.max(at, other))) return true
    }
    return false
  })
}

export function arcsOf(line: readonly Vector[]): Arc[] {
  return line.slice(1).map((to, i) => [line[i] as Vector, to] as const)
}

/** The angle by which a way turns left at b. */
function turning(a: Vector, b: Vector, c: Vector): number {
  const [before, after] = [normalOf(a, b), normalOf(b, c)]
  return Math.atan2(dot(cross(before, after), b), dot(before, after))
}

/** A closed line and the area it encloses, which lies to its left. */
export class Loop {
  readonly arcs: readonly Arc[]
  private readonly inside: Vector

  /** Of the two areas the smaller one is meant, unless the ring is strict: then the one to its left. */
  constructor(ring: readonly Vector[], isStrict = false) {
    const places = ring.slice(1)
    const turns = places.map((b, i) =>
      turning(places.at(i - 1) as Vector, b, places[(i + 1) % places.length] as Vector),
    )
    const isLeft = isStrict || turns.reduce((total, turn) => total + turn, 0) >= -SAME
    this.arcs = arcsOf(isLeft ? ring : [...ring].reverse())
    this.inside = beside(
      this.arcs.reduce((longest, arc) => (angle(...arc) > angle(...longest) ? arc : longest)),
      1,
    )
  }

  hasOnEdge(p: Vector): boolean {
    return this.arcs.some((arc) => isOnArc(p, arc, ON_EDGE))
  }

  /** Is the place inside, without regard to the width of the edge? The way there from inside crosses it an even number of times. */
  encloses(p: Vector): boolean {
    let isInside = true
    const plane = normalOf(this.inside, p)
    for (const arc of this.arcs) {
      const [a, b] = arc
      // half open, so that a way through a corner crosses one of its two arcs
      if (dot(plane, a) >= 0 === dot(plane, b) >= 0) continue
      const n = normal(arc)
      if (dot(n, this.inside) >= 0 === dot(n, p) >= 0) continue
      const at = cross(n, plane)
      if (dot(at, sum(a, b)) >= 0 === dot(at, sum(this.inside, p)) >= 0) isInside = !isInside
    }
    return isInside
  }
}

/** An area: the first loop is its edge, the others are holes. */
export type Area = readonly Loop[]

/** Is the place in the area, wherever its edges run exactly? */
export function isInside([edge, ...holes]: Area, p: Vector): boolean {
  return edge !== undefined && edge.encloses(p) && !holes.some((hole) => hole.encloses(p))
}

/** Is the place in the area? The edges belong to it. */
export function isCovered(area: Area, p: Vector): boolean {
  return area.some((loop) => loop.hasOnEdge(p)) || isInside(area, p)
}
