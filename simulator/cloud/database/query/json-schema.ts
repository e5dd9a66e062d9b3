import { requestFailed } from '../errors'
import { namedType, type LeafTest } from './leaf-tests'
import { compilePattern } from './regex'
import { equal, field, isDoc, isNumber, toNumber, type Doc } from '../values'

type Check = (value: unknown) => boolean
type Compile = (operand: unknown, keyword: string, schema: Doc) => Check | undefined

/** The names of JSON schema's own types, in MongoDB's. */
const JSON_TYPES = new Map([
  ['object', 'object'],
  ['array', 'array'],
  ['number', 'number'],
  ['boolean', 'bool'],
  ['string', 'string'],
  ['null', 'null'],
])

function wrong(keyword: string, wanted: string): Error {
  return requestFailed(`$jsonSchema keyword '${keyword}' must be ${wanted}`)
}

function types(typeOf: (name: unknown) => LeafTest | undefined): Compile {
  return (operand, keyword, schema) => {
    if ('type' in schema && 'bsonType' in schema)
      throw requestFailed("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'")
    const names = Array.isArray(operand) ? (operand as unknown[]) : [operand]
    const tests = names.map((name) => typeOf(name))
    const isKnown = tests.every((test) => test !== undefined)
    if (names.length === 0 || !isKnown || new Set(names).size < names.length) throw wrong(keyword, 'names of types')
    return (value) => tests.some((test) => test(value))
  }
}

function number(operand: unknown, keyword: string): number {
  if (!isNumber(operand)) throw wrong(keyword, 'a number')
  return toNumber(operand)
}

function count(operand: unknown, keyword: string): number {
  const value = number(operand, keyword)
  if (!Number.isInteger(value) || value < 0) throw wrong(keyword, 'a whole number that is not negative')
  return value
}

function list(operand: unknown, keyword: string): readonly unknown[] {
  if (!Array.isArray(operand) || operand.length === 0) throw wrong(keyword, 'an array that is not empty')
  return operand as unknown[]
}

function object(operand: unknown, keyword: string): Doc {
  if (!isDoc(operand)) throw wrong(keyword, 'an object')
  return operand
}

function names(operand: unknown, keyword: string): readonly string[] {
  const found = list(operand, keyword)
  if (!found.every((name) => typeof name === 'string') || new Set(found).size < found.length)
    throw wrong(keyword, 'an array of different names')
  return found
}

function flag(operand: unknown, keyword: string): boolean {
  if (typeof operand !== 'boolean') throw wrong(keyword, 'a boolean')
  return operand
}

const ofNumber =
  (test: (value: number) => boolean): Check =>
  (value) =>
    !isNumber(value) || test(toNumber(value))
