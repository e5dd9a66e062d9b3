export interface Column {
  readonly label: string
  readonly items: readonly string[]
  readonly index: number
}

/** What a picker's sheet shows and gives; columns may depend on each other (days on the month). */
export interface PickerModel {
  columns(): readonly Column[]
  turned(column: number, index: number): void
  value(): number | number[] | string
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))
const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
const span = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** The words of a range's items: themselves, or their `range-key`. */
export const words = (range: readonly unknown[], key: string): string[] =>
  range.map((item) => {
    const text = key && typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item
    return text === undefined || text === null ? '' : String(text)
  })

export const selectorModel = (items: readonly string[], start: number): PickerModel => {
  let index = clamp(start, 0, items.length - 1)
  return {
    columns: () => [{ label: '选项', items, index }],
    turned: (_column, to) => void (index = to),
    value: () => index,
  }
}

/** The page may change the other columns while one is turned: `ranges` is asked each time. */
export const multiModel = (ranges: () => readonly (readonly string[])[], start: readonly number[]): PickerModel => {
  const indexes = ranges().map((items, column) => clamp(start[column] ?? 0, 0, items.length - 1))
  const at = (items: readonly string[], column: number): number => clamp(indexes[column] ?? 0, 0, items.length - 1)
  return {
    columns: () => ranges().map((items, column) => ({ label: `第${column + 1}列`, items, index: at(items, column) })),
    turned: (column, index) => void (indexes[column] = index),
    value: () => ranges().map(at),
  }
}

interface Unit {
  readonly label: string
  /** every value that this place may have, given the places before it */
  values(before: readonly number[]): number[]
  text(value: number): string
}

/** Numbers place by place, the first places limiting the later ones, between two such rows. */
const placesModel = (
  units: readonly Unit[],
  start: readonly number[],
  write: (parts: readonly number[]) => string,
): PickerModel => {
  let parts: number[] = []
  const settle = (wanted: readonly number[]): void => {
    parts = []
    for (const [place, unit] of units.entries()) {
      const values = unit.values(parts)
      const value = wanted[place] ?? values[0] ?? 0
      parts.push(clamp(value, values[0] ?? 0, values[values.length - 1] ?? 0))
    }
  }
  settle(start)
  return {
    columns: () =>
      units.map((unit, place) => {
        const values = unit.values(parts.slice(0, place))
        return { label: unit.label, items: values.map(unit.text), index: Math.max(0, values.indexOf(parts[place]!)) }
      }),
    turned(place, index) {
      const value = units[place]!.values(parts.slice(0, place))[index]
      settle(parts.map((part, i) => (i === place && value !== undefined ? value : part)))
    },
    value: () => write(parts),
  }
}

/** Between `start` and `end` as far as the places before stand on their edge. */
const between = (
  before: readonly number[],
  start: readonly number[],
  end: readonly number[],
  low: number,
  high: number,
): number[] => {
  const place = before.length
  const onEdge = (edge: readonly number[]): boolean => before.every((part, i) => part === edge[i])
  return span(onEdge(start) ? (start[place] ?? low) : low, onEdge(end) ? (end[place] ?? high) : high)
}

const numbers = (text: string, pattern: RegExp): number[] | undefined => pattern.exec(text)?.slice(1).map(Number)
const TIME = /^(\d{1,2}):(\d{2})$/
const DATE = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/
const given = (parts: number[] | undefined): number[] | undefined => parts?.filter((part) => !Number.isNaN(part))

export const timeModel = (value: string, start: string, end: string): PickerModel => {
  const [low, high] = [numbers(start, TIME) ?? [0, 0], numbers(end, TIME) ?? [23, 59]]
  return placesModel(
    [
      { label: '时', values: (before) => between(before, low, high, 0, 23), text: (hour) => pad(hour) },
      { label: '分', values: (before) => between(before, low, high, 0, 59), text: (hour) => pad(hour) },
    ],
    numbers(value, TIME) ?? low,
    (parts) => parts.map((part) => pad(part)).join(':'),
  )
}

const daysIn = ([year = 0, month = 1]: readonly number[]): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const FIELDS: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 }

export interface DateOptions {
  readonly value: string
  readonly start: string
  readonly end: string
  readonly fields: string
  /** year, month, day of today, on which a picker without a value opens */
  readonly today: readonly number[]
}

/** WeChat's own limits, when the page gives none, are wide; these are a century to both sides. */
export const dateModel = ({ value, start, end, fields, today }: DateOptions): PickerModel => {
  const low = given(numbers(start, DATE)) ?? [1900, 1, 1]
  const high = given(numbers(end, DATE)) ?? [2100, 12, 31]
  const places: Unit[] = [
    { label: '年', values: (before) => between(before, low, high, 1900, 2100), text: (year) => `${year}年` },
    { label: '月', values: (before) => between(before, low, high, 1, 12), text: (month) => `${pad(month)}月` },
    { label: '日', values: (before) => between(before, low, high, 1, daysIn(before)), text: (day) => `${pad(day)}日` },
  ]
  return placesModel(places.slice(0, FIELDS[fields] ?? 3), given(numbers(value, DATE)) ?? today, (parts) =>
    parts.map((part, i) => pad(part, i === 0 ? 4 : 2)).join('-'),
  )
}
