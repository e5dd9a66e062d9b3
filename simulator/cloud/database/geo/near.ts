import { requestFailed } from '../errors'
import { distanceTo, NEAR, nearOf, type Near } from './geo'
import { isOperators } from '../query/leaf-tests'
import type { SortKeys } from '../order'
import { splitPath, visitPath } from '../paths'
import { isDoc, type Doc } from '../values'

/** A $near of a filter and the field it is on. */
export interface NearCondition {
  readonly path: string
  readonly parts: readonly string[]
  readonly near: Near
}

/** Does a filter hold a $near anywhere? */
export function hasNear(filter: unknown): boolean {
  if (Array.isArray(filter)) return (filter as unknown[]).some(hasNear)
  if (!isDoc(filter)) return false
  return Object.keys(filter).some((key) => (NEAR as readonly string[]).includes(key) || hasNear(filter[key]))
}

function conditionsIn(filter: Doc): NearCondition[] {
  return Object.keys(filter).flatMap((path) => {
    const value = filter[path]
    const branches = Array.isArray(value) ? (value as unknown[]).filter(isDoc) : []
    if (path === '$and' || (path === '$or' && branches.length === 1)) return branches.flatMap(conditionsIn)
    const operator = isOperators(value) ? NEAR.find((name) => name in value) : undefined
    if (operator === undefined) {
      if (hasNear(value)) throw requestFailed('geo $near must be top-level expr')
      return []
    }
    return [{ path, parts: splitPath(path), near: nearOf(value as Doc, operator) }]
  })
}

/** $near and $nearSphere also order the result, unless the caller sorts. There can be one, and it must hold for all. */
export function nearIn(filter: Doc): NearCondition | undefined {
  const [first, ...more] = conditionsIn(filter)
  if (more.length > 0) throw requestFailed('Too many geoNear expressions')
  return first
}

/** Distance as the key to sort by. */
export function distanceKeys({ parts, near }: NearCondition): SortKeys {
  return {
    of(doc) {
      let least = Infinity
      visitPath(doc, parts, 0, (leaf) => {
        least = Math.min(least, distanceTo(near, leaf) ?? Infinity)
        return false
      })
      return [least]
    },
    compare: (a, b) => (a[0] as number) - (b[0] as number),
  }
}
