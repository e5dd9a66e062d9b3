import { requestFailed } from './errors'
import { bsonType } from './leaf-tests'
import { compilePattern } from './regex'
import { equal, field, isDoc, isNumber, toNumber, type Doc } from './values'

type Check = (value: unknown) => boolean
type Compile = (operand: unknown, schema: Doc) => Check | undefined

/** Names of JSON schema's own types. */
const JSON_TYPES: { readonly [name: string]: string } = { boolean: 'bool' }

function types(operand: unknown): Check {
  const names = (Array.isArray(operand) ? (operand as unknown[]) : [operand]).map((name) => {
    if (typeof name !== 'string') throw requestFailed('$jsonSchema: a type must be named by a string')
    return JSON_TYPES[name] ?? name
  })
  return (value) => names.some((name) => (name === 'number' ? isNumber(value) : bsonType(value) === name))
}

function number(operand: unknown): number {
  if (!isNumber(operand)) throw requestFailed('$jsonSchema: a number is expected')
  return toNumber(operand)
}

function list(operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw requestFailed('$jsonSchema: an array is expected')
  return operand as unknown[]
}

function object(operand: unknown): Doc {
  if (!isDoc(operand)) throw requestFailed('$jsonSchema: an object is expected')
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

function additional(operand: unknown, schema: Doc): Check | undefined {
  if (operand === true) return undefined
  const check = operand === false ? () => false : compile(operand)
  const known = isDoc(schema['properties']) ? schema['properties'] : {}
  const patterns = Object.keys(isDoc(schema['patternProperties']) ? schema['patternProperties'] : {})
  return ofObject((value) =>
    Object.keys(value).every(
      (name) => name in known || patterns.some((one) => compilePattern(one).test(name)) || check(value[name]),
    ),
  )
}

function items(operand: unknown): Check {
  if (!Array.isArray(operand)) {
    const check = compile(operand)
    return ofList((value) => value.every(check))
  }
  const checks = (operand as unknown[]).map(compile)
  return ofList((value) => value.every((item, at) => checks[at]?.(item) ?? true))
}

const KEYWORDS: { readonly [keyword: string]: Compile } = {
  bsonType: types,
  type: types,
  title: () => undefined,
  description: () => undefined,
  enum: (operand) => (value) => list(operand).some((one) => equal(one, value)),
  required: (operand) => ofObject((value) => list(operand).every((name) => field(value, String(name)) !== undefined)),
  properties: (operand) => {
    const checks = Object.entries(object(operand)).map(([name, schema]) => [name, compile(schema)] as const)
    return ofObject((value) =>
      checks.every(([name, check]) => field(value, name) === undefined || check(field(value, name))),
    )
  },
  patternProperties: (operand) => {
    const checks = Object.entries(object(operand)).map(
      ([one, schema]) => [compilePattern(one), compile(schema)] as const,
    )
    return ofObject((value) =>
      Object.keys(value).every((name) => checks.every(([one, check]) => !one.test(name) || check(value[name]))),
    )
  },
  additionalProperties: additional,
  minProperties: (operand) => ofObject((value) => Object.keys(value).length >= number(operand)),
  maxProperties: (operand) => ofObject((value) => Object.keys(value).length <= number(operand)),
  items,
  minItems: (operand) => ofList((value) => value.length >= number(operand)),
  maxItems: (operand) => ofList((value) => value.length <= number(operand)),
  uniqueItems: (operand) =>
    ofList(
      (value) => operand !== true || value.every((item, at) => !value.slice(0, at).some((one) => equal(one, item))),
    ),
  minimum: (operand, schema) =>
    ofNumber((value) => (schema['exclusiveMinimum'] === true ? value > number(operand) : value >= number(operand))),
  maximum: (operand, schema) =>
    ofNumber((value) => (schema['exclusiveMaximum'] === true ? value < number(operand) : value <= number(operand))),
  exclusiveMinimum: () => undefined,
  exclusiveMaximum: () => undefined,
  multipleOf: (operand) => ofNumber((value) => value % number(operand) === 0),
  minLength: (operand) => ofText((value) => [...value].length >= number(operand)),
  maxLength: (operand) => ofText((value) => [...value].length <= number(operand)),
  pattern: (operand) => {
    const pattern = compilePattern(operand)
    return ofText((value) => pattern.test(value))
  },
  allOf: (operand) => {
    const checks = list(operand).map(compile)
    return (value) => checks.every((check) => check(value))
  },
  anyOf: (operand) => {
    const checks = list(operand).map(compile)
    return (value) => checks.some((check) => check(value))
  },
  oneOf: (operand) => {
    const checks = list(operand).map(compile)
    return (value) => checks.filter((check) => check(value)).length === 1
  },
  not: (operand) => {
    const check = compile(operand)
    return (value) => !check(value)
  },
}

function compile(operand: unknown): Check {
  const schema = object(operand)
  const checks = Object.keys(schema).flatMap((keyword) => {
    const known = KEYWORDS[keyword]
    if (!known) throw requestFailed(`Unknown $jsonSchema keyword: ${keyword}`)
    return known(schema[keyword], schema) ?? []
  })
  return (value) => checks.every((check) => check(value))
}

/** $jsonSchema: tests whole documents by a schema of draft 4 with MongoDB's bsonType. */
export function schemaTest(schema: unknown): (doc: Doc) => boolean {
  return compile(schema)
}
