import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators, Prepared } from './mingo'
import { isNothing, place, scoped, truth } from './operands'
import type { Doc } from '../values'

type Each = (expression: string, item: unknown, more?: Doc) => unknown

/** What binds variables for the expressions inside: $let, $map, $filter and $reduce. */
export function scopeExpressions(evaluate: Evaluate): Operators {
  /** of the operand `input`, which is a list; `each` evaluates one of the others for an element of it */
  const overInput = (
    name: string,
    answer: (items: readonly unknown[], each: Each, doc: unknown, options: unknown) => unknown,
  ): ExpressionOperator => {
    return (doc, argument, options) => {
      const parts = argument as Doc
      const items = evaluate(doc, parts['input'], options)
      if (isNothing(items)) return null
      if (!Array.isArray(items)) throw requestFailed(`input to ${name} must be an array`)
      const scope = scoped(options)
      const as = name === '$reduce' ? 'this' : String(parts['as'] ?? 'this')
      const each: Each = (expression, item, more) => {
        return evaluate(doc, parts[expression], scope.update({ variables: { ...more, [as]: item } }))
      }
      return answer(items, each, doc, options)
    }
  }
  return {
    $let: (doc, argument, options) => {
      const { vars, in: inside } = argument as { vars: Doc; in: unknown }
      const variables: Doc = {}
      for (const name of Object.keys(vars)) variables[name] = evaluate(doc, vars[name], options)
      return evaluate(doc, inside, scoped(options).update({ variables }))
    },
    $map: overInput('$map', (items, each) => items.map((item) => each('in', item) ?? null)),
    $filter: (doc, argument, options) => {
      const most = evaluate(doc, (argument as Doc)['limit'], options)
      const limit = isNothing(most) ? Infinity : place(most, "'limit' of $filter")
      if (limit === 0) throw requestFailed("$filter's 'limit' must be greater than 0")
      return overInput('$filter', (items, each) => {
        const found: unknown[] = []
        for (const item of items) {
          if (found.length >= limit) break
          if (truth(each('cond', item))) found.push(item)
        }
        return found
      })(doc, argument, options)
    },
    $reduce: (doc, argument, options) =>
      overInput('$reduce', (items, each) =>
        items.reduce<unknown>(
          (value, item) => each('in', item, { value }),
          evaluate(doc, (argument as Doc)['initialValue'], options),
        ),
      )(doc, argument, options as Prepared),
  }
}
