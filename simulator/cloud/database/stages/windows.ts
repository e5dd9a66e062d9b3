import { requestFailed } from '../errors'
import { accumulated } from './buckets'
import { mingo } from '../expressions/mingo'
import { sortBy, type Sort } from '../order'
import { splitPath, valueAt } from '../paths'
import { Fields } from '../query/projection'
import { options, sortSpec } from './stages'
import { compare, isDoc, isNumber, toNumber, type Doc } from '../values'
import { boundsOf, UNBOUNDED, type Bounds } from './window-bounds'

/** $setWindowFields. */

export interface Partition {
  readonly docs: readonly Doc[]
  readonly sort: Sort
  readonly variables: Doc | undefined
}

/** Gives the value of one output field for each document of a partition. */
type WindowFunction = (partition: Partition) => readonly unknown[]

const MILLISECONDS: { readonly [unit: string]: number } = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

const OF_LISTS = new Set(['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'])
const ACCUMULATORS = new Set([
  ...[...OF_LISTS, '$push', '$addToSet', '$first', '$last', '$count'],
  ...['$firstN', '$lastN', '$maxN', '$minN', '$top', '$topN', '$bottom', '$bottomN', '$median', '$percentile'],
])

/** What accumulators give where a window has no document. */
const OF_NOTHING: { readonly [name: string]: unknown } = {
  ...{ $sum: 0, $count: 0, $push: [], $addToSet: [] },
  ...{ $firstN: [], $lastN: [], $maxN: [], $minN: [], $topN: [], $bottomN: [] },
}

function values({ docs, variables }: Partition, expression: unknown): unknown[] {
  return docs.map((doc) => mingo().evaluate(doc, expression, variables))
}

/** One value for each window of a partition's items; the whole partition is looked at once. */
function eachWindow<T>(
  partition: Partition,
  bounds: Bounds,
  items: readonly T[],
  of: (inside: readonly T[]) => unknown,
): unknown[] {
  if (bounds !== UNBOUNDED) return bounds(partition).map(([from, to]) => of(items.slice(from, to)))
  const whole = of(items)
  return items.map(() => whole)
}

function overWindows(bounds: Bounds, of: (docs: readonly Doc[], partition: Partition) => unknown): WindowFunction {
  return (partition) => eachWindow(partition, bounds, partition.docs, (docs) => of(docs, partition))
}

/** Accumulators that give of a list what they give of documents: the values are looked up once. */
function overValues(name: string, argument: unknown, bounds: Bounds): WindowFunction {
  const ofList = { [name]: '$list' }
  return (partition) =>
    eachWindow(partition, bounds, values(partition, argument), (list) =>
      list.length === 0 ? (OF_NOTHING[name] ?? null) : mingo().evaluate({ list }, ofList, undefined),
    )
}

function needsSort(name: string, sort: Sort, most = Infinity): void {
  if (sort.length === 0 || sort.length > most) throw requestFailed(`${name} requires a sortBy of one field`)
}

/** Places of the documents, each with how many before it stand lower. */
function ranks({ docs, sort }: Partition): { isNew: boolean }[] {
  const [path] = sort[0] as [string, 1 | -1]
  const keys = docs.map((doc) => valueAt(doc, splitPath(path)) ?? null)
  return keys.map((key, at) => ({ isNew: at === 0 || compare(keys[at - 1], key) !== 0 }))
}

function rank(partition: Partition): number[] {
  let current = 0
  return ranks(partition).map(({ isNew }, at) => (current = isNew ? at + 1 : current))
}

function denseRank(partition: Partition): number[] {
  let current = 0
  return ranks(partition).map(({ isNew }) => (current += isNew ? 1 : 0))
}

function shift(argument: unknown): WindowFunction {
  const { output, by, default: otherwise = null } = options(argument, '$shift', ['output', 'by', 'default'])
  if (output === undefined || !isNumber(by) || !Number.isInteger(toNumber(by)))
    throw requestFailed("$shift requires 'output' and a whole number 'by'")
  if (typeof otherwise === 'string' && otherwise.startsWith('$'))
    throw requestFailed("'$shift:default' expression must yield a constant value.")
  return (partition) => {
    const found = values(partition, output)
    const missing = mingo().evaluate({}, otherwise, partition.variables) ?? null
    return found.map((_, at) => {
      const from = at + toNumber(by)
      return from < 0 || from >= found.length ? missing : (found[from] ?? missing)
    })
  }
}

