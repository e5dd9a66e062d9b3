import { isPath, PATH, valueOfPath } from './fields'
import type { Evaluate, Operators } from './mingo'
import { isDoc, type Doc } from '../values'

/** Evaluates expressions. Operators that are not among these are left to `others`. */
export function evaluator(operators: Operators, others: Evaluate): Evaluate {
  const evaluate: Evaluate = (doc, expression, options) => {
    if (typeof expression === 'string') return isPath(expression) ? valueOfPath(expression, options) : expression
    // a missing element of a list is null, a missing field of a document is not there
    if (Array.isArray(expression)) return (expression as unknown[]).map((item) => evaluate(doc, item, options) ?? null)
    if (!isDoc(expression)) return expression
    const result: Doc = {}
    for (const name in expression) {
      if (name.startsWith('$')) {
        const operator = operators[name]
        return operator ? operator(doc, expression[name], options) : others(doc, expression, options)
      }
      const value = evaluate(doc, expression[name], options)
      if (value !== undefined) result[name] = value
    }
    return result
  }
  return evaluate
}

/** The operator for a path in an expression that mingo evaluates. */
export function pathOperator(): Operators {
  return { [PATH]: (_doc, argument, options) => valueOfPath(argument as string, options) }
}
