import { requestFailed } from '../errors'
import type { Evaluate, Operators } from './mingo'
import { isNothing, listOf, ofValues, truth } from './operands'
import { isDoc, type Doc } from '../values'

/** What takes conditions: $and, $or, $not, $cond, $ifNull and $switch. They evaluate no more than they need. */
export function choiceExpressions(evaluate: Evaluate): Operators {
  return {
    $and: (doc, argument, options) => listOf(argument).every((item) => truth(evaluate(doc, item, options))),
    $or: (doc, argument, options) => listOf(argument).some((item) => truth(evaluate(doc, item, options))),
    $not: ofValues(evaluate, ([value]) => !truth(value)),
    $cond: (doc, argument, options) => {
      const [condition, yes, no] = isDoc(argument)
        ? [argument['if'], argument['then'], argument['else']]
        : listOf(argument)
      return evaluate(doc, truth(evaluate(doc, condition, options)) ? yes : no, options)
    },
    $ifNull: (doc, argument, options) => {
      let value: unknown
      for (const item of listOf(argument)) {
        value = evaluate(doc, item, options)
        if (!isNothing(value)) break
      }
      return value
    },
    $switch: (doc, argument, options) => {
      const spec = argument as { branches: readonly Doc[]; default?: unknown }
      for (const branch of spec.branches)
        if (truth(evaluate(doc, branch['case'], options))) return evaluate(doc, branch['then'], options)
      if ('default' in spec) return evaluate(doc, spec.default, options)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
    },
  }
}
