import { Timestamp } from 'bson'
import { addToSet, pop, pull, pullAll, push, type Rearrange } from './array-operators'
import { requestFailed } from '../errors'
import { combined, whole64 } from '../numbers/exact'
import { bsonType } from '../query/leaf-tests'
import type { MatchOptions } from '../query/match'
import { checkNames, locate, put, reach, read, unset } from './mutate'
import { printed } from '../printed'
import { wholeNumber } from '../numbers/numbers'
import { checkDollars, expandPath, matchedPlace } from '../query/positional'
import { splitPath, valueAt } from '../paths'
import { clone, compare, equal, isDoc, isNumber, type Doc } from '../values'

export interface UpdateOptions {
  readonly match: MatchOptions
  /** the filter that selected the document, for the positional $ */
  readonly filter: Doc
  readonly now: () => number
  readonly inserting?: boolean | undefined
}

interface Operation {
  readonly operator: string
  readonly path: string
  readonly value: unknown
}

type Change = (doc: Doc, parts: readonly string[]) => void
/** Checks an operand once and gives what it does to each document. */
type Operator = (operation: Operation, options: UpdateOptions) => Change

function who(doc: Doc): string {
  return `{_id: ${printed(doc['_id'])}}`
}

function lastOf(parts: readonly string[]): string {
  return parts[parts.length - 1] as string
}

function arithmetic(verb: string, missing: (operand: unknown) => unknown): Operator {
  return ({ operator, path, value }) => {
    if (!isNumber(value)) throw requestFailed(`Cannot ${verb} with non-numeric argument: {${path}: ${printed(value)}}`)
    return (doc, parts) => {
      const place = reach(doc, parts)
      const old = read(place)
      if (old === undefined) return put(place, missing(value))
      if (!isNumber(old))
        throw requestFailed(
          `Cannot apply ${operator} to a value of non-numeric type. ${who(doc)} has the field '${lastOf(parts)}' of non-numeric type ${bsonType(old)}`,
        )
      put(place, combined(operator, old, value))
    }
  }
}

const BIT_OPERATORS = new Map<string, (number: bigint, mask: bigint) => bigint>([
  ['and', (number, mask) => number & mask],
  ['or', (number, mask) => number | mask],
  ['xor', (number, mask) => number ^ mask],
])

