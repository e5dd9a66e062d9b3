import { CloudError } from '../../types'
import { requestFailed } from '../errors'
import { mingo } from './mingo'
import { truth } from './operands'
import type { Test } from '../query/match'
import type { Doc } from '../values'

/** What mingo refuses is the caller's mistake. */
export function evaluated<T>(evaluate: () => T): T {
  try {
    return evaluate()
  } catch (cause) {
    if (cause instanceof CloudError || !(cause instanceof Error)) throw cause
    throw requestFailed(cause.message)
  }
}

/** Tests documents by an aggregation expression, for $expr. */
export function expressionTest(expression: unknown, variables: Doc | undefined): Test {
  const { check, evaluate } = mingo()
  check(expression)
  return (doc) => truth(evaluated(() => evaluate(doc, expression, variables)))
}
