import type { Condition } from './query/conditions'
import { boxesOf, type Box } from './geo/boxes'
import { visitPath } from './paths'
import { shapesOf } from './geo/shapes'
import type { Doc } from './values'

/**
 * Keys of a geo index. A point's is its cell on a grid of 2^26 by 2^26, numbered along a Z-curve, so that a square of the
 * grid is one stretch of keys. Lines and areas share one key: they are few, and looked at by every query.
 */
const BITS = 26
const NONE = Buffer.from([0x00])
const EXTENDED = Buffer.from([0x01])
const POINT = 0x02
/** A query's area is covered by about this many squares. */
const MAX_SQUARES = 48

function place(degrees: number, range: number): number {
  const cell = Math.floor(((degrees + range / 2) / range) * 2 ** BITS)
  return Math.min(2 ** BITS - 1, Math.max(0, cell))
}

function interleaved(x: number, y: number): number {
  let code = 0
  for (let bit = BITS - 1; bit >= 0; bit--) code = code * 4 + ((x >>> bit) & 1) * 2 + ((y >>> bit) & 1)
  return code
}

/** Positive doubles have the order of their bytes. */
function pointKey(code: number): Buffer {
  const key = Buffer.allocUnsafe(9)
  key[0] = POINT
  key.writeDoubleBE(code, 1)
  return key
}

/** The keys of what a document has at a path. */
export function cellKeys(doc: Doc, parts: readonly string[]): Buffer[] {
  const keys = new Map<string, Buffer>()
  visitPath(doc, parts, 0, (leaf) => {
    for (const shape of shapesOf(leaf)) {
      const [x, y] = shape.type === 'Point' ? shape.coordinates : []
      const isPoint = Number.isFinite(x) && Number.isFinite(y)
      const key = isPoint ? pointKey(interleaved(place(x as number, 360), place(y as number, 180))) : EXTENDED
      keys.set(key.toString('latin1'), key)
    }
    return false
  })
  return keys.size === 0 ? [NONE] : [...keys.values()]
}

interface Square {
  readonly x: number
  readonly y: number
  /** the square has 2^bits cells on a side */
  readonly bits: number
}

interface Window {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

function meets({ x, y, bits }: Square, { left, right, bottom, top }: Window): boolean {
  const last = 2 ** bits - 1
  return x <= right && x + last >= left && y <= top && y + last >= bottom
}

function inside({ x, y, bits }: Square, { left, right, bottom, top }: Window): boolean {
  const last = 2 ** bits - 1
  return x >= left && x + last <= right && y >= bottom && y + last <= top
}

function quarters({ x, y, bits }: Square): Square[] {
  const half = 2 ** (bits - 1)
  return [0, 1, 2, 3].map((at) => ({ x: x + (at >> 1) * half, y: y + (at & 1) * half, bits: bits - 1 }))
}

/** Squares that cover a window; the largest that reach beyond it are divided until there are enough. */
function squaresOf(window: Window): Square[] {
  let open: Square[] = [{ x: 0, y: 0, bits: BITS }]
  const done: Square[] = []
  while (open.length > 0 && open.length + done.length < MAX_SQUARES) {
    const next = open.flatMap(quarters).filter((square) => meets(square, window))
    done.push(...next.filter((square) => square.bits === 0 || inside(square, window)))
    open = next.filter((square) => square.bits > 0 && !inside(square, window))
  }
  return [...done, ...open]
}

interface Stretch {
  readonly low: Buffer
  readonly high: Buffer
}

function stretchesOf(box: Box): [low: number, high: number][] {
  const window = {
    left: place(box.west, 360),
    right: place(box.east, 360),
    bottom: place(box.south, 180),
    top: place(box.north, 180),
  }
  return squaresOf(window).map(({ x, y, bits }) => {
    const low = interleaved(x, y)
    return [low, low + 4 ** bits]
  })
}

/** The stretches of keys in which all documents lie that a geo condition can select; undefined when that may be any. */
export function coverOf({ operator, value, beside }: Condition): Stretch[] | undefined {
  const boxes = boxesOf(operator, value, beside)
  if (!boxes) return undefined
  const merged: [low: number, high: number][] = []
  for (const [low, high] of boxes.flatMap(stretchesOf).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && low <= last[1]) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  const points = merged.map(([low, high]) => ({ low: pointKey(low), high: pointKey(high) }))
  return [{ low: EXTENDED, high: Buffer.from([POINT]) }, ...points]
}
