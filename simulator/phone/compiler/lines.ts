/** Keeps compiled lines where they stood in the source, so that stack traces name the source's lines. */
import { tokenizer } from 'acorn'

type Segment = readonly [column: number, line: number, sourceColumn: number]

/** For each line of generated code the places that have a source, by column; all from 0. */
export type LineMap = readonly (readonly Segment[])[]

export interface Mapped {
  readonly code: string
  readonly map: LineMap
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The numbers of one segment of a source map. */
function numbers(segment: string): number[] {
  const found: number[] = []
  let value = 0
  let shift = 0
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter)
    value += (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    found.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return found
}

/** Reads a source map of one source. */
export function readMap(json: string): LineMap {
  const { mappings } = JSON.parse(json) as { mappings: string }
  let line = 0
  let sourceColumn = 0
  return mappings.split(';').map((text) => {
    let column = 0
    return (text === '' ? [] : text.split(',')).map((segment) => {
      const [columns = 0, , lines = 0, sourceColumns = 0] = numbers(segment)
      column += columns
      line += lines
      sourceColumn += sourceColumns
      return [column, line, sourceColumn] as const
    })
  })
}

/** Where a place of the generated code came from; line and column from 1. */
export function originalPosition({ code, map }: Mapped, index: number): { line: number; column: number } {
  const before = code.slice(0, index)
  const column = index - before.lastIndexOf('\n') - 1
  const segments = map[before.split('\n').length - 1] ?? []
  const segment = segments.findLast(([start]) => start <= column) ?? segments[0]
  return { line: (segment?.[1] ?? 0) + 1, column: (segment?.[2] ?? 0) + 1 }
}

/** Lines that begin inside a template literal or a comment: nothing may be put before them. */
function heldLines(code: string): Set<number> {
  const held = new Set<number>()
  const hold = (start: number, end: number): void => {
    const first = code.slice(0, start).split('\n').length
    const count = code.slice(start, end).split('\n').length
    for (let line = first; line < first + count - 1; line += 1) held.add(line)
  }
  const onComment = (_: boolean, __: string, start: number, end: number): void => hold(start, end)
  for (const { type, start, end } of tokenizer(code, { ecmaVersion: 2022, onComment })) {
    if (type.label === 'template' || type.label === 'invalidTemplate') hold(start, end)
  }
  return held
}

/** Builds the moved code line by line. */
class Lines {
  readonly #text: string[] = []
  readonly #map: Segment[][] = []

  get count(): number {
    return this.#text.length
  }

  push(text: string, segments: readonly Segment[]): void {
    this.#text.push(text)
    this.#map.push([...segments])
  }

  /** Puts a line behind the last one. */
  append(text: string, segments: readonly Segment[]): void {
    const last = this.#text.length - 1
    const offset = (this.#text[last]?.length ?? 0) + 1
    this.#text[last] = `${this.#text[last] ?? ''} ${text}`
    this.#map[last]?.push(...segments.map(([column, ...source]) => [column + offset, ...source] as const))
  }

  /** Whether a line may follow the last one on its line: no semicolon was implied there, and no comment is open. */
  takes(text: string): boolean {
    const last = this.#text.at(-1)
    return last !== undefined && /[;{},(]$/.test(last.trimEnd()) && !last.includes('//') && !text.includes('//')
  }

  result(): Mapped {
    return { code: this.#text.join('\n'), map: this.#map }
  }
}

/** esbuild's helpers in front of the code, on one line. */
function header(lines: readonly string[]): string {
  return lines.filter((line) => !line.trimStart().startsWith('//')).join(' ')
}

/** Moves every line of the code to the line it came from, as far as its predecessors leave room. */
export function alignLines(code: string, map: LineMap): Mapped {
  const lines = code.split('\n')
  const held = heldLines(code)
  const found = map.findIndex((segments) => segments.length > 0)
  const first = found === -1 ? lines.length : found
  const out = new Lines()
  if (first > 0) out.push(header(lines.slice(0, first)), [])
  for (const [index, text] of lines.entries()) {
    if (index < first) continue
    const segments = map[index] ?? []
    const target = segments[0]?.[1] ?? out.count
    if (held.has(index)) {
      out.push(text, segments)
    } else if (target < out.count && (out.takes(text) || (index === first && first > 0))) {
      out.append(text, segments)
    } else {
      while (out.count < target) out.push('', [])
      out.push(text, segments)
    }
  }
  return out.result()
}
