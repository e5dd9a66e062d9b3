import { requestFailed } from '../errors'
import type { Evaluate, Operators } from './mingo'
import { isNothing, ofParts, ofValues } from './operands'
import { field, isDoc, type Doc } from '../values'

/** The key and the value that an element of $arrayToObject stands for. */
function pair(item: unknown, inLists: boolean): readonly [key: string, value: unknown] {
  let key: unknown
  let value: unknown
  if (inLists) {
    if (!Array.isArray(item) || item.length !== 2)
      throw requestFailed('$arrayToObject requires an array of size 2 arrays')
    ;[key, value] = item as [unknown, unknown]
  } else {
    if (!isDoc(item) || Object.keys(item).length !== 2 || !('k' in item && 'v' in item))
      throw requestFailed("$arrayToObject requires an object with the keys 'k' and 'v'")
    ;({ k: key, v: value } = item)
  }
  if (typeof key !== 'string' || key.includes('\0')) throw requestFailed('$arrayToObject requires keys of type string')
  return [key, value]
}

/** The name of a field, a constant text; it may hold what a path cannot. */
function nameOf(operator: string, argument: unknown): string {
  const name = isDoc(argument) ? (argument['$literal'] ?? argument['$const']) : argument
  if (typeof name !== 'string' || (name === argument && name.startsWith('$')))
    throw requestFailed(`${operator} requires 'field' to evaluate to a constant string`)
  return name
}

/** A document with one field set, or without it when the value is missing. */
function withField(operator: string, input: unknown, name: string, value: unknown): Doc | null {
  if (isNothing(input)) return null
  if (!isDoc(input)) throw requestFailed(`${operator} requires 'input' to evaluate to type Object`)
  const { [name]: old, ...rest } = input
  if (value === undefined) return rest
  return old === undefined ? { ...rest, [name]: value } : { ...input, [name]: value }
}

/** Documents taken apart, put together and changed. */
export function objectExpressions(evaluate: Evaluate): Operators {
  return {
    $arrayToObject: ofValues(evaluate, ([items]) => {
      if (isNothing(items)) return null
      if (!Array.isArray(items)) throw requestFailed('$arrayToObject requires an array input')
      const inLists = Array.isArray(items[0])
      return Object.fromEntries((items as unknown[]).map((item) => pair(item, inLists)))
    }),
    $objectToArray: ofValues(evaluate, ([value]) => {
      if (isNothing(value)) return null
      if (!isDoc(value)) throw requestFailed('$objectToArray requires a document input')
      return Object.entries(value).map(([k, v]) => ({ k, v }))
    }),
    $getField: (doc, argument, options) => {
      const isWhole = isDoc(argument) && 'field' in argument
      const name = nameOf('$getField', isWhole ? argument['field'] : argument)
      const input = evaluate(doc, isWhole ? argument['input'] : '$$CURRENT', options)
      if (input === null) return null
      return isDoc(input) ? field(input, name) : undefined
    },
    $setField: ofParts(evaluate, (part, argument) =>
      withField('$setField', part('input'), nameOf('$setField', argument['field']), part('value')),
    ),
    $unsetField: ofParts(evaluate, (part, argument) =>
      withField('$unsetField', part('input'), nameOf('$unsetField', argument['field']), undefined),
    ),
  }
}
