import { requestFailed } from '../errors'
import { bsonType } from '../query/leaf-tests'
import { elementTest, type MatchOptions } from '../query/match'
import { checkNames } from './mutate'
import { splitPath, valueAt } from '../paths'
import { printed } from '../printed'
import { clone, compare, equal, isDoc, isNumber, toNumber } from '../values'

/** What an operator makes of the elements of an array. */
export type Rearrange = (items: readonly unknown[]) => unknown[]

function whole(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined
  if (!isNumber(value) || !Number.isInteger(toNumber(value)))
    throw requestFailed(`The value for ${name} must be an integer`)
  return toNumber(value)
}

function isDirection(value: unknown): value is 1 | -1 {
  return value === 1 || value === -1
}

type Order = (a: unknown, b: unknown) => number

/** $sort of $push: by the elements themselves or by their fields, an array in a field counting as a whole. */
function orderOf(sort: unknown): Order {
  if (isDirection(sort)) return (a, b) => compare(a, b) * sort
  if (!isDoc(sort) || Object.keys(sort).length === 0 || !Object.values(sort).every(isDirection))
    throw requestFailed('The $sort element value must be either 1 or -1')
  const fields = Object.entries(sort).map(([path, order]) => ({ parts: splitPath(path), order: order as 1 | -1 }))
  if (fields.some(({ parts }) => parts.includes('')))
    throw requestFailed('The $sort field is a dotted field but has an empty part')
  return (a, b) => {
    for (const { parts, order } of fields) {
      const result = compare(valueAt(a, parts) ?? null, valueAt(b, parts) ?? null)
      if (result !== 0) return result * order
    }
    return 0
  }
}

const PUSH_CLAUSES = new Set(['$each', '$position', '$slice', '$sort'])

/** $push with $each, $position, $sort and $slice, in that order as MongoDB does. */
export function push(value: unknown): Rearrange {
  const isEach = isDoc(value) && '$each' in value
  const clauses = isEach ? value : { $each: [value] }
  const unknown = Object.keys(clauses).find((key) => !PUSH_CLAUSES.has(key))
  if (unknown !== undefined) throw requestFailed(`Unrecognized clause in $push: ${unknown}`)
  const each: unknown = clauses['$each']
  if (!Array.isArray(each))
    throw requestFailed(`The argument to $each in $push must be an array but it was of type: ${bsonType(each)}`)
  checkNames(each)
  const position = whole(clauses['$position'], '$position')
  const slice = whole(clauses['$slice'], '$slice')
  const order = clauses['$sort'] === undefined ? undefined : orderOf(clauses['$sort'])
  return (items) => {
    const result = [...items]
    const at = position ?? result.length
    result.splice(at < 0 ? Math.max(0, result.length + at) : at, 0, ...each.map((item: unknown) => clone(item)))
    if (order) result.sort(order)
    if (slice === undefined) return result
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice)
  }
}

/** $addToSet, of one value or of $each. */
export function addToSet(value: unknown): Rearrange {
  const isEach = isDoc(value) && Object.keys(value)[0] === '$each'
  if (isEach && Object.keys(value).length > 1) throw requestFailed('Found unexpected fields after $each in $addToSet')
  const each = isEach ? value['$each'] : [value]
  if (!Array.isArray(each))
    throw requestFailed(`The argument to $each in $addToSet must be an array but it was of type ${bsonType(each)}`)
  checkNames(each)
  return (items) => {
    const result = [...items]
    for (const item of each as unknown[]) if (!result.some((known) => equal(known, item))) result.push(clone(item))
    return result
  }
}

/** $pull: elements that equal the value or satisfy the condition go. */
export function pull(value: unknown, options: MatchOptions): Rearrange {
  const test = elementTest(value, options)
  return (items) => items.filter((item) => !test(item))
}

/** $pullAll: elements that equal one of the values go. */
export function pullAll(value: unknown): Rearrange {
  if (!Array.isArray(value))
    throw requestFailed(`$pullAll requires an array argument but was given a ${bsonType(value)}`)
  return (items) => items.filter((item) => !(value as unknown[]).some((one) => equal(one, item)))
}

/** $pop: 1 takes the last element, -1 the first. */
export function pop(value: unknown): Rearrange {
  if (!isDirection(value)) throw requestFailed(`$pop expects 1 or -1, found: ${printed(value)}`)
  return (items) => (value === 1 ? items.slice(0, -1) : items.slice(1))
}
