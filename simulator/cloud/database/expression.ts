import { mingo } from './mingo'
import type { Test } from './match'
import type { Doc } from './values'

/** Tests documents by an aggregation expression, for $expr. */
export function expressionTest(expression: unknown, variables: Doc | undefined): Test {
  const { evaluate } = mingo()
  return (doc) => {
    const value = evaluate(doc, expression, variables)
    return value !== undefined && value !== null && value !== false && value !== 0
  }
}
