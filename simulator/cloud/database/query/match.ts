import { invalidParam, requestFailed } from '../errors'
import { geoIntersects, geoWithin, nearTest } from '../geo/geo'
import {
  alone,
  anElement,
  anyOf,
  bits,
  equalTo,
  isOperators,
  isRegex,
  list,
  matching,
  modulo,
  noting,
  ordered,
  sameAs,
  size,
  typeTest,
  type LeafTest,
} from './leaf-tests'
import { splitPath, visitPath, type Found } from '../paths'
import { schemaTest } from './json-schema'
import { equal, isDoc, isNumber, toNumber, type Doc } from '../values'

/** Does a document satisfy? `found` is told through which element of an array it does, for the positional $. */
export type Test = (doc: Doc, found?: Found) => boolean

/** Evaluates $expr; given from outside, so that a plain query need not load the aggregation engine. */
export type Expression = (expression: unknown, variables: Doc | undefined) => Test

export interface MatchOptions {
  readonly expression: Expression
  /** variables of the $lookup around a $match */
  readonly variables?: Doc | undefined
}

/** Operators that stand for no field. */
const PATHLESS = new Set(['$and', '$or', '$nor', '$expr', '$jsonSchema', '$comment', '$alwaysTrue', '$alwaysFalse'])

/** Are these operators on the value itself, rather than conditions on its fields? */
function isOfValue(value: Doc): boolean {
  return isOperators(value) && !PATHLESS.has(Object.keys(value)[0] as string)
}

/** Conditions on the fields of a part of a document, where $expr has no place. */
function partTest(value: Doc, options: MatchOptions): (item: Doc) => boolean {
  const expression = (): Test => {
    throw requestFailed('$expr can only be applied to the top-level document')
  }
  return compileMatch(value, { ...options, expression })
}

function elemMatch(value: unknown, options: MatchOptions): LeafTest {
  if (!isDoc(value)) throw requestFailed('$elemMatch needs an Object')
  if (isOfValue(value)) {
    const test = every(operatorsPredicate(value, options), ITSELF)
    return anElement((item) => test(item as Doc))
  }
  const test = partTest(value, options)
  // an array counts as a document of its places
  return anElement((item) =>
    isDoc(item) ? test(item) : Array.isArray(item) && test({ ...(item as unknown[]) } as Doc),
  )
}

/** A test on each leaf of a path, or one on all leaves together. */
type Predicate = { readonly leaf: LeafTest } | { readonly path: (parts: readonly string[]) => Test }

/** Stands for no path: the test is of a value itself, and an array in an array is not looked into. */
const ITSELF: readonly string[] = []

function every(predicate: Predicate, parts: readonly string[]): Test {
  if ('path' in predicate) return predicate.path(parts)
  const { leaf } = predicate
  const own = alone(leaf)
  if (parts === ITSELF) return own
  const visit = (value: unknown, whole: boolean): boolean => (whole ? own : leaf)(value)
  return (doc, found) => visitPath(doc, parts, 0, found ? noting(leaf, found) : visit, found)
}

function both(predicates: readonly Predicate[], none: boolean): Predicate {
  return {
    path: (parts) => {
      const tests = predicates.map((one) => every(one, parts))
      return (doc, found) => (tests.length === 0 ? none : tests.every((test) => test(doc, found)))
    },
  }
}

function negated(predicate: Predicate): Predicate {
  return {
    path: (parts) => {
      const test = every(predicate, parts)
      return (doc) => !test(doc)
    },
  }
}

function all(value: unknown, options: MatchOptions): Predicate {
  const items = list(value, '$all')
  const isElemMatch = (item: unknown): item is Doc => isDoc(item) && Object.keys(item)[0] === '$elemMatch'
  const predicates = items.map((item): Predicate => {
    if (isElemMatch(items[0])) {
      if (!isElemMatch(item)) throw requestFailed('$all/$elemMatch has to be consistent')
      return { leaf: elemMatch(item['$elemMatch'], options) }
    }
    if (isOperators(item)) throw requestFailed('no $ expressions in $all')
    return { leaf: equalTo(item) }
  })
  return both(predicates, false)
}

function isTrue(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined && !(isNumber(value) && toNumber(value) === 0)
}

