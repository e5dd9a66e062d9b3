/**
 * A QR code of one kind (version 3, level L, mask 0): room for 53 bytes, which is what the codes of claims and sign-ups
 * need, and small enough to be drawn on the phone without a library.
 */

const SIZE = 29
const DATA_BYTES = 55
const CHECK_BYTES = 15
/** four bits say that bytes follow, eight how many, and four end it */
export const QR_MOST_BYTES = DATA_BYTES - 2
const PADDING = [0xec, 0x11] as const
/** level and mask with their own check bits, from ISO/IEC 18004 table C.1 */
const FORMAT = 0b111011111000100
const FORMAT_BITS = 15
const ALIGNMENT = 22

export type QrRows = boolean[][]

// ---- the bytes: what is said, and what repairs it

function dataBytes(text: string): number[] {
  const bytes = Array.from(text, (character) => character.charCodeAt(0))
  const bits = [4, ...split(bytes.length), ...bytes.flatMap(split), 0]
  const whole = Array.from({ length: bits.length / 2 }, (_, at) => ((bits[at * 2] ?? 0) << 4) | (bits[at * 2 + 1] ?? 0))
  while (whole.length < DATA_BYTES) whole.push(PADDING[(whole.length - bytes.length) % 2] ?? 0)
  return whole
}

const split = (byte: number): [number, number] => [byte >> 4, byte & 0xf]

/** In the field of 256 elements by x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    if ((b >> bit) & 1) product ^= a
  }
  return product
}

function generator(): number[] {
  let roots = [1]
  let root = 1
  for (let at = 0; at < CHECK_BYTES; at++) {
    const by = root
    roots = [...roots, 0].map((factor, index) => factor ^ times(roots[index - 1] ?? 0, by))
    root = times(root, 2)
  }
  return roots.slice(1)
}

function checkBytes(data: readonly number[]): number[] {
  const factors = generator()
  let rest: number[] = Array.from({ length: CHECK_BYTES }, () => 0)
  for (const byte of data) {
    const lead = byte ^ (rest[0] ?? 0)
    rest = [...rest.slice(1), 0].map((value, index) => value ^ times(factors[index] ?? 0, lead))
  }
  return rest
}

// ---- the picture

type Cell = boolean | undefined

/** Rings around a middle: dark at these distances. */
function ring(cells: Cell[][], [row, column]: readonly [number, number], reach: number, dark: readonly number[]): void {
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const line = cells[row + y]
      const isInside = line !== undefined && column + x >= 0 && column + x < SIZE
      if (isInside) line[column + x] = dark.includes(Math.max(Math.abs(x), Math.abs(y)))
    }
}

function patterns(): Cell[][] {
  const cells: Cell[][] = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => undefined))
  const put = (row: number, column: number, dark: boolean) => {
    const line = cells[row]
    if (line) line[column] = dark
  }
  for (let at = 8; at < SIZE - 8; at++) {
    put(6, at, at % 2 === 0)
    put(at, 6, at % 2 === 0)
  }
  for (const middle of [
    [3, 3],
    [3, SIZE - 4],
    [SIZE - 4, 3],
  ] as const)
    ring(cells, middle, 4, [0, 1, 3])
  ring(cells, [ALIGNMENT, ALIGNMENT], 2, [0, 2])
  for (let bit = 0; bit < FORMAT_BITS; bit++) {
    const dark = ((FORMAT >> bit) & 1) === 1
    // beside the corner, around the timing lines; then once more along the other two corners
    if (bit < 6) put(bit, 8, dark)
    else if (bit < 8) put(bit + 1, 8, dark)
    else put(8, bit === 8 ? 7 : FORMAT_BITS - 1 - bit, dark)
    if (bit < 8) put(8, SIZE - 1 - bit, dark)
    else put(SIZE - FORMAT_BITS + bit, 8, dark)
  }
  put(SIZE - 8, 8, true)
  return cells
}

/** The free cells in the order in which the bits are laid: two columns at a time, up and down, from the right. */
function* freeCells(cells: readonly Cell[][]): Generator<readonly [number, number]> {
  let isUp = true
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < SIZE; step++)
      for (const column of [right, right - 1]) {
        const row = isUp ? SIZE - 1 - step : step
        if (cells[row]?.[column] === undefined) yield [row, column]
      }
    isUp = !isUp
  }
}

/** null: the text is too long, or not of plain characters. */
export function qrRows(text: string): QrRows | null {
  if (text.length > QR_MOST_BYTES || !/^[\x20-\x7e]*$/.test(text)) return null
  const data = dataBytes(text)
  const bytes = [...data, ...checkBytes(data)]
  const fixed = patterns()
  const rows = fixed.map((line) => line.map((cell) => cell ?? false))
  let at = 0
  for (const [row, column] of freeCells(fixed)) {
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    const line = rows[row]
    if (line) line[column] = (bit === 1) !== ((row + column) % 2 === 0)
    at++
  }
  return rows
}

/** Light cells that must be around it. */
const MARGIN = 4

/** The code as the address of a picture, dark on light whatever is around it. */
export function qrPicture(text: string): string {
  const rows = qrRows(text)
  if (!rows) return ''
  const side = SIZE + MARGIN * 2
  const bars = rows.flatMap((line, row) =>
    runsOf(line).map(([from, length]) => `M${from + MARGIN} ${row + MARGIN}h${length}v1h-${length}z`),
  )
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="white"/><path d="${bars.join('')}" fill="black"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Where dark cells begin, and how many stand side by side. */
function runsOf(line: readonly boolean[]): [from: number, length: number][] {
  const runs: [number, number][] = []
  line.forEach((dark, at) => {
    const last = runs[runs.length - 1]
    if (!dark) return
    if (last && last[0] + last[1] === at) last[1]++
    else runs.push([at, 1])
  })
  return runs
}
