import { requestFailed } from './errors'
import { encodeKey } from './keys'
import { splitPath, visitPath } from './paths'
import { isDoc, isNumber, toNumber, type Doc } from './values'

interface Walk {
  readonly from: string
  readonly as: string
  readonly startWith: unknown
  readonly connectFrom: readonly string[]
  readonly connectTo: string
  readonly maxDepth: number
  readonly depthField: string | undefined
  readonly restriction: Doc | undefined
}

/** Reads the specification of a $graphLookup. */
export function walkOf(value: unknown): Walk {
  const spec = isDoc(value) ? value : ({} as Doc)
  const text = (name: string): string => {
    const found = spec[name]
    if (typeof found !== 'string') throw requestFailed(`$graphLookup requires '${name}' to be a string`)
    return found
  }
  const { maxDepth, depthField, restrictSearchWithMatch } = spec
  if (!('startWith' in spec)) throw requestFailed("$graphLookup requires 'startWith'")
  if (maxDepth !== undefined && (!isNumber(maxDepth) || !(toNumber(maxDepth) >= 0)))
    throw requestFailed('maxDepth requires a nonnegative argument')
  return {
    from: text('from'),
    as: text('as'),
    startWith: spec['startWith'],
    connectFrom: splitPath(text('connectFromField')),
    connectTo: text('connectToField'),
    maxDepth: maxDepth === undefined ? Infinity : toNumber(maxDepth),
    depthField: typeof depthField === 'string' ? depthField : undefined,
    restriction: isDoc(restrictSearchWithMatch) ? restrictSearchWithMatch : undefined,
  }
}

function valuesAt(doc: Doc, parts: readonly string[]): unknown[] {
  const values: unknown[] = []
  visitPath(doc, parts, 0, (leaf) => {
    if (Array.isArray(leaf)) values.push(...(leaf as unknown[]))
    else if (leaf !== undefined) values.push(leaf)
    return false
  })
  return values
}

/** Every document that the start leads to, each once, nearest first. */
export function reachable(walk: Walk, start: unknown, search: (filter: Doc) => readonly Doc[]): Doc[] {
  const seen = new Set<string>()
  const found: Doc[] = []
  let frontier: unknown[] = Array.isArray(start) ? (start as unknown[]) : [start ?? null]
  for (let depth = 0; frontier.length > 0 && depth <= walk.maxDepth; depth++) {
    const step: Doc = { [walk.connectTo]: { $in: frontier } }
    const fresh = search(walk.restriction ? { $and: [step, walk.restriction] } : step).filter((doc) => {
      const key = encodeKey(doc['_id']).toString('latin1')
      return seen.has(key) ? false : seen.add(key)
    })
    found.push(...fresh.map((doc) => (walk.depthField === undefined ? doc : { ...doc, [walk.depthField]: depth })))
    frontier = fresh.flatMap((doc) => valuesAt(doc, walk.connectFrom))
  }
  return found
}