function movingAverage(argument: unknown): WindowFunction {
  const { input, N: size, alpha } = options(argument, '$expMovingAvg', ['input', 'N', 'alpha'])
  const weight = isNumber(size) && Number.isInteger(toNumber(size)) ? 2 / (toNumber(size) + 1) : toNumber(alpha)
  if (input === undefined || (size === undefined) === (alpha === undefined) || !(weight > 0 && weight <= 1))
    throw requestFailed("$expMovingAvg requires 'input' and either a whole number 'N' or an 'alpha' between 0 and 1")
  if (alpha !== undefined && weight === 1) throw requestFailed("'alpha' must be between 0 and 1 (exclusive)")
  return (partition) => {
    let average: number | null = null
    return values(partition, input).map((value) => {
      if (isNumber(value))
        average = average === null ? toNumber(value) : toNumber(value) * weight + average * (1 - weight)
      return average
    })
  }
}

function lastKnown(argument: unknown): WindowFunction {
  return (partition) => {
    let known: unknown = null
    return values(partition, argument).map((value) => (known = value ?? known))
  }
}

/** The sort keys as numbers; dates count in milliseconds. */
function positions({ docs, sort }: Partition): { at: number; isDate: boolean }[] {
  const [path] = sort[0] as [string, 1 | -1]
  return docs.map((doc) => {
    const key = valueAt(doc, splitPath(path))
    if (!isNumber(key) && !(key instanceof Date)) throw requestFailed('the sortBy field must be a number or a date')
    return key instanceof Date ? { at: key.getTime(), isDate: true } : { at: toNumber(key), isDate: false }
  })
}

function linear(argument: unknown): WindowFunction {
  return (partition) => {
    const xs = positions(partition)
    if (xs.some(({ isDate }) => isDate !== xs[0]?.isDate)) throw requestFailed('dates and numbers do not mix')
    if (xs.some(({ at }, i) => i > 0 && at === xs[i - 1]?.at))
      throw requestFailed('There can be no repeated values in the sort field')
    const ys = values(partition, argument).map((value) => {
      if (value !== null && value !== undefined && !isNumber(value))
        throw requestFailed('Value to be filled must be numeric or nullish')
      return isNumber(value) ? toNumber(value) : null
    })
    return ys.map((y, i) => {
      const before = ys.slice(0, i).findLastIndex((one) => one !== null)
      const after = ys.findIndex((one, j) => j > i && one !== null)
      if (y !== null || before < 0 || after < 0) return y
      const [x0, x1, y0, y1] = [xs[before]?.at, xs[after]?.at, ys[before], ys[after]] as [
        number,
        number,
        number,
        number,
      ]
      return y0 + ((y1 - y0) * ((xs[i] as { at: number }).at - x0)) / (x1 - x0)
    })
  }
}

type Point = readonly [x: number, y: number]

/** $derivative and $integral: of the points of each window. */
function ofPoints(
  name: string,
  argument: unknown,
  bounds: Bounds,
  of: (points: readonly Point[]) => unknown,
): WindowFunction {
  const { input, unit } = options(argument, name, ['input', 'unit'])
  const size = unit === undefined ? 1 : MILLISECONDS[unit as string]
  if (input === undefined || size === undefined)
    throw requestFailed(`${name} requires 'input', and a unit up to 'week'`)
  return overWindows(bounds, (docs, partition) => {
    const ys = values({ ...partition, docs }, input)
    const points = positions({ ...partition, docs }).map(({ at, isDate }, i): Point => {
      if (isDate !== (unit !== undefined)) throw requestFailed(`${name} takes a unit with dates, and only with dates`)
      const y = ys[i]
      if (name === '$derivative' && y instanceof Date) return [at / size, y.getTime()]
      if (!isNumber(y)) throw requestFailed(`${name} input must be a number`)
      return [at / size, toNumber(y)]
    })
    return of(points)
  })
}

function slope(points: readonly Point[]): number | null {
  const [first, last] = [points[0], points.at(-1)]
  return first && last && first[0] !== last[0] ? (last[1] - first[1]) / (last[0] - first[0]) : null
}

function area(points: readonly Point[]): number | null {
  if (points.length === 0) return null
  return points.slice(1).reduce((sum, [x, y], i) => {
    const [x0, y0] = points[i] as Point
    return sum + ((x - x0) * (y + y0)) / 2
  }, 0)
}

