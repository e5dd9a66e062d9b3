import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Prepared } from './mingo'
import { isNumber, toNumber, type Doc } from '../values'

export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** Does a value count as true? Only false, zero, null and what is missing do not. */
export function truth(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumber(value) || toNumber(value) !== 0
}

/** The operands of an operator; a single one need not stand in a list. */
export function listOf(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? (argument as unknown[]) : [argument]
}

/** An operator that looks at the values of its operands. */
export function ofValues(evaluate: Evaluate, answer: (values: readonly unknown[]) => unknown): ExpressionOperator {
  return (doc, argument, options) => answer(listOf(argument).map((item) => evaluate(doc, item, options)))
}

/** The value of one of an operator's named operands; undefined when it is not given or missing. */
export type Part = (name: string) => unknown

/** An operator whose operands have names. Each is evaluated when it is asked for. */
export function ofParts(evaluate: Evaluate, answer: (part: Part, argument: Doc) => unknown): ExpressionOperator {
  return (doc, argument, options) => {
    const parts = argument as Doc
    return answer((name) => evaluate(doc, parts[name], options), parts)
  }
}

/** The same options with more variables, for the expressions inside. */
export function scoped(options: unknown): Prepared {
  const { init } = (options as Prepared).constructor as unknown as { init(options: unknown): Prepared }
  return init(options)
}

const INT_LIMIT = 2 ** 31

/** A whole number of 32 bits. */
export function int32(value: unknown, what: string): number {
  const number = isNumber(value) ? toNumber(value) : NaN
  if (!Number.isInteger(number) || number < -INT_LIMIT || number >= INT_LIMIT)
    throw requestFailed(`${what} must be representable as a 32-bit integer`)
  return number
}

/** A place in a text or an array: a whole number that is not negative. */
export function place(value: unknown, what: string): number {
  const number = int32(value, what)
  if (number < 0) throw requestFailed(`${what} must not be negative`)
  return number
}
