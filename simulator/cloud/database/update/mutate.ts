import { requestFailed } from '../errors'
import { arrayIndex } from '../paths'
import { printed } from '../printed'
import { field, isDoc, type Doc } from '../values'

/** MongoDB refuses to fill an array with more nulls than this. */
const MAX_BACKFILL = 1_500_000

/** The object or array that holds the last part of a path, and the name or number under which it does. */
export interface Place {
  readonly holder: Doc | unknown[]
  readonly name: string
}

function child(holder: Doc | unknown[], part: string): unknown {
  if (!Array.isArray(holder)) return field(holder, part)
  const index = arrayIndex(part)
  return index === undefined ? undefined : holder[index]
}

/** Refuses names that MongoDB does not store, at any depth. */
export function checkNames(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(checkNames)
  if (!isDoc(value)) return
  for (const name of Object.keys(value)) {
    if (name.startsWith('$'))
      throw requestFailed(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`)
    if (name.includes('\0')) throw requestFailed('field names must not contain null bytes')
    checkNames(value[name])
  }
}

function cannotCreate(part: string, parent: string, value: unknown): Error {
  return requestFailed(`Cannot create field '${part}' in element {${parent}: ${printed(value)}}`)
}

function blocked(parts: readonly string[], at: number, value: unknown): Error {
  return requestFailed(
    `Cannot use the part (${parts[at] as string}) of (${parts.join('.')}) to traverse the element ({${parts[at - 1] as string}: ${printed(value)}})`,
  )
}

/**
 * Finds the holder of a path without making anything; undefined when the way ends before it. Where it must be `clear`, a
 * way on which a value without such a part stands is refused.
 */
export function locate(doc: Doc, parts: readonly string[], clear = false): Place | undefined {
  let holder: unknown = doc
  for (const [at, part] of parts.entries()) {
    if (holder === undefined) return undefined
    const isHolder = Array.isArray(holder) ? arrayIndex(part) !== undefined : isDoc(holder)
    if (!isHolder && clear) throw blocked(parts, at, holder)
    if (!isHolder && !Array.isArray(holder)) return undefined
    if (at === parts.length - 1) break
    holder = child(holder as Doc | unknown[], part)
  }
  return { holder: holder as Doc | unknown[], name: parts[parts.length - 1] as string }
}

/** Finds the holder of a path and makes the objects that are missing on the way. */
export function reach(doc: Doc, parts: readonly string[]): Place {
  let holder: Doc | unknown[] = doc
  for (const [at, part] of parts.slice(0, -1).entries()) {
    const next = child(holder, part)
    if (next === undefined) {
      const made: Doc = {}
      put({ holder, name: part }, made, parts[at - 1] ?? '')
      holder = made
      continue
    }
    if (!Array.isArray(next) && !isDoc(next)) throw cannotCreate(parts[at + 1] as string, part, next)
    holder = next as Doc | unknown[]
  }
  return { holder, name: parts[parts.length - 1] as string }
}

export function read({ holder, name }: Place): unknown {
  return child(holder, name)
}

/** Puts a value in its place; an array is filled with null up to it. */
export function put({ holder, name }: Place, value: unknown, parent = ''): void {
  if (!Array.isArray(holder)) {
    holder[name] = value
    return
  }
  const index = arrayIndex(name)
  if (index === undefined) throw cannotCreate(name, parent, holder)
  if (index > holder.length + MAX_BACKFILL) throw requestFailed(`can't backfill more than ${MAX_BACKFILL} elements`)
  while (holder.length < index) holder.push(null)
  holder[index] = value
}

/** Takes a field away; an element of an array becomes null, so that the others keep their places. */
export function unset(place: Place): void {
  if (!Array.isArray(place.holder)) delete place.holder[place.name]
  else if (read(place) !== undefined) put(place, null)
}
