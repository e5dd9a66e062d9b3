import { Long } from 'bson'
import { addToSet, pop, pull, pullAll, push } from './array-operators'
import { requestFailed } from './errors'
import type { MatchOptions } from './match'
import { locate, put, reach, read, typeName, unset, type Place } from './mutate'
import { expandPath } from './positional'
import { splitPath } from './paths'
import { clone, compare, equal, isDoc, isNumber, tagOf, toNumber, type Doc } from './values'

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

type Apply = (doc: Doc, parts: readonly string[], operation: Operation, options: UpdateOptions) => void

function who(doc: Doc): string {
  return `{_id: ${JSON.stringify(doc['_id'])}}`
}

const LONG_LIMIT = 2n ** 63n

/** Whole numbers beyond those that a double holds are kept exact, as 64-bit integers. */
function combined(operator: string, a: unknown, b: unknown): unknown {
  const [x, y] = [toNumber(a), toNumber(b)]
  const result = operator === '$inc' ? x + y : x * y
  const isWhole = Number.isInteger(x) && Number.isInteger(y)
  const isLarge = tagOf(a) === 'Long' || tagOf(b) === 'Long' || !Number.isSafeInteger(result)
  if (!isWhole || !isLarge || Math.abs(x) > Number(LONG_LIMIT) || Math.abs(y) > Number(LONG_LIMIT)) return result
  const [p, q] = [BigInt(String(tagOf(a) ? a : x)), BigInt(String(tagOf(b) ? b : y))]
  const exact = operator === '$inc' ? p + q : p * q
  if (exact >= LONG_LIMIT || exact < -LONG_LIMIT)
    throw requestFailed(`Failed to apply ${operator} operations to current value: the result is no 64-bit integer`)
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : Long.fromBigInt(exact)
}

function arithmetic(missing: (operand: unknown) => unknown): Apply {
  return (doc, parts, { operator, path, value }) => {
    if (!isNumber(value)) {
      const verb = operator === '$inc' ? 'increment' : 'multiply'
      throw requestFailed(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(value)}}`)
    }
    const place = reach(doc, parts)
    const old = read(place)
    if (old === undefined) return put(place, missing(value))
    if (!isNumber(old)) {
      const last = parts[parts.length - 1] as string
      throw requestFailed(
        `Cannot apply ${operator} to a value of non-numeric type. ${who(doc)} has the field '${last}' of non-numeric type ${typeName(old)}`,
      )
    }
    put(place, combined(operator, old, value))
  }
}

function extreme(sign: 1 | -1): Apply {
  return (doc, parts, { value }) => {
    const place = reach(doc, parts)
    const old = read(place)
    if (old === undefined || compare(value, old) * sign > 0) put(place, clone(value))
  }
}

/** An operator that makes the array it is missing, and refuses what is none. */
function growing(change: (items: readonly unknown[], value: unknown) => unknown[]): Apply {
  return (doc, parts, { operator, path, value }) => {
    const place = reach(doc, parts)
    const old = read(place)
    if (old === undefined) return put(place, change([], value), parts[parts.length - 2])
    if (Array.isArray(old)) return put(place, change(old, value))
    throw requestFailed(
      operator === '$addToSet'
        ? `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeName(old)}`
        : `The field '${path}' must be an array but is of type ${typeName(old)} in document ${who(doc)}`,
    )
  }
}

/** An operator that leaves a missing array missing, and refuses what is none. */
function shrinking(change: (items: readonly unknown[], value: unknown, options: MatchOptions) => unknown[]): Apply {
  return (doc, parts, { operator, path, value }, options) => {
    const place = locate(doc, parts)
    const old = place && read(place)
    // the operand is checked even where there is nothing to take from
    if (!place || old === undefined) return void change([], value, options.match)
    if (Array.isArray(old)) return put(place, change(old, value, options.match))
    throw requestFailed(
      operator === '$pop'
        ? `Path '${path}' contains an element of non-array type '${typeName(old)}'`
        : `Cannot apply ${operator} to a non-array value`,
    )
  }
}

function checkRename({ path, value }: Operation): string {
  if (typeof value !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${path}`)
  if (value === path) throw requestFailed(`The source and target field for $rename must differ: ${path}: "${path}"`)
  checkPath(value)
  return value
}