function covariance(argument: unknown, less: 0 | 1, bounds: Bounds): WindowFunction {
  return overWindows(bounds, (docs, partition) => {
    const pairs = values({ ...partition, docs }, argument).flatMap((pair): Point[] => {
      const [x, y] = Array.isArray(pair) ? (pair as unknown[]) : []
      return isNumber(x) && isNumber(y) ? [[toNumber(x), toNumber(y)]] : []
    })
    if (pairs.length <= less) return null
    const mean = (at: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length
    const [mx, my] = [mean(0), mean(1)]
    return pairs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / (pairs.length - less)
  })
}

/** The functions that need the order and take no window. */
const ORDERED: { readonly [name: string]: (argument: unknown) => WindowFunction } = {
  $rank: () => rank,
  $denseRank: () => denseRank,
  $documentNumber:
    () =>
    ({ docs }) =>
      docs.map((_, at) => at + 1),
  $shift: shift,
  $expMovingAvg: movingAverage,
  $locf: lastKnown,
  $linearFill: linear,
}
const RANKS = ['$rank', '$denseRank', '$documentNumber']

function functionOf(spec: unknown, sort: Sort): WindowFunction {
  const names = isDoc(spec) ? Object.keys(spec).filter((name) => name !== 'window') : []
  const [name, ...more] = names
  if (name === undefined || more.length > 0 || !name.startsWith('$'))
    throw requestFailed(`Expected a $-prefixed window function${name === undefined ? '' : `, ${name}`}`)
  const { window, [name]: argument } = spec as Doc
  const make = ORDERED[name]
  if (make) {
    if (window !== undefined) throw requestFailed(`${name} does not accept a 'window' field`)
    if (RANKS.includes(name) && !(isDoc(argument) && Object.keys(argument).length === 0))
      throw requestFailed(`${name} must be specified with '{}' as the value`)
    if (name !== '$locf') needsSort(name, sort, name === '$linearFill' || RANKS.includes(name) ? 1 : Infinity)
    return make(argument)
  }
  const bounds = boundsOf(window, sort)
  if (name === '$derivative' || name === '$integral') {
    needsSort(name, sort, 1)
    if (window === undefined && name === '$derivative')
      throw requestFailed('$derivative requires explicit window bounds')
    return ofPoints(name, argument, bounds, name === '$derivative' ? slope : area)
  }
  if (name === '$covariancePop' || name === '$covarianceSamp')
    return covariance(argument, name === '$covariancePop' ? 0 : 1, bounds)
  if (!ACCUMULATORS.has(name)) throw requestFailed(`Unrecognized window function, ${name}`)
  const output = { value: { [name]: argument } }
  mingo().check(output.value)
  if (OF_LISTS.has(name)) return overValues(name, argument, bounds)
  return overWindows(bounds, (docs, { variables }) =>
    docs.length === 0 ? (OF_NOTHING[name] ?? null) : accumulated(docs, output, variables)['value'],
  )
}

/** Adds to each document what its window says. Documents come out by partition, in the order of the sort. */
export function setWindowFields(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const spec = options(value, '$setWindowFields', ['partitionBy', 'sortBy', 'output'])
  const { partitionBy, sortBy: order, output } = spec
  if (!isDoc(output)) throw requestFailed("$setWindowFields requires an 'output' object")
  const sort = order === undefined ? [] : sortSpec(order)
  mingo().check(partitionBy)
  const fields = new Fields('$setWindowFields')
  let row = 0
  let results: (readonly unknown[])[] = []
  const functions = Object.keys(output).map((path, at) => {
    fields.compute(path, () => results[at]?.[row])
    return functionOf(output[path], sort)
  })
  const keyed = docs.map((doc) => ({ doc, key: mingo().evaluate(doc, partitionBy ?? null, variables) ?? null }))
  if (keyed.some(({ key }) => Array.isArray(key))) throw requestFailed('partitionBy must not evaluate to an array')
  keyed.sort((a, b) => compare(a.key, b.key))
  const starts = keyed.flatMap(({ key }, at) => (at === 0 || compare(keyed[at - 1]?.key, key) !== 0 ? [at] : []))
  return starts.flatMap((start, i) => {
    const members = keyed.slice(start, starts[i + 1]).map(({ doc }) => doc)
    const sorted = sort.length === 0 ? members : sortBy(members, (doc) => doc, sort)
    results = functions.map((of) => of({ docs: sorted, sort, variables }))
    const add = fields.added()
    return sorted.map((doc, at) => {
      row = at
      return add(doc)
    })
  })
}
