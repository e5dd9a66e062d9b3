import { keyText } from '../keys'
import { isOperators } from '../query/leaf-tests'
import { isDoc, type Doc } from '../values'

interface Group {
  readonly id: unknown
  readonly docs: Doc[]
}

/** The one field of a key that is an object of one field: it holds null where the value is missing, as in MongoDB. */
function loneField(key: unknown): string | undefined {
  const [only, ...more] = isDoc(key) && !isOperators(key) ? Object.keys(key) : []
  return more.length === 0 ? only : undefined
}

/** $group: one row for each key, in the order in which the keys appear. A missing key is null. */
export function groupDocs(
  docs: readonly Doc[],
  spec: Doc,
  idOf: (doc: Doc) => unknown,
  accumulate: (group: Group, accumulator: unknown) => unknown,
): Doc[] {
  const groups = new Map<string, Group>()
  const lone = loneField(spec['_id'])
  for (const doc of docs) {
    const found = idOf(doc) ?? null
    const id = lone !== undefined && isDoc(found) && !(lone in found) ? { [lone]: null } : found
    const key = keyText(id)
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