function predicate(operator: string, value: unknown, all_: Doc, options: MatchOptions): Predicate | undefined {
  switch (operator) {
    case '$eq':
      return { leaf: sameAs(value) }
    case '$ne':
      if (isRegex(value)) throw requestFailed("Can't have regex as arg to $ne.")
      return negated({ leaf: equalTo(value) })
    case '$gt':
      return { leaf: ordered(value, (order) => order > 0) }
    case '$gte':
      return { leaf: ordered(value, (order) => order >= 0) }
    case '$lt':
      return { leaf: ordered(value, (order) => order < 0) }
    case '$lte':
      return { leaf: ordered(value, (order) => order <= 0) }
    case '$in':
      return { leaf: anyOf(value, '$in') }
    case '$nin':
      return negated({ leaf: anyOf(value, '$nin') })
    case '$all':
      return all(value, options)
    case '$exists': {
      const exists: Predicate = { leaf: (leaf) => leaf !== undefined }
      return isTrue(value) ? exists : negated(exists)
    }
    case '$type':
      return { leaf: typeTest(value) }
    case '$size':
      return { leaf: size(value) }
    case '$mod':
      return { leaf: modulo(value) }
    case '$elemMatch':
      return { leaf: elemMatch(value, options) }
    case '$not': {
      if (isRegex(value)) return negated({ leaf: equalTo(value) })
      if (!isOperators(value)) throw requestFailed('$not needs a regex or a document')
      return negated(operatorsPredicate(value, options))
    }
    case '$regex':
      return { leaf: matching(value, all_['$options']) }
    case '$options':
      if (!('$regex' in all_)) throw requestFailed('$options needs a $regex')
      return undefined
    case '$bitsAllSet':
      return { leaf: bits(value, (number, mask) => (number & mask) === mask) }
    case '$bitsAnySet':
      return { leaf: bits(value, (number, mask) => (number & mask) !== 0n) }
    case '$bitsAllClear':
      return { leaf: bits(value, (number, mask) => (number & mask) === 0n) }
    case '$bitsAnyClear':
      return { leaf: bits(value, (number, mask) => (number & mask) !== mask) }
    case '$geoWithin':
    case '$within':
      return { leaf: geoWithin(value) }
    case '$geoIntersects':
      return { leaf: geoIntersects(value) }
    case '$near':
    case '$nearSphere':
    case '$geoNear':
      return { leaf: nearTest(all_, operator) }
    case '$maxDistance':
    case '$minDistance':
      return undefined
    default:
      throw requestFailed(`unknown operator: ${operator}`)
  }
}

function operatorsPredicate(operators: Doc, options: MatchOptions): Predicate {
  const predicates = Object.keys(operators).flatMap((operator) => {
    if (!operator.startsWith('$')) throw requestFailed(`unknown operator: ${operator}`)
    return predicate(operator, operators[operator], operators, options) ?? []
  })
  const [only] = predicates
  return only && predicates.length === 1 ? only : both(predicates, true)
}

const NOT_OF_ELEMENTS = new Set(['$near', '$nearSphere', '$geoNear', '$jsonSchema'])

function refuseNotOfElements(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(refuseNotOfElements)
  if (!isDoc(value)) return
  for (const name of Object.keys(value)) {
    if (NOT_OF_ELEMENTS.has(name)) throw requestFailed(`${name} is not allowed in this context`)
    refuseNotOfElements(value[name])
  }
}

/** Elements of an array that a value or a condition selects, as $pull does. */
export function elementTest(value: unknown, options: MatchOptions): (item: unknown) => boolean {
  refuseNotOfElements(value)
  if (isRegex(value)) return equalTo(value)
  if (!isDoc(value)) return (item) => equal(item, value)
  if (isOfValue(value)) {
    const test = every(operatorsPredicate(value, options), ['value'])
    return (item) => test({ value: item })
  }
  const test = partTest(value, options)
  return (item) => isDoc(item) && test(item)
}

function clauses(value: unknown, operator: string, options: MatchOptions): Test[] {
  const items = list(value, operator)
  if (items.length === 0) throw requestFailed(`${operator} must be a nonempty array`)
  return items.map((item) => {
    if (!isDoc(item)) throw requestFailed(`${operator} entries need to be full objects`)
    return compileMatch(item, options)
  })
}

function constant(value: unknown, operator: string, result: boolean): Test {
  if (!isNumber(value) || toNumber(value) !== 1) throw requestFailed(`${operator} must be an integer value of 1`)
  return () => result
}

function compileKey(key: string, value: unknown, options: MatchOptions): Test | undefined {
  switch (key) {
    case '$and': {
      const tests = clauses(value, key, options)
      return (doc) => tests.every((test) => test(doc))
    }
    case '$or': {
      const tests = clauses(value, key, options)
      return (doc) => tests.some((test) => test(doc))
    }
    case '$nor': {
      const tests = clauses(value, key, options)
      return (doc) => !tests.some((test) => test(doc))
    }
    case '$expr':
      return options.expression(value, options.variables)
    case '$jsonSchema':
      return schemaTest(value)
    case '$alwaysTrue':
      return constant(value, key, true)
    case '$alwaysFalse':
      return constant(value, key, false)
    case '$comment':
      return undefined
    default:
  }
  if (key.startsWith('$')) throw requestFailed(`unknown top level operator: ${key}`)
  const parts = splitPath(key)
  return every(isOperators(value) ? operatorsPredicate(value, options) : { leaf: equalTo(value) }, parts)
}

/** Compiles a filter into a test of documents that answers as MongoDB does. */
export function compileMatch(filter: Doc, options: MatchOptions): Test {
  if (!isDoc(filter)) throw invalidParam('a query must be an object')
  const tests = Object.keys(filter).flatMap((key) => compileKey(key, filter[key], options) ?? [])
  const [only] = tests
  if (only && tests.length === 1) return only
  return (doc) => {
    for (const test of tests) if (!test(doc)) return false
    return true
  }
}