const bit: Operator = ({ path, value }) => {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed(`The $bit modifier is not compatible with a ${bsonType(value)}`)
  const steps = Object.entries(value).map(([name, operand]) => {
    const apply = BIT_OPERATORS.get(name)
    if (!apply) throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    const mask = isNumber(operand) ? whole64(operand) : undefined
    if (mask === undefined)
      throw requestFailed(
        `The $bit modifier field must be an Integer(32/64 bit); a '${bsonType(operand)}' is not supported here`,
      )
    return (number: bigint) => apply(number, mask)
  })
  return (doc, parts) => {
    const place = reach(doc, parts)
    const found = read(place)
    const old = found === undefined ? 0n : isNumber(found) ? whole64(found) : undefined
    if (old === undefined)
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type. ${who(doc)} has the field ${path} of non-integer type ${bsonType(found)}`,
      )
    put(place, wholeNumber(steps.reduce((number, step) => step(number), old)))
  }
}

const set: Operator = ({ value }) => {
  checkNames(value)
  return (doc, parts) => put(reach(doc, parts), clone(value), parts[parts.length - 2])
}

function extreme(sign: 1 | -1): Operator {
  return (operation, options) => {
    const replace = set(operation, options)
    return (doc, parts) => {
      const old = read(reach(doc, parts))
      if (old === undefined || compare(operation.value, old) * sign > 0) replace(doc, parts)
    }
  }
}

/** An operator that makes the array it is missing, and refuses what is none. */
function growing(prepare: (value: unknown) => Rearrange): Operator {
  return ({ operator, path, value }) => {
    const change = prepare(value)
    return (doc, parts) => {
      const place = reach(doc, parts)
      const old = read(place)
      if (old === undefined) return put(place, change([]), parts[parts.length - 2])
      if (Array.isArray(old)) return put(place, change(old))
      throw requestFailed(
        operator === '$addToSet'
          ? `Cannot apply $addToSet to non-array field. Field named '${lastOf(parts)}' has non-array type ${bsonType(old)}`
          : `The field '${path}' must be an array but is of type ${bsonType(old)} in document ${who(doc)}`,
      )
    }
  }
}

/** An operator that leaves a missing array missing, and refuses what is none. */
function shrinking(prepare: (value: unknown, options: MatchOptions) => Rearrange): Operator {
  return ({ operator, path, value }, { match }) => {
    const change = prepare(value, match)
    return (doc, parts) => {
      const place = locate(doc, parts, true)
      const old = place && read(place)
      if (!place || old === undefined) return
      if (Array.isArray(old)) return put(place, change(old))
      throw requestFailed(
        operator === '$pop'
          ? `Path '${path}' contains an element of non-array type '${bsonType(old)}'`
          : `Cannot apply ${operator} to a non-array value`,
      )
    }
  }
}

function targetOf({ path, value }: Operation): string {
  if (typeof value !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${path}`)
  checkPath(value)
  for (const [side, one] of [
    ['source', path],
    ['destination', value],
  ] as const)
    if (/\.\$(\.|$|\[)/.test(one)) throw requestFailed(`The ${side} field for $rename may not be dynamic: ${one}`)
  if (value === path) throw requestFailed(`The source and target field for $rename must differ: ${path}: "${path}"`)
  if (value.startsWith(`${path}.`) || path.startsWith(`${value}.`))
    throw requestFailed(`The source and target field for $rename must not be on the same path: ${path}: "${value}"`)
  return value
}

function refuseArray(doc: Doc, parts: readonly string[], side: string): void {
  const array = parts.findIndex((_, at) => at > 0 && Array.isArray(valueAt(doc, parts.slice(0, at))))
  if (array > 0)
    throw requestFailed(
      `The ${side} field cannot be an array element, '${parts.join('.')}' in doc with ${who(doc)} has an array field called '${parts[array - 1] ?? ''}'`,
    )
}

const rename: Operator = (operation) => {
  const target = splitPath(targetOf(operation))
  return (doc, parts) => {
    const from = locate(doc, parts, true)
    const moved = from && read(from)
    if (!from || moved === undefined) return
    refuseArray(doc, parts, 'source')
    refuseArray(doc, target, 'destination')
    put(reach(doc, target), moved)
    unset(from)
  }
}

const currentDate: Operator = ({ operator, path, value }, options) => {
  const type = isDoc(value) ? value['$type'] : undefined
  const other = isDoc(value) ? Object.keys(value).find((name) => name !== '$type') : undefined
  if (other !== undefined) throw requestFailed(`Unrecognized $currentDate option: ${other}`)
  if (typeof value !== 'boolean' && type !== 'date' && type !== 'timestamp')
    throw requestFailed(`${bsonType(value)} is not valid type for $currentDate. Please use a boolean or a $type`)
  const now = options.now()
  const made = type === 'timestamp' ? new Timestamp({ t: Math.floor(now / 1000), i: 1 }) : new Date(now)
  return set({ operator, path, value: made }, options)
}

const OPERATORS: { readonly [operator: string]: Operator } = {
  $set: set,
  $setOnInsert: (operation, options) => {
    const change = set(operation, options)
    return options.inserting ? change : () => undefined
  },
  $unset: () => (doc, parts) => {
    const place = locate(doc, parts)
    if (place) unset(place)
  },
  $inc: arithmetic('increment', (operand) => operand),
  $mul: arithmetic('multiply', (operand) => combined('$mul', operand, 0)),
  $min: extreme(-1),
  $max: extreme(1),
  $push: growing(push),
  $pushAll: growing((value) => push({ $each: value })),
  $addToSet: growing(addToSet),
  $pull: shrinking(pull),
  $pullAll: shrinking(pullAll),
  $pop: shrinking(pop),
  $rename: rename,
  $bit: bit,
  $currentDate: currentDate,
}

function checkPath(path: string): void {
  const parts = splitPath(path)
  if (path === '') throw requestFailed('An empty update path is not valid.')
  if (parts.includes(''))
    throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`)
  const dollar = parts.find((part) => part.startsWith('$') && !/^\$(\[\w*\])?$/.test(part))
  if (dollar !== undefined)
    throw requestFailed(`The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`)
}

/** Where two paths get in each other's way: one leads on from the other, or one means all elements, one a single one. */
function conflictOf(path: string, other: string): string | undefined {
  const [a, b] = [splitPath(path), splitPath(other)]
  for (const [at, part] of a.entries()) {
    const beside = b[at]
    if (beside === undefined) return other
    if (part === beside) continue
    return part === '$[]' || beside === '$[]' ? a.slice(0, at).join('.') : undefined
  }
  return path
}

function checkConflicts(paths: readonly string[]): void {
  for (const [at, path] of paths.entries()) {
    for (const other of paths.slice(0, at)) {
      const conflict = conflictOf(path, other)
      if (conflict !== undefined)
        throw requestFailed(`Updating the path '${path}' would create a conflict at '${conflict}'`)
    }
  }
}

/** MongoDB applies changes, and so adds fields, in the order of the names; numbers count as such. */
function byPath(a: Operation, b: Operation): number {
  const [x, y] = [a, b].map(({ operator, path, value }) => splitPath(operator === '$rename' ? String(value) : path))
  for (const [at, part] of (x as string[]).entries()) {
    const other = (y as string[])[at]
    if (other === undefined) return 1
    if (part === other) continue
    const areNumbers = /^\d+$/.test(part) && /^\d+$/.test(other)
    return areNumbers ? Number(part) - Number(other) : part < other ? -1 : 1
  }
  return -1
}

function operationsOf(update: Doc): Operation[] {
  const operations: Operation[] = []
  for (const operator of Object.keys(update)) {
    const fields = update[operator]
    if (!operator.startsWith('$')) throw requestFailed('update document must contain only update operators')
    if (!(operator in OPERATORS)) throw requestFailed(`Unknown modifier: ${operator}`)
    if (!isDoc(fields))
      throw requestFailed(
        `Modifiers operate on fields but we found type ${bsonType(fields)} instead. For example: {$mod: {<field>: ...}}`,
      )
    for (const path of Object.keys(fields)) {
      checkPath(path)
      operations.push({ operator, path, value: fields[path] })
    }
  }
  const targets = operations.flatMap((operation) =>
    operation.operator === '$rename' ? [operation.path, targetOf(operation)] : [operation.path],
  )
  checkConflicts(targets)
  return operations.sort(byPath)
}

/** An update, checked once and applied to many documents. */
export function compileUpdate(update: Doc, options: UpdateOptions): (doc: Doc) => Doc {
  const steps = operationsOf(update).map((operation) => {
    checkDollars(operation.path)
    return { path: operation.path, change: (OPERATORS[operation.operator] as Operator)(operation, options) }
  })
  const place = matchedPlace(options.filter, options.match)
  return (doc) => {
    const result = clone(doc)
    for (const { path, change } of steps) for (const parts of expandPath(doc, path, place)) change(result, parts)
    if (doc['_id'] !== undefined && !equal(result['_id'], doc['_id']))
      throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
    return result
  }
}

/** A replacement keeps the identity of what it replaces. */
export function replace(doc: Doc, replacement: Doc): Doc {
  checkNames(replacement)
  const id = doc['_id']
  if ('_id' in replacement && !equal(replacement['_id'], id))
    throw requestFailed("After applying the update, the (immutable) field '_id' was found to have been altered")
  return { _id: id, ...clone(replacement) }
}
