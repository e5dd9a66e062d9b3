import type { Point, Ring } from './geometry'

/** Geometry on the plane, where degrees count as lengths: for $box, $center, $polygon and $near with a pair. */

function onSegment(a: Point, b: Point, p: Point): boolean {
  return (
    (b[0] - a[0]) * (p[1] - a[1]) === (b[1] - a[1]) * (p[0] - a[0]) &&
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}

/** Is the point in the polygon? Its edge belongs to it. */
export function isInPolygon(corners: Ring, p: Point): boolean {
  let inside = false
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i] as Point, corners[j] as Point]
    if (onSegment(a, b, p)) return true
    if (a[1] > p[1] === b[1] > p[1]) continue
    if (p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

export function isInBox([a, b]: readonly [Point, Point], p: Point): boolean {
  const inside = (axis: 0 | 1): boolean =>
    p[axis] >= Math.min(a[axis], b[axis]) && p[axis] <= Math.max(a[axis], b[axis])
  return inside(0) && inside(1)
}

export function flatDistance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