const ofText =
  (test: (value: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || test(value)
const ofList = (test: (value: readonly unknown[]) => boolean): Check => {
  return (value) => !Array.isArray(value) || test(value as unknown[])
}
const ofObject =
  (test: (value: Doc) => boolean): Check =>
  (value) =>
    !isDoc(value) || test(value)

/** The value with the fields of its objects in the order of their names, for comparisons in which order does not count. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unordered)
  if (!isDoc(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, unordered(value[name])]),
  )
}

const has = (value: Doc, name: string): boolean => field(value, name) !== undefined

/** A limit that the neighbour `exclusive…` makes strict. */
function bound(accept: (value: number, limit: number) => boolean, exclusive: string): Compile {
  return (operand, keyword, schema) => {
    const limit = number(operand, keyword)
    const isStrict = schema[exclusive] === true
    return ofNumber((value) => accept(value, limit) || (!isStrict && value === limit))
  }
}

function exclusive(beside: string): Compile {
  return (operand, keyword, schema) => {
    flag(operand, keyword)
    if (!(beside in schema)) throw requestFailed(`$jsonSchema keyword '${beside}' must be present if ${keyword} is`)
    return undefined
  }
}

/** true, false or a schema, for what no other keyword covers. */
function rest(operand: unknown, keyword: string): Check {
  return typeof operand === 'boolean' ? () => operand : compile(operand, keyword)
}

function additionalProperties(operand: unknown, keyword: string, schema: Doc): Check {
  const check = rest(operand, keyword)
  const known = new Set(Object.keys(isDoc(schema['properties']) ? schema['properties'] : {}))
  const patterns = Object.keys(isDoc(schema['patternProperties']) ? schema['patternProperties'] : {}).map((one) =>
    compilePattern(one),
  )
  return ofObject((value) =>
    Object.keys(value).every(
      (name) => known.has(name) || patterns.some((pattern) => pattern.test(name)) || check(value[name]),
    ),
  )
}

function items(operand: unknown, keyword: string): Check {
  if (!Array.isArray(operand)) {
    const check = compile(operand, keyword)
    return ofList((value) => value.every(check))
  }
  const checks = (operand as unknown[]).map((one) => compile(one, keyword))
  return ofList((value) => value.every((item, at) => checks[at]?.(item) ?? true))
}

function additionalItems(operand: unknown, keyword: string, schema: Doc): Check | undefined {
  const check = rest(operand, keyword)
  const covered = schema['items']
  if (!Array.isArray(covered)) return undefined
  return ofList((value) => value.slice(covered.length).every(check))
}

function dependencies(operand: unknown, keyword: string): Check {
  const checks = Object.entries(object(operand, keyword)).map(([name, needed]): [string, Check] => {
    if (!Array.isArray(needed)) return [name, compile(needed, keyword)]
    const others = names(needed, keyword)
    return [name, ofObject((value) => others.every((other) => has(value, other)))]
  })
  return ofObject((value) => checks.every(([name, check]) => !has(value, name) || check(value)))
}

function several(join: (checks: readonly Check[], value: unknown) => boolean): Compile {
  return (operand, keyword) => {
    const checks = list(operand, keyword).map((one) => compile(one, keyword))
    return (value) => join(checks, value)
  }
}

function text(operand: unknown, keyword: string): string {
  if (typeof operand !== 'string') throw wrong(keyword, 'a string')
  return operand
}

function remark(operand: unknown, keyword: string): undefined {
  text(operand, keyword)
}

/** A keyword with a count that is compared with a size. */
function counted<T>(of: (test: (value: T) => boolean) => Check, size: (value: T) => number, sign: 1 | -1): Compile {
  return (operand, keyword) => {
    const limit = count(operand, keyword)
    return of((value) => (size(value) - limit) * sign >= 0)
  }
}

const lengthOf = (value: string): number => [...value].length
const sizeOf = (value: readonly unknown[]): number => value.length
const fieldsOf = (value: Doc): number => Object.keys(value).length

const KEYWORDS = new Map<string, Compile>([
  ['bsonType', types(namedType)],
  ['type', types((name) => namedType(JSON_TYPES.get(String(name))))],
  ['title', remark],
  ['description', remark],
  [
    'enum',
    (operand, keyword) => {
      const values = list(operand, keyword).map(unordered)
      return (value) => values.some((one) => equal(one, unordered(value)))
    },
  ],
  [
    'required',
    (operand, keyword) => {
      const needed = names(operand, keyword)
      return ofObject((value) => needed.every((name) => has(value, name)))
    },
  ],
  [
    'properties',
    (operand, keyword) => {
      const checks = Object.entries(object(operand, keyword)).map(
        ([name, schema]) => [name, compile(schema, keyword)] as const,
      )
      return ofObject((value) => checks.every(([name, check]) => !has(value, name) || check(field(value, name))))
    },
  ],
  [
    'patternProperties',
    (operand, keyword) => {
      const checks = Object.entries(object(operand, keyword)).map(
        ([one, schema]) => [compilePattern(one), compile(schema, keyword)] as const,
      )
      return ofObject((value) =>
        Object.keys(value).every((name) => checks.every(([one, check]) => !one.test(name) || check(value[name]))),
      )
    },
  ],
  ['additionalProperties', additionalProperties],
  ['minProperties', counted(ofObject, fieldsOf, 1)],
  ['maxProperties', counted(ofObject, fieldsOf, -1)],
  ['dependencies', dependencies],
  ['items', items],
  ['additionalItems', additionalItems],
  ['minItems', counted(ofList, sizeOf, 1)],
  ['maxItems', counted(ofList, sizeOf, -1)],
  [
    'uniqueItems',
    (operand, keyword) => {
      if (!flag(operand, keyword)) return undefined
      return ofList((value) => {
        const all = value.map(unordered)
        return all.every((item, at) => !all.slice(0, at).some((one) => equal(one, item)))
      })
    },
  ],
  ['minimum', bound((value, limit) => value > limit, 'exclusiveMinimum')],
  ['maximum', bound((value, limit) => value < limit, 'exclusiveMaximum')],
  ['exclusiveMinimum', exclusive('minimum')],
  ['exclusiveMaximum', exclusive('maximum')],
  [
    'multipleOf',
    (operand, keyword) => {
      const divisor = number(operand, keyword)
      if (!(divisor > 0)) throw wrong(keyword, 'greater than 0')
      return ofNumber((value) => value % divisor === 0)
    },
  ],
  ['minLength', counted(ofText, lengthOf, 1)],
  ['maxLength', counted(ofText, lengthOf, -1)],
  [
    'pattern',
    (operand, keyword) => {
      const pattern = compilePattern(text(operand, keyword))
      return ofText((value) => pattern.test(value))
    },
  ],
  ['allOf', several((checks, value) => checks.every((check) => check(value)))],
  ['anyOf', several((checks, value) => checks.some((check) => check(value)))],
  ['oneOf', several((checks, value) => checks.filter((check) => check(value)).length === 1)],
  [
    'not',
    (operand, keyword) => {
      const check = compile(operand, keyword)
      return (value) => !check(value)
    },
  ],
])

function compile(operand: unknown, keyword: string): Check {
  const schema = object(operand, keyword)
  const checks = Object.keys(schema).flatMap((name) => {
    const known = KEYWORDS.get(name)
    if (!known) throw requestFailed(`Unknown $jsonSchema keyword: ${name}`)
    return known(schema[name], name, schema) ?? []
  })
  return (value) => checks.every((check) => check(value))
}

/** $jsonSchema: tests whole documents by a schema of draft 4 with MongoDB's bsonType. */
export function schemaTest(schema: unknown): (doc: Doc) => boolean {
  return compile(schema, '$jsonSchema')
}
