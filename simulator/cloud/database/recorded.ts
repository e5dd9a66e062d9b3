import { isOperators } from './leaf-tests'
import { compileMatch, operatorsTest, type MatchOptions } from './match'
import { splitPath } from './paths'
import { field, isDoc, type Doc } from './values'

/** Operators that hold where something is not found; they point to no element. */
const NEGATIVE = ['$not', '$ne', '$nin']

type ElementTest = (item: unknown) => boolean

/** The tests an element of an array must pass for a condition on it, or on fields inside it. */
function elementTests(inside: string, condition: unknown, options: MatchOptions): ElementTest[] {
  const operators: Doc = isOperators(condition) ? condition : { $eq: condition }
  return Object.keys(operators).flatMap((name) => {
    if (NEGATIVE.includes(name)) return []
    const one: Doc = name === '$regex' ? operators : { [name]: operators[name] }
    if (inside !== '') {
      const test = compileMatch({ [inside]: one }, options)
      return (item: unknown) => isDoc(item) && test(item)
    }
    if (name !== '$elemMatch') return operatorsTest(one, options)
    const test = compileMatch({ items: one }, options)
    return (item: unknown) => test({ items: [item] })
  })
}

/** The first array on a path, and what is left of the path inside its elements. */
function arrayOn(doc: Doc, path: string): { items: readonly unknown[]; inside: string } | undefined {
  const parts = splitPath(path)
  let value: unknown = doc
  for (const [at, part] of parts.entries()) {
    if (!isDoc(value)) return undefined
    value = field(value, part)
    if (Array.isArray(value)) return { items: value, inside: parts.slice(at + 1).join('.') }
  }
  return undefined
}

/** An $or that asks one field for several values. */
function asIn(branches: readonly Doc[]): Doc | undefined {
  const [path, ...others] = new Set(branches.flatMap(Object.keys))
  if (path === undefined || others.length > 0 || path.startsWith('$')) return undefined
  const values = branches.map((branch) => branch[path])
  return values.some(isOperators) ? undefined : { [path]: { $in: values } }
}

/** The place of the element at which a filter matched a document: that of its last condition which met an array. */
export function recordedIndex(filter: Doc, doc: Doc, options: MatchOptions): number | undefined {
  let recorded: number | undefined
  for (const key of Object.keys(filter)) {
    const value = filter[key]
    const branches = Array.isArray(value) ? (value as unknown[]).filter(isDoc) : []
    const inner = key === '$or' ? (branches.length === 1 ? branches : [asIn(branches) ?? {}]) : branches
    if (key === '$and' || key === '$or') {
      for (const branch of inner) recorded = recordedIndex(branch, doc, options) ?? recorded
      continue
    }
    const found = key.startsWith('$') ? undefined : arrayOn(doc, key)
    if (!found) continue
    const tests = elementTests(found.inside, value, options)
    const all = tests.length === 0 ? -1 : found.items.findIndex((item) => tests.every((test) => test(item)))
    const index = all >= 0 ? all : found.items.findIndex((item) => tests.some((test) => test(item)))
    if (index >= 0) recorded = index
  }
  return recorded
}
