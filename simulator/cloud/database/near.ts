import { distanceTo, nearOf, type Near } from './geo'
import { isOperators } from './leaf-tests'
import type { SortKeys } from './order'
import { splitPath, visitPath } from './paths'
import type { Doc } from './values'

/** A $near of a filter and the field it is on. */
export interface NearCondition {
  readonly path: string
  readonly parts: readonly string[]
  readonly near: Near
}

/** $near and $nearSphere also order the result, unless the caller sorts. */
export function nearIn(filter: Doc): NearCondition | undefined {
  for (const path of Object.keys(filter)) {
    const value = filter[path]
    if (path === '$and' && Array.isArray(value)) {
      const found = (value as Doc[]).map(nearIn).find((one) => one !== undefined)
      if (found) return found
    }
    if (!isOperators(value)) continue
    for (const operator of ['$nearSphere', '$near'])
      if (operator in value) return { path, parts: splitPath(path), near: nearOf(value, operator) }
  }
  return undefined
}

/** Distance as the key to sort by. */
export function distanceKeys({ parts, near }: NearCondition): SortKeys {
  return {
    of(doc) {
      let least = Infinity
      visitPath(doc, parts, 0, (leaf) => {
        least = Math.min(least, distanceTo(near.centre, leaf) ?? Infinity)
        return false
      })
      return [least]
    },
    compare: (a, b) => (a[0] as number) - (b[0] as number),
  }
}
