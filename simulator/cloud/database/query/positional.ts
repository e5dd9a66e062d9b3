import { conditionsOf, type Condition } from './conditions'
import { requestFailed } from '../errors'
import { compileMatch, type MatchOptions, type Test } from './match'
import { splitPath, valueAt, type Found } from '../paths'
import type { Doc } from '../values'

/** The order in which MongoDB looks at the conditions of a filter; of one operator by the names of the fields. */
const ORDER = ['$elemMatch', '$size', '$eq', '$all', '$lte', '$lt', '$gt', '$gte', '$regex', '$mod', '$exists', '$in']

function rank({ operator }: Condition): number {
  const at = ORDER.indexOf(operator)
  return at < 0 ? ORDER.length : at
}

function byOrder(a: Condition, b: Condition): number {
  return rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
}

function testOf({ path, operator, value, beside }: Condition, options: MatchOptions): Test {
  const flags = operator === '$regex' && '$options' in beside ? { $options: beside['$options'] } : {}
  return compileMatch({ [path]: { [operator]: value, ...flags } }, options)
}

/**
 * The place of the array element that the filter matched, which the positional $ stands for. Should several arrays have
 * matched, it is that of the condition that MongoDB looks at last; undefined when none has.
 */
export function matchedPlace(filter: Doc, options: MatchOptions): (doc: Doc) => number | undefined {
  let tests: readonly Test[] | undefined
  return (doc) => {
    tests ??= conditionsOf(filter)
      .list.filter(({ hint, operator }) => !hint && operator !== '$options')
      .sort(byOrder)
      .map((condition) => testOf(condition, options))
    const found: Found = { at: undefined }
    for (const test of tests) test(doc, found)
    return found.at
  }
}

/** Checks the $ in an update path. */
export function checkDollars(path: string): void {
  const parts = splitPath(path)
  const places = parts.flatMap((part, at) => (part === '$' ? [at] : []))
  if (places.length > 1) throw requestFailed(`Too many positional (i.e. '$') elements found in path '${path}'`)
  const first = parts[0] ?? ''
  if (first === '$' || /^\$\[\w*\]$/.test(first))
    throw requestFailed(
      `Cannot have ${first === '$' ? 'positional' : 'array filter'} element in the first position in path '${path}'`,
    )
  const named = parts.find((part) => /^\$\[\w+\]$/.test(part))
  if (named !== undefined)
    throw requestFailed(`No array filter found for identifier '${named.slice(2, -1)}' in path '${path}'`)
}

function placed(place: number | undefined): string {
  if (place === undefined) throw requestFailed('The positional operator did not find the match needed from the query.')
  return String(place)
}

/** The paths an update path stands for in this document: `$` is the element the filter matched, `$[]` every element. */
export function expandPath(
  doc: Doc,
  path: string,
  place: (doc: Doc) => number | undefined,
): readonly (readonly string[])[] {
  const parts = splitPath(path)
  if (!path.includes('$')) return [parts]
  let paths: string[][] = [[]]
  for (const part of parts) {
    if (part !== '$[]') {
      for (const one of paths) one.push(part === '$' ? placed(place(doc)) : part)
      continue
    }
    paths = paths.flatMap((one) => {
      const items = valueAt(doc, one)
      const array = one.join('.')
      if (items === undefined)
        throw requestFailed(`The path '${array}' must exist in the document in order to apply array updates.`)
      if (!Array.isArray(items)) throw requestFailed(`Cannot apply array updates to non-array element ${array}`)
      return items.map((_, i) => [...one, String(i)])
    })
  }
  return paths
}
