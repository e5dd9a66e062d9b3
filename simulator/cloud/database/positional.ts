import { requestFailed } from './errors'
import { isOperators } from './leaf-tests'
import { compileMatch, operatorsTest, type MatchOptions } from './match'
import { splitPath, valueAt } from './paths'
import { isDoc, type Doc } from './values'

interface Context {
  readonly match: MatchOptions
  readonly filter: Doc
}

type ElementTest = (item: unknown) => boolean

/** What the filter asks of the elements of one array. */
function elementTests(filter: Doc, array: string, options: MatchOptions): ElementTest[] {
  return Object.keys(filter).flatMap((key) => {
    const value = filter[key]
    if ((key === '$and' || key === '$or') && Array.isArray(value))
      return value.filter(isDoc).flatMap((item) => elementTests(item, array, options))
    if (key.startsWith(`${array}.`)) {
      const test = compileMatch({ [key.slice(array.length + 1)]: value }, options)
      return (item: unknown): boolean => isDoc(item) && test(item)
    }
    if (key !== array) return []
    if (isDoc(value) && isDoc(value['$elemMatch'])) {
      const inner = value['$elemMatch']
      if (isOperators(inner)) return operatorsTest(inner, options)
      const test = compileMatch(inner, options)
      return (item: unknown): boolean => isDoc(item) && test(item)
    }
    return operatorsTest(isOperators(value) ? value : { $eq: value }, options)
  })
}

/** The place in an array of the element that the filter matched. */
export function matchedIndex(array: string, items: readonly unknown[], { filter, match }: Context): number {
  const tests = elementTests(filter, array, match)
  const all = items.findIndex((item) => tests.length > 0 && tests.every((test) => test(item)))
  const index = all >= 0 ? all : items.findIndex((item) => tests.some((test) => test(item)))
  if (index < 0) throw requestFailed('The positional operator did not find the match needed from the query.')
  return index
}

/** The paths an update path stands for in this document: `$` is the element the filter matched, `$[]` every element. */
export function expandPath(doc: Doc, path: string, context: Context): readonly (readonly string[])[] {
  const parts = splitPath(path)
  if (!path.includes('$')) return [parts]
  let paths: string[][] = [[]]
  for (const part of parts) {
    if (!part.startsWith('$')) {
      for (const one of paths) one.push(part)
      continue
    }
    if (part !== '$' && part !== '$[]') throw requestFailed(`No array filter found for identifier in path '${path}'`)
    paths = paths.flatMap((one) => {
      const items = valueAt(doc, one)
      const array = one.join('.')
      if (!Array.isArray(items))
        throw requestFailed(`The path '${array}' must exist in the document in order to apply array updates.`)
      if (part === '$') return [[...one, String(matchedIndex(array, items, context))]]
      return items.map((_, i) => [...one, String(i)])
    })
  }
  return paths
}
