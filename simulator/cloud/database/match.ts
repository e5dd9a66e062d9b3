import { invalidParam, requestFailed } from './errors'
import { geoIntersects, geoWithin, nearTest } from './geo'
import {
  alone,
  anyOf,
  bits,
  equalTo,
  isOperators,
  isRegex,
  list,
  modulo,
  ordered,
  orElement,
  typeTest,
  type LeafTest,
} from './leaf-tests'
import { splitPath, visitPath } from './paths'
import { compilePattern } from './regex'
import { schemaTest } from './json-schema'
import { isDoc, isNumber, toNumber, type Doc } from './values'

export type Test = (doc: Doc) => boolean

/** Evaluates $expr; given from outside, so that a plain query need not load the aggregation engine. */
export type Expression = (expression: unknown, variables: Doc | undefined) => Test

export interface MatchOptions {
  readonly expression: Expression
  /** variables of the $lookup around a $match */
  readonly variables?: Doc | undefined
}

function elemMatch(value: unknown, options: MatchOptions): LeafTest {
  if (!isDoc(value)) throw requestFailed('$elemMatch needs an Object')
  const logical = ['$and', '$or', '$nor', '$expr'].some((key) => key in value)
  if (isOperators(value) && !logical) {
    const test = every(operatorsPredicate(value, options), ITSELF)
    return (leaf) => Array.isArray(leaf) && leaf.some((item) => test(item as Doc))
  }
  // fields can only be matched in elements that have fields
  const test = compileMatch(value, options)
  return (leaf) => Array.isArray(leaf) && leaf.some((item) => (isDoc(item) || Array.isArray(item)) && test(item as Doc))
}

/** A test on each leaf of a path, or one on all leaves together. */
type Predicate = { readonly leaf: LeafTest } | { readonly path: (parts: readonly string[]) => Test }

/** Stands for no path: the test is of a value itself, and an array in an array is not looked into. */
const ITSELF: readonly string[] = []

function every(predicate: Predicate, parts: readonly string[]): Test {
  if ('path' in predicate) return predicate.path(parts)
  if (parts === ITSELF) return alone(predicate.leaf)
  return (doc) => visitPath(doc, parts, 0, predicate.leaf)
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
  const predicates = list(value, '$all').map((item): Predicate => {
    if (!isOperators(item)) return { leaf: equalTo(item) }
    if (!('$elemMatch' in item)) throw requestFailed('no $ expressions in $all')
    return { leaf: elemMatch(item['$elemMatch'], options) }
  })
  return {
    path: (parts) => {
      const tests = predicates.map((predicate) => every(predicate, parts))
      return (doc) => tests.length > 0 && tests.every((test) => test(doc))
    },
  }
}

function predicate(operator: string, value: unknown, all_: Doc, options: MatchOptions): Predicate | undefined {
  switch (operator) {
    case '$eq':
      return { leaf: equalTo(value) }
    case '$ne':
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
      return value === false || value === 0 || value === null ? negated(exists) : exists
    }
    case '$type':
      return { leaf: typeTest(value) }
    case '$size': {
      const size = isNumber(value) ? toNumber(value) : NaN
      if (!Number.isInteger(size) || size < 0) throw requestFailed('$size must be a whole number')
      return { leaf: (leaf) => Array.isArray(leaf) && leaf.length === size }
    }
    case '$mod':
      return { leaf: modulo(value) }
    case '$elemMatch':
      return { leaf: elemMatch(value, options) }
    case '$not': {
      if (isRegex(value)) return negated({ leaf: equalTo(value) })
      if (!isOperators(value)) throw requestFailed('$not needs a regex or a document')
      return negated(operatorsPredicate(value, options))
    }
    case '$regex': {
      const pattern = compilePattern(value, all_['$options'])
      return { leaf: orElement((leaf) => typeof leaf === 'string' && pattern.test(leaf)) }
    }
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
  if (only && predicates.length === 1) return only
  return {
    path: (parts) => {
      const tests = predicates.map((one) => every(one, parts))
      return (doc) => tests.every((test) => test(doc))
    },
  }
}

/** The operators applied to a value itself, as $elemMatch and $pull do. */
export function operatorsTest(operators: Doc, options: MatchOptions): LeafTest {
  const test = every(operatorsPredicate(operators, options), ['value'])
  return (value) => test({ value })
}

function clauses(value: unknown, operator: string, options: MatchOptions): Test[] {
  const items = list(value, operator)
  if (items.length === 0) throw requestFailed(`${operator} must be a nonempty array`)
  return items.map((item) => {
    if (!isDoc(item)) throw requestFailed(`${operator} entries need to be full objects`)
    return compileMatch(item, options)
  })
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
