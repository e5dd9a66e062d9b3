import { checkGroup } from './accumulators'
import { keyText } from './keys'
import { isOperators } from './leaf-tests'
import { mingo } from './mingo'
import { isDoc, type Doc } from './values'

/** What an expression has made, as it is stored: nothing is no field of a document, and null in an array. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((item) => settled(item) ?? null)
  if (!isDoc(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (item === undefined ? [] : [[name, settled(item)]])),
  )
}

/** The _id of a document's group. An object of one field holds null where the field is missing, as in MongoDB. */
function idOf(doc: Doc, expression: unknown, variables: Doc | undefined): unknown {
  const id = settled(mingo().evaluate(doc, expression, variables)) ?? null
  const [only, ...more] = isDoc(expression) && !isOperators(expression) ? Object.keys(expression) : []
  return only !== undefined && more.length === 0 && isDoc(id) && !(only in id) ? { [only]: null } : id
}

/** The fields that accumulators give for some documents. */
export function accumulated(docs: readonly Doc[], output: Doc, variables: Doc | undefined): Doc {
  const result: Doc = {}
  for (const name of Object.keys(output)) result[name] = mingo().evaluate(docs, output[name], variables) ?? null
  return result
}

/** $group: one document for each _id, in the order of their first appearance. */
export function group(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const { _id: expression, ...output } = checkGroup(value)
  const groups = new Map<string, { id: unknown; members: Doc[] }>()
  for (const doc of docs) {
    const id = idOf(doc, expression, variables)
    const key = keyText(id)
    const known = groups.get(key)
    if (known) known.members.push(doc)
    else groups.set(key, { id, members: [doc] })
  }
  return [...groups.values()].map(({ id, members }) => ({ _id: id, ...accumulated(members, output, variables) }))
}
