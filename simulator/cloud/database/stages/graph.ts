import { requestFailed } from '../errors'
import { localValues } from './joins'
import { keyText } from '../keys'
import { mingo } from '../expressions/mingo'
import { hasNear } from '../geo/near'
import { splitPath } from '../paths'
import { fieldPath, options, wholeNumber, withValue } from './stages'
import { isDoc, type Doc } from '../values'

interface Walk {
  readonly from: string
  readonly as: readonly string[]
  readonly startWith: unknown
  readonly connectFrom: readonly string[]
  readonly connectTo: string
  readonly maxDepth: number
  readonly depthField: readonly string[] | undefined
  readonly restriction: Doc | undefined
}

const OPTIONS = [
  ...['from', 'as', 'startWith', 'connectFromField', 'connectToField'],
  ...['maxDepth', 'depthField', 'restrictSearchWithMatch'],
]

/** Reads the specification of a $graphLookup. */
export function walkOf(value: unknown): Walk {
  const spec = options(value, '$graphLookup', OPTIONS)
  const path = (name: string): string => fieldPath(spec[name], `$graphLookup's '${name}'`)
  const { from, maxDepth, depthField, restrictSearchWithMatch: restriction } = spec
  if (typeof from !== 'string' || from === '') throw requestFailed("$graphLookup's 'from' must be a collection")
  if (!('startWith' in spec)) throw requestFailed("$graphLookup requires 'startWith'")
  if (restriction !== undefined && (!isDoc(restriction) || hasNear(restriction)))
    throw requestFailed("$graphLookup's 'restrictSearchWithMatch' must be a filter without $near")
  mingo().check(spec['startWith'])
  return {
    from,
    as: splitPath(path('as')),
    startWith: spec['startWith'],
    connectFrom: splitPath(path('connectFromField')),
    connectTo: path('connectToField'),
    maxDepth: maxDepth === undefined ? Infinity : wholeNumber(maxDepth, 'maxDepth of $graphLookup', 0),
    depthField: depthField === undefined ? undefined : splitPath(path('depthField')),
    restriction,
  }
}

/** Every document that the start leads to, each once, nearest first. What is missing leads nowhere, null only to null. */
export function reachable(walk: Walk, start: unknown, search: (filter: Doc) => readonly Doc[]): Doc[] {
  const { connectTo, depthField } = walk
  const seen = new Set<string>()
  const found: Doc[] = []
  let frontier: unknown[] = Array.isArray(start) ? (start as unknown[]) : start === undefined ? [] : [start]
  for (let depth = 0; frontier.length > 0 && depth <= walk.maxDepth; depth++) {
    const there = frontier.includes(null) ? [{ [connectTo]: { $exists: true } }] : []
    const step: Doc[] = [{ [connectTo]: { $in: frontier } }, ...there, ...(walk.restriction ? [walk.restriction] : [])]
    const fresh = search({ $and: step }).filter((doc) => {
      const key = keyText(doc['_id'])
      return seen.has(key) ? false : seen.add(key)
    })
    found.push(...fresh.map((doc) => (depthField ? withValue(doc, depthField, depth) : doc)))
    frontier = fresh.flatMap((doc) => localValues(doc, walk.connectFrom))
  }
  return found
}
