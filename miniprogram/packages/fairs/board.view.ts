/** The hall's screen: numbers only, as large as the screen lets them be. Pure. */
import { FAIR_KIND_NAMES, type Board } from '../../contract/fairs'
import { clockText } from '../../core/day'

export interface BoardCell {
  booth: number
  firm: string
  /** "23"; "–": nobody now */
  current: string
  isCalled: boolean
  /** 下面 25、31 */
  next: string
}

export interface BoardScreen {
  title: string
  place: string
  /** what stands in the place of numbers; '' : there are some */
  words: string
  cells: BoardCell[]
  columns: number
  /** px */
  sizes: { number: number; firm: number; next: number; head: number; place: number }
  height: number
  /** 2/3; '' : all booths are on one screen */
  part: string
}

export interface Room {
  width: number
  height: number
}

/** Columns and lines of one screen by the number of booths. */
export function gridOf(booths: number, { width, height }: Room): { columns: number; lines: number } {
  if (width > height) {
    if (booths <= 3) return { columns: Math.max(1, booths), lines: 1 }
    if (booths <= 8) return { columns: Math.ceil(booths / 2), lines: 2 }
    return { columns: 4, lines: 3 }
  }
  if (booths <= 3) return { columns: 1, lines: Math.max(1, booths) }
  return { columns: 2, lines: Math.min(5, Math.ceil(booths / 2)) }
}

/** How many screens the booths take, one after the other. */
export function partsOf(booths: number, room: Room): number {
  const { columns, lines } = gridOf(booths, room)
  return Math.max(1, Math.ceil(booths / (columns * lines)))
}

/** Parts of the height: the line on top, and what cells have between them. */
const HEAD = 0.14
const GAP = 0.9
/** digits are about so much of their size wide; a board has three at most */
const DIGITS = 0.62 * 3
const FIRM_CHARACTERS = 11
const LEAST = 13

function sizesOf(columns: number, lines: number, { width, height }: Room): BoardScreen['sizes'] {
  const cell = Math.floor((height * (1 - HEAD) * GAP) / lines)
  const wide = (width * GAP) / columns
  const head = Math.floor(Math.max(LEAST + 2, Math.min(width / 22, height * HEAD * 0.34)))
  const firm = Math.max(LEAST, Math.min(wide / FIRM_CHARACTERS, cell * 0.12))
  return {
    number: Math.floor(Math.min((wide * 0.85) / DIGITS, cell * 0.44)),
    firm: Math.floor(firm),
    next: Math.floor(Math.max(LEAST, Math.min(wide / 9, cell * 0.13))),
    head,
    place: Math.floor(Math.max(LEAST, head * 0.75)),
  }
}

function wordsOf({ fair, rows, now }: Board): string {
  if (fair.state === 'cancelled') return '这场不办了'
  if (fair.state === 'ended') return '这场办完了，谢谢大家'
  if (rows.length === 0) return '还没有企业订展位'
  return fair.state === 'planned' ? `${clockText(fair.opensAt, now)} 开始，时间表还没排` : ''
}

/** `turn` counts up: the next part of the booths. */
export function boardScreen(board: Board, room: Room, turn: number): BoardScreen {
  const { fair } = board
  const rows = [...board.rows].sort((a, b) => a.booth - b.booth)
  const { columns, lines } = gridOf(rows.length, room)
  const parts = partsOf(rows.length, room)
  const part = turn % parts
  const size = columns * lines
  const words = wordsOf(board)
  return {
    title: fair.theme ? `${FAIR_KIND_NAMES[fair.kind]} · ${fair.theme}` : FAIR_KIND_NAMES[fair.kind],
    place: fair.place,
    words,
    cells: words ? [] : rows.slice(part * size, (part + 1) * size).map(cellOf),
    columns,
    sizes: sizesOf(columns, lines, room),
    height: room.height,
    part: parts > 1 && words === '' ? `${part + 1}/${parts}` : '',
  }
}

const cellOf = ({ booth, enterpriseName, current, next }: Board['rows'][number]): BoardCell => ({
  booth,
  firm: enterpriseName,
  current: current === null ? '–' : String(current),
  isCalled: current !== null,
  next: next.length > 0 ? `下面 ${next.join('、')}` : '后面没人',
})
