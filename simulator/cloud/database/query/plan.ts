import { boundsOf, type Bounds } from './bounds'
import { coverOf } from '../cells'
import type { Condition, Conditions } from './conditions'
import { past } from '../keys'
import type { Sort } from '../order'
import { cellField, type Collection, type Index, type IndexField } from '../store'

/** One stretch of an index. Keys of the stretch are alike in their first `fixed` bytes as far as sorting goes. */
export interface Stretch {
  readonly low: Buffer | undefined
  readonly high: Buffer | undefined
  readonly fixed: number
}

export interface Plan {
  readonly index: Index
  readonly stretches: readonly Stretch[]
  readonly reverse: boolean
  /** entries come in the order asked for */
  readonly ordered: boolean
  /** stretches are merged by what follows their fixed bytes; otherwise they come one after the other */
  readonly merge: boolean
  /** no document that the stretches select needs a further check */
  readonly exact: boolean
  /** the same document may come more than once */
  readonly repeats: boolean
  readonly bounded: boolean
  /** every stretch is one key of a unique index */
  readonly unique: boolean
  readonly score: number
}

/** More combinations of $in values than this are not spelled out: the later field is checked on the documents. */
const MAX_STRETCHES = 2000

/** A place narrows more than a range and less than an equality. */
const CELLS_SCORE = 9

interface Walk {
  readonly prefixes: readonly Buffer[]
  readonly fields: readonly IndexField[]
  readonly bounds: readonly (Bounds | undefined)[]
  /** fields with points */
  readonly depth: number
}

function walkIndex(index: Index, conditions: Conditions): Walk {
  const fields = index.fields.filter((field) => field.order !== '2dsphere')
  const bounds: (Bounds | undefined)[] = []
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let depth = 0
  for (const field of fields) {
    const own = conditions.list.filter((condition) => condition.path === field.path)
    const found = boundsOf(own, field.order === -1, index.multi.has(field.path))
    bounds.push(found)
    if (!found?.points || prefixes.length * found.points.length > MAX_STRETCHES) {
      if (found?.points) bounds[bounds.length - 1] = undefined
      break
    }
    const points = found.points
    prefixes = prefixes.flatMap((prefix) =>
      points.map((point) => (prefix.length === 0 ? point : Buffer.concat([prefix, point]))),
    )
    depth++
  }
  return { prefixes, fields, bounds, depth }
}

interface Order {
  readonly ordered: boolean
  readonly reverse: boolean
  readonly merge: boolean
  /** index fields before the first one that sorts */
  readonly skipped: number
}

const UNORDERED: Order = { ordered: false, reverse: false, merge: false, skipped: 0 }

/** Can a scan of this index give the order of the sort? Fields fixed to one value do not matter to it. */
function orderOf(index: Index, { fields, bounds }: Walk, sort: Sort): Order {
  if (sort.length === 0) return { ...UNORDERED, ordered: true }
  const single = (at: number): boolean => bounds[at]?.points?.length === 1
  const isFixed = (path: string): boolean =>
    fields.some((field, at) => field.path === path && single(at) && !index.multi.has(path))
  let direction = 0
  let merge = false
  let skipped = 0
  let at = 0
  for (const [path, order] of sort) {
    if (isFixed(path)) continue
    while (at < fields.length && fields[at]?.path !== path) {
      const many = !single(at)
      if (many && (!bounds[at]?.points || direction !== 0)) return UNORDERED
      merge ||= many
      at++
      if (direction === 0) skipped = at
    }
    const field = fields[at]
    if (!field || index.multi.has(path)) return UNORDERED
    const needed = order * (field.order as number)
    if (direction !== 0 && direction !== needed) return UNORDERED
    direction = needed
    at++
  }
  return { ordered: true, reverse: direction === -1, merge, skipped }
}

/** The length of the first fields' part in every prefix: how many bytes of its keys do not take part in sorting. */
function fixedLengths({ bounds }: Walk, skipped: number): number[] {
  let lengths = [0]
  for (const found of bounds.slice(0, skipped)) {
    const points = found?.points ?? []
    lengths = lengths.flatMap((length) => points.map((point) => length + point.length))
  }
  return lengths
}

function stretchesOf(walk: Walk, skipped: number): Stretch[] {
  const lengths = fixedLengths(walk, skipped)
  const share = walk.prefixes.length / lengths.length
  const tail = walk.bounds[walk.depth]
  return walk.prefixes.map((prefix, i) => {
    const fixed = lengths[Math.floor(i / share)] as number
    if (tail?.low && tail.high)
      return { low: Buffer.concat([prefix, tail.low]), high: Buffer.concat([prefix, tail.high]), fixed }
    if (prefix.length === 0) return { low: undefined, high: undefined, fixed }
    return { low: prefix, high: past(prefix), fixed }
  })
}

/** The stretches that a geo condition leaves when all other fields of the index are fixed. */
function cellsOf(index: Index, walk: Walk, conditions: Conditions): Stretch[] | undefined {
  const geo = cellField(index)
  if (!geo || walk.depth < walk.fields.length) return undefined
  for (const condition of conditions.list) {
    const cover = condition.path === geo.path && !condition.hint ? coverOf(condition) : undefined
    if (!cover || walk.prefixes.length * cover.length > MAX_STRETCHES) continue
    return walk.prefixes.flatMap((prefix) =>
      cover.map(({ low, high }) => ({
        low: Buffer.concat([prefix, low]),
        high: Buffer.concat([prefix, high]),
        fixed: 0,
      })),
    )
  }
  return undefined
}

function scoreOf(walk: Walk, order: Order, sorted: boolean, unique: boolean): number {
  const points = walk.bounds.slice(0, walk.depth)
  const equalities = points.filter((found) => found?.points?.length === 1).length
  const lists = points.length - equalities
  const range = walk.bounds[walk.depth] ? 1 : 0
  return (unique ? 1000 : 0) + equalities * 10 + lists * 8 + range * 5 + (sorted && order.ordered ? 6 : 0)
}

function planIndex(index: Index, conditions: Conditions, sort: Sort): Plan | undefined {
  const walk = walkIndex(index, conditions)
  const cells = cellsOf(index, walk, conditions)
  if (walk.fields.length === 0 && !cells) return undefined
  const order = cells ? { ...UNORDERED, ordered: sort.length === 0 } : orderOf(index, walk, sort)
  const bounded = cells !== undefined || walk.depth > 0 || walk.bounds[0] !== undefined
  if (!bounded && (sort.length === 0 || !order.ordered)) return undefined
  const done = new Set<Condition>(walk.bounds.flatMap((found) => found?.exact ?? []))
  const multi = walk.fields.filter((field) => index.multi.has(field.path))
  const exact = conditions.rest === 0 && conditions.list.every((one) => done.has(one) || one.hint) && multi.length < 2
  const unique = index.unique && walk.depth === walk.fields.length
  return {
    index,
    stretches: cells ?? stretchesOf(walk, order.merge ? order.skipped : 0),
    reverse: order.reverse,
    ordered: order.ordered,
    merge: order.merge,
    exact,
    repeats: multi.length > 0 || index.multi.has(cellField(index)?.path ?? ''),
    bounded,
    unique,
    score: scoreOf(walk, order, sort.length > 0, unique) + (cells ? CELLS_SCORE : 0),
  }
}

/** Every way an index can serve the filter or the order, best first. */
export function plansFor(collection: Collection, conditions: Conditions, sort: Sort): Plan[] {
  const plans = collection.indexes.flatMap((index) => planIndex(index, conditions, sort) ?? [])
  return plans.sort((a, b) => b.score - a.score)
}
