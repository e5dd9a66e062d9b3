/** Input by schema: every problem is told by field, as a code of the contract. */
import * as v from 'valibot'
import { AppError } from './errors'

const PROBLEMS: { readonly [type: string]: string } = {
  max_length: 'too_long',
  min_length: 'too_short',
  max_value: 'too_large',
  min_value: 'too_small',
  picklist: 'not_a_choice',
  variant: 'not_a_choice',
  literal: 'not_a_choice',
  regex: 'wrong_form',
  integer: 'wrong_form',
  check: 'wrong_form',
  non_empty: 'missing',
  strict_object: 'unknown_field',
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  if (issue.input === undefined) return 'missing'
  if (issue.type === 'strict_object' && issue.expected !== 'never') return 'wrong_type'
  const code = PROBLEMS[issue.type]
  if (code === undefined) return 'wrong_type'
  return code.startsWith('too_') ? `${code}:${String(issue.requirement)}` : code
}

/**
 * The input as its type, or AppError INVALID_INPUT with field → problem.
 * Objects are strict: a field that nobody declared is refused, so nothing unasked is ever stored.
 */
export function parse<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  const fields: Record<string, string> = {}
  for (const issue of result.issues) {
    const path = v.getDotPath(issue) ?? 'input'
    fields[path] ??= problemOf(issue)
  }
  throw new AppError('INVALID_INPUT', fields)
}

/** As `words`, or none. */
export const wordsOrNone = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(max),
    // eslint-disable-next-line no-control-regex
    v.check((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)),
  )

/** Words of a person: trimmed, 1 … max characters, without control characters. Shown as text only, never as markup. */
export const words = (max: number) => v.pipe(wordsOrNone(max), v.minLength(1))

export const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max))

/** A time of our own, epoch ms. */
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

/** An id as ids.ts makes them. */
export const id = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/))

/** A mobile telephone of mainland China. */
export const MOBILE = /^1[3-9]\d{9}$/

/** A code that a person types, with what may stand around it. */
export const typedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(40))

export const nothing = v.strictObject({})

const cursor = v.exactOptional(v.pipe(v.string(), v.maxLength(200)))
export const pageFields = { after: cursor }
export const pageRequest = v.strictObject(pageFields)
