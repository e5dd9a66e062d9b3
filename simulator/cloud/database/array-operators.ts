import { requestFailed } from './errors'
import { sortBy } from './order'
import { isOperators } from './leaf-tests'
import { compileMatch, operatorsTest, type MatchOptions } from './match'
import { typeName } from './mutate'
import { clone, compare, equal, isDoc, isNumber, RANK, rankOf, toNumber, type Doc } from './values'

interface PushModifiers {
  readonly each: readonly unknown[]
  readonly position: number | undefined
  readonly slice: number | undefined
  readonly sort: unknown
}

function whole(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined
  if (!isNumber(value) || !Number.isInteger(toNumber(value)))
    throw requestFailed(`The value for ${name} must be an integer`)
  return toNumber(value)
}

function pushModifiers(value: unknown): PushModifiers {
  if (!isOperators(value)) return { each: [value], position: undefined, slice: undefined, sort: undefined }
  const unknown = Object.keys(value).find((key) => !['$each', '$position', '$slice', '$sort'].includes(key))
  if (unknown !== undefined) throw requestFailed(`Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray(value['$each']))
    throw requestFailed(
      `The argument to $each in $push must be an array but it was of type: ${typeName(value['$each'])}`,
    )
  return {
    each: value['$each'] as unknown[],
    position: whole(value['$position'], '$position'),
    slice: whole(value['$slice'], '$slice'),
    sort: value['$sort'],
  }
}

function isDirection(value: unknown): value is 1 | -1 {
  return value === 1 || value === -1
}

function sorted(items: unknown[], sort: unknown): unknown[] {
  if (isDirection(sort)) return items.sort((a, b) => compare(a, b) * sort)
  if (!isDoc(sort) || Object.keys(sort).length === 0 || !Object.values(sort).every(isDirection))
    throw requestFailed('The $sort element value must be either 1 or -1')
  return sortBy(items, (item) => (isDoc(item) ? item : {}), Object.entries(sort) as [string, 1 | -1][])
}

/** $push with $each, $position, $sort and $slice, in that order as MongoDB does. */
export function push(items: readonly unknown[], value: unknown): unknown[] {
  const { each, position, slice, sort } = pushModifiers(value)
  let result = [...items]
  const at = position ?? result.length
  result.splice(at < 0 ? Math.max(0, result.length + at) : at, 0, ...each.map((item) => clone(item)))
  if (sort !== undefined) result = sorted(result, sort)
  if (slice === undefined) return result
  return slice >= 0 ? result.slice(0, slice) : result.slice(slice)
}

/** $addToSet, of one value or of $each. */
export function addToSet(items: readonly unknown[], value: unknown): unknown[] {
  const isEach = isDoc(value) && '$each' in value
  const each = isEach ? value['$each'] : [value]
  if (!Array.isArray(each))
    throw requestFailed(`The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`)
  const result = [...items]
  for (const item of each as unknown[]) if (!result.some((known) => equal(known, item))) result.push(clone(item))
  return result
}

/** $pull: elements that equal the value or satisfy the condition go. */
export function pull(items: readonly unknown[], value: unknown, options: MatchOptions): unknown[] {
  const test = pullTest(value, options)
  return items.filter((item) => !test(item))
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr'])

function pullTest(value: unknown, options: MatchOptions): (item: unknown) => boolean {
  const isJoined = isDoc(value) && LOGICAL.has(Object.keys(value)[0] ?? '')
  if (isOperators(value) && !isJoined) return operatorsTest(value, options)
  if (isDoc(value)) {
    const test = compileMatch(value, options)
    return (item) => isDoc(item) && test(item)
  }
  if (rankOf(value) === RANK.regex) return operatorsTest({ $eq: value } as Doc, options)
  return (item) => equal(item, value)
}

/** $pullAll: elements that equal one of the values go. */
export function pullAll(items: readonly unknown[], value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw requestFailed(`$pullAll requires an array argument but was given a ${typeName(value)}`)
  return items.filter((item) => !(value as unknown[]).some((one) => equal(one, item)))
}

/** $pop: 1 takes the last element, -1 the first. */
export function pop(items: readonly unknown[], value: unknown): unknown[] {
  if (!isDirection(value)) throw requestFailed(`$pop expects 1 or -1, found: ${JSON.stringify(value)}`)
  return value === 1 ? items.slice(0, -1) : items.slice(1)
}
