import { requestFailed } from '../errors'
import { mingo } from '../expressions/mingo'
import { isDoc, type Doc } from '../values'

/** $redact: of each document, and of those inside it, the expression says whether it stays. */
export function redact(docs: readonly Doc[], expression: unknown, variables: Doc | undefined): Doc[] {
  const { check, evaluate } = mingo()
  check(expression)
  function inside(value: unknown): unknown {
    if (Array.isArray(value)) return (value as unknown[]).map(inside).filter((item) => item !== undefined)
    return isDoc(value) ? decided(value) : value
  }
  function decided(doc: Doc): Doc | undefined {
    switch (evaluate(doc, expression, variables)) {
      case '$$KEEP':
        return doc
      case '$$PRUNE':
        return undefined
      case '$$DESCEND':
        return Object.fromEntries(
          Object.entries(doc).flatMap(([name, value]): [string, unknown][] => {
            const kept = inside(value)
            return kept === undefined ? [] : [[name, kept]]
          }),
        )
      default:
        throw requestFailed('$redact must resolve to $$KEEP, $$PRUNE, or $$DESCEND')
    }
  }
  return docs.map(decided).filter((doc) => doc !== undefined)
}
