import { keyOf } from './accumulators'
import type { Doc } from './values'

interface Group {
  readonly id: unknown
  readonly docs: Doc[]
}

/** $group: one row for each key, in the order in which the keys appear. A missing key is null. */
export function groupDocs(
  docs: readonly Doc[],
  spec: Doc,
  idOf: (doc: Doc) => unknown,
  accumulate: (group: Group, accumulator: unknown) => unknown,
): Doc[] {
  const groups = new Map<string, Group>()
  for (const doc of docs) {
    const id = idOf(doc) ?? null
    const key = keyOf(id)
    const known = groups.get(key)
    if (known) known.docs.push(doc)
    else groups.set(key, { id, docs: [doc] })
  }
  const names = Object.keys(spec).filter((name) => name !== '_id')
  return [...groups.values()].map((group) => ({
    _id: group.id,
    ...Object.fromEntries(names.map((name) => [name, accumulate(group, spec[name])])),
  }))
}
