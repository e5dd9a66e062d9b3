import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { compareStrings, isDoc } from './values'

interface Search {
  readonly text: string
  readonly wanted: string
  readonly start: number
  readonly end: number | undefined
}

function argumentsOf(name: string, values: readonly unknown[]): Search | undefined {
  const [text, wanted, start = 0, end] = values
  if (text === null || text === undefined) return undefined
  if (typeof text !== 'string' || typeof wanted !== 'string') throw requestFailed(`${name} requires strings`)
  for (const bound of [start, end ?? 0])
    if (typeof bound !== 'number' || !Number.isInteger(bound) || bound < 0)
      throw requestFailed(`${name} requires non-negative whole numbers as bounds`)
  return { text, wanted, start: start as number, end: end as number | undefined }
}

/** What the operators on text make of other values: nothing is the empty text. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

/** Only the letters of ASCII have a case here. */
function ascii(text: string, to: 'lower' | 'upper'): string {
  return to === 'lower'
    ? text.replace(/[A-Z]+/g, (part) => part.toLowerCase())
    : text.replace(/[a-z]+/g, (part) => part.toUpperCase())
}

/** The place of a text in another, counted in code points or in bytes of UTF-8. */
export function stringExpressions(evaluate: Evaluate): Operators {
  const search = (name: string, find: (search: Search) => number): ExpressionOperator => {
    return (doc, argument, options) => {
      if (!Array.isArray(argument) || argument.length < 2 || argument.length > 4)
        throw requestFailed(`${name} takes 2 to 4 arguments`)
      const found = argumentsOf(
        name,
        (argument as unknown[]).map((item) => evaluate(doc, item, options)),
      )
      return found ? find(found) : null
    }
  }
  const single = (doc: unknown, argument: unknown, options: unknown): unknown =>
    evaluate(doc, Array.isArray(argument) && argument.length === 1 ? argument[0] : argument, options)
  const substrBytes: ExpressionOperator = (doc, argument, options) => {
    const [value, start, length] = Array.isArray(argument)
      ? (argument as unknown[]).map((item) => evaluate(doc, item, options))
      : []
    if (typeof start !== 'number' || typeof length !== 'number') throw requestFailed('$substrBytes requires numbers')
    const bytes = Buffer.from(textOf(value))
    // a negative length means: to the end
    const cut = start < 0 ? bytes.subarray(0, 0) : bytes.subarray(start, length < 0 ? undefined : start + length)
    const text = cut.toString()
    if (text.includes('\ufffd')) throw requestFailed('$substrBytes: Invalid range, in the middle of a UTF-8 character')
    return text
  }
  const replacing = (
    name: string,
    replace: (input: string, find: string, by: string) => string,
  ): ExpressionOperator => {
    return (doc, argument, options) => {
      const values = ['input', 'find', 'replacement'].map((part) => {
        if (!isDoc(argument) || !(part in argument)) throw requestFailed(`${name} requires '${part}' to be specified`)
        const value = evaluate(doc, argument[part], options) ?? null
        if (value !== null && typeof value !== 'string')
          throw requestFailed(`${name} requires that '${part}' be a string`)
        return value
      })
      const [input = null, find = null, by = null] = values
      return input === null || find === null || by === null ? null : replace(input, find, by)
    }
  }
  return {
    $replaceOne: replacing('$replaceOne', (input, find, by) => input.replace(find, () => by)),
    $replaceAll: replacing('$replaceAll', (input, find, by) => input.replaceAll(find, () => by)),
    $split: (doc, argument, options) => {
      const [text, separator] = Array.isArray(argument)
        ? (argument as unknown[]).map((item) => evaluate(doc, item, options) ?? null)
        : []
      if (text === null || separator === null) return null
      if (typeof text !== 'string' || typeof separator !== 'string') throw requestFailed('$split requires strings')
      if (separator === '') throw requestFailed('$split requires a non-empty separator')
      return text.split(separator)
    },
    $strcasecmp: (doc, argument, options) => {
      if (!Array.isArray(argument) || argument.length !== 2) throw requestFailed('$strcasecmp takes 2 arguments')
      const [a, b] = (argument as unknown[]).map((item) => ascii(textOf(evaluate(doc, item, options)), 'upper'))
      return compareStrings(a as string, b as string)
    },
    $indexOfCP: search('$indexOfCP', ({ text, wanted, start, end }) => {
      const points = [...text]
      const before = points.slice(0, start).join('').length
      const at = points.slice(start, end).join('').indexOf(wanted)
      return at < 0 || start > points.length ? -1 : [...text.slice(0, before + at)].length
    }),
    $indexOfBytes: search('$indexOfBytes', ({ text, wanted, start, end }) => {
      const bytes = Buffer.from(text)
      const at = bytes.subarray(start, end).indexOf(wanted)
      return at < 0 || start > bytes.length ? -1 : at + start
    }),
    $strLenBytes: (doc, argument, options) => {
      const text = single(doc, argument, options)
      if (typeof text !== 'string') throw requestFailed('$strLenBytes requires a string argument')
      return Buffer.byteLength(text)
    },
    $strLenCP: (doc, argument, options) => {
      const text = single(doc, argument, options)
      if (typeof text !== 'string') throw requestFailed('$strLenCP requires a string argument')
      return [...text].length
    },
    $substr: substrBytes,
    $substrBytes: substrBytes,
    $toLower: (doc, argument, options) => ascii(textOf(single(doc, argument, options)), 'lower'),
    $toUpper: (doc, argument, options) => ascii(textOf(single(doc, argument, options)), 'upper'),
    $substrCP: (doc, argument, options) => {
      const [value, start, length] = Array.isArray(argument)
        ? (argument as unknown[]).map((item) => evaluate(doc, item, options))
        : []
      const text = textOf(value)
      if (typeof start !== 'number' || typeof length !== 'number') throw requestFailed('$substrCP requires numbers')
      if (start < 0 || length < 0) throw requestFailed('$substrCP: starting index and length must be non-negative')
      return [...text].slice(start, start + length).join('')
    },
  }
}
