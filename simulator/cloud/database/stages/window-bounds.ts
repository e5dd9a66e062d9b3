import { requestFailed } from '../errors'
import { mingo } from '../expressions/mingo'
import type { Sort } from '../order'
import { splitPath, valueAt } from '../paths'
import { isDoc, isNumber, toNumber, type Doc } from '../values'
import type { Partition } from './windows'

/** The first place of each document's window, and the one after the last. */
export type Bounds = (partition: Partition) => readonly (readonly [from: number, to: number])[]

/** The whole partition for each. */
export const UNBOUNDED: Bounds = ({ docs }) => docs.map(() => [0, docs.length])

type Bound = number | 'current' | 'unbounded'

function boundOf(value: unknown, isWhole: boolean): Bound {
  if (value === 'current' || value === 'unbounded') return value
  const number = isNumber(value) ? value : isDoc(value) ? mingo().evaluate({}, value, undefined) : undefined
  if (!isNumber(number) || (isWhole && !Number.isInteger(toNumber(number))))
    throw requestFailed(
      `a bound of a window must be ${isWhole ? 'a whole number' : 'a number'}, 'current' or 'unbounded'`,
    )
  return toNumber(number)
}

function pairOf(value: unknown, isWhole: boolean): [Bound, Bound] {
  if (!Array.isArray(value) || value.length !== 2) throw requestFailed('Window bounds must be a 2-element array')
  const [low, high] = (value as unknown[]).map((bound) => boundOf(bound, isWhole)) as [Bound, Bound]
  const place = (bound: Bound, end: number): number => (bound === 'unbounded' ? end : bound === 'current' ? 0 : bound)
  if (place(low, -Infinity) > place(high, Infinity)) throw requestFailed('Lower bound must not exceed upper bound')
  return [low, high]
}

function byPlace([low, high]: [Bound, Bound]): Bounds {
  return ({ docs }) =>
    docs.map((_, at) => {
      const from = low === 'unbounded' ? 0 : at + (low === 'current' ? 0 : low)
      const to = high === 'unbounded' ? docs.length : at + (high === 'current' ? 0 : high) + 1
      return [Math.max(0, from), Math.max(0, to)]
    })
}

function byValue([low, high]: [Bound, Bound], unit: unknown, path: string): Bounds {
  const moved = (key: unknown, by: number): number => {
    if (unit === undefined) return toNumber(key) + by
    const found = mingo().evaluate({}, { $dateAdd: { startDate: key, unit, amount: by } }, undefined)
    return (found as Date).getTime()
  }
  return ({ docs }) => {
    const keys = docs.map((doc) => valueAt(doc, splitPath(path)))
    if (!keys.every((key) => (unit === undefined ? isNumber(key) : key instanceof Date)))
      throw requestFailed(
        `Invalid range: Expected the sortBy field to be a ${unit === undefined ? 'number' : 'Date'}, but it was not`,
      )
    const numbers = keys.map((key) => (key instanceof Date ? key.getTime() : toNumber(key)))
    const count = (isBefore: (key: number) => boolean): number => {
      const found = numbers.findIndex((key) => !isBefore(key))
      return found < 0 ? numbers.length : found
    }
    return keys.map((key, at) => {
      const from = typeof low === 'number' ? count((one) => one < moved(key, low)) : low === 'current' ? at : 0
      const to =
        typeof high === 'number' ? count((one) => one <= moved(key, high)) : high === 'current' ? at + 1 : docs.length
      return [from, Math.max(from, to)]
    })
  }
}

/** Reads the window of an output field. */
export function boundsOf(window: unknown, sort: Sort): Bounds {
  if (window === undefined) return UNBOUNDED
  const { documents, range, unit, ...others }: Doc = isDoc(window) ? window : { window }
  if (Object.keys(others).length > 0 || (documents !== undefined && range !== undefined))
    throw requestFailed("'window' field must be an object of 'documents' or 'range', and 'unit'")
  if (range === undefined) {
    if (unit !== undefined) throw requestFailed("Window bounds can only specify 'unit' with range-based bounds.")
    if (documents === undefined) return UNBOUNDED
    const pair = pairOf(documents, true)
    if (pair.every((bound) => bound === 'unbounded')) return UNBOUNDED
    if (sort.length === 0) throw requestFailed('Document-based bounds require a sortBy')
    return byPlace(pair)
  }
  const [only, ...more] = sort
  if (!only || more.length > 0 || only[1] !== 1)
    throw requestFailed('Range-based bounds require sortBy a single ascending field')
  return byValue(pairOf(range, false), unit, only[0])
}