function rename(doc: Doc, parts: readonly string[], operation: Operation): void {
  const { path } = operation
  const value = checkRename(operation)
  const from = locate(doc, parts)
  const moved = from && read(from)
  if (!from || moved === undefined) return
  if (Array.isArray(from.holder))
    throw requestFailed(`The source field cannot be an array element, '${path}' in doc with ${who(doc)}`)
  const to = reach(doc, splitPath(value))
  if (Array.isArray(to.holder))
    throw requestFailed(`The destination field cannot be an array element, '${value}' in doc with ${who(doc)}`)
  unset(from)
  unset(to)
  put(to, moved)
}

function bit(doc: Doc, parts: readonly string[], { path, value }: Operation): void {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed(`The $bit modifier is not compatible with a ${typeName(value)}`)
  const place: Place = reach(doc, parts)
  const found = read(place)
  const old = found === undefined ? 0 : found
  if (!isNumber(old) || !Number.isInteger(toNumber(old)))
    throw requestFailed(
      `Cannot apply $bit to a value of non-integral type. ${who(doc)} has the field ${path} of non-integer type ${typeName(old)}`,
    )
  let result = BigInt(toNumber(old))
  for (const [name, operand] of Object.entries(value)) {
    if (!isNumber(operand) || !Number.isInteger(toNumber(operand)))
      throw requestFailed(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here`,
      )
    const mask = BigInt(toNumber(operand))
    if (name === 'and') result &= mask
    else if (name === 'or') result |= mask
    else if (name === 'xor') result ^= mask
    else throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
  }
  put(place, Number(result))
}

const set: Apply = (doc, parts, { value }) => put(reach(doc, parts), clone(value), parts[parts.length - 2])

const OPERATORS: { readonly [operator: string]: Apply } = {
  $set: set,
  $setOnInsert: (doc, parts, operation, options) => {
    if (options.inserting) set(doc, parts, operation, options)
  },
  $unset: (doc, parts) => {
    const place = locate(doc, parts)
    if (place) unset(place)
  },
  $inc: arithmetic((operand) => operand),
  $mul: arithmetic(() => 0),
  $min: extreme(-1),
  $max: extreme(1),
  $push: growing(push),
  $pushAll: growing((items, value) => push(items, { $each: value })),
  $addToSet: growing(addToSet),
  $pull: shrinking(pull),
  $pullAll: shrinking(pullAll),
  $pop: shrinking(pop),
  $rename: rename,
  $bit: bit,
  $currentDate: (doc, parts, operation, options) => {
    const { value } = operation
    const type = isDoc(value) ? value['$type'] : undefined
    if (typeof value !== 'boolean' && type !== 'date' && type !== 'timestamp')
      throw requestFailed(`${typeName(value)} is not valid type for $currentDate. Please use a boolean or a $type`)
    set(doc, parts, { ...operation, value: new Date(options.now()) }, options)
  },
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

function checkConflicts(paths: readonly string[]): void {
  for (const [at, path] of paths.entries()) {
    for (const other of paths.slice(0, at)) {
      const conflict = path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)
      if (conflict)
        throw requestFailed(
          `Updating the path '${path}' would create a conflict at '${path.length < other.length ? path : other}'`,
        )
    }
  }
}

/** Refuses names that MongoDB does not store, at any depth. */
export function checkNames(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(checkNames)
  if (!isDoc(value)) return
  for (const name of Object.keys(value)) {
    if (name.startsWith('$'))
      throw requestFailed(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`)
    if (name.includes('\0')) throw requestFailed('field names must not contain null bytes')
    checkNames(value[name])
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
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      )
    for (const path of Object.keys(fields)) {
      checkPath(path)
      const value = fields[path]
      if (operator === '$set' || operator === '$setOnInsert') checkNames(value)
      operations.push({ operator, path, value })
    }
  }
  const targets = operations.flatMap((operation) =>
    operation.operator === '$rename' ? [operation.path, checkRename(operation)] : [operation.path],
  )
  checkConflicts(targets)
  return operations.sort(byPath)
}

/** An update, checked once and applied to many documents. */
export function compileUpdate(update: Doc, options: UpdateOptions): (doc: Doc) => Doc {
  const operations = operationsOf(update)
  return (doc) => {
    const result = clone(doc)
    for (const operation of operations) {
      const apply = OPERATORS[operation.operator] as Apply
      for (const parts of expandPath(doc, operation.path, options)) apply(result, parts, operation, options)
    }
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
