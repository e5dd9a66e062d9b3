import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { numberText } from '../numbers/numbers'
import { isNothing, ofParts, ofValues, place } from './operands'
import { compareStrings, isNumber, tagOf, toNumber } from '../values'

interface Search {
  readonly text: string
  readonly wanted: string
  readonly start: number
  readonly end: number | undefined
}

function searchOf(name: string, [text, wanted, ...bounds]: readonly unknown[]): Search | undefined {
  if (isNothing(text)) return undefined
  if (typeof text !== 'string' || typeof wanted !== 'string') throw requestFailed(`${name} requires strings`)
  const [start = 0, end] = bounds.map((bound) => place(bound, `The bounds of ${name}`))
  return { text, wanted, start, end }
}

/** What the operators on text make of other values: nothing is the empty text. */
function textOf(value: unknown): string {
  if (isNothing(value)) return ''
  if (typeof value === 'string') return value
  if (isNumber(value)) return numberText(value)
  if (value instanceof Date) return value.toISOString()
  if (tagOf(value) === 'Timestamp') return String(value)
  throw requestFailed("can't convert from this BSON type to String")
}

/** Only the letters of ASCII have a case here. */
function ascii(text: string, to: 'lower' | 'upper'): string {
  return to === 'lower'
    ? text.replace(/[A-Z]+/g, (part) => part.toLowerCase())
    : text.replace(/[a-z]+/g, (part) => part.toUpperCase())
}

function stringOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw requestFailed(`${what} must be a string`)
  return value
}

function substrBytes([value, start, length]: readonly unknown[]): string {
  if (!isNumber(start) || !isNumber(length)) throw requestFailed('$substrBytes requires numbers')
  const bytes = Buffer.from(textOf(value))
  const from = Math.trunc(toNumber(start))
  // a negative length means: to the end
  const size = Math.trunc(toNumber(length))
  if (from < 0) throw requestFailed('$substrBytes: starting index must be non-negative')
  const text = bytes.subarray(from, size < 0 ? undefined : from + size).toString()
  if (text.includes('\ufffd')) throw requestFailed('$substrBytes: Invalid range, in the middle of a UTF-8 character')
  return text
}

/** What $trim takes away when it is not told. */
const BLANK = new Set([
  ...'\0 \t\n\v\f\r\u00a0\u1680',
  ...'\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
])

function trimmed(text: string, away: ReadonlySet<string>, ends: { left: boolean; right: boolean }): string {
  const points = [...text]
  const stays = (point: string): boolean => !away.has(point)
  const from = ends.left ? points.findIndex(stays) : 0
  if (from === -1) return ''
  return points.slice(from, ends.right ? points.findLastIndex(stays) + 1 : undefined).join('')
}

/** Operators on text. */
export function stringExpressions(evaluate: Evaluate): Operators {
  const search = (name: string, find: (search: Search) => number): ExpressionOperator =>
    ofValues(evaluate, (values) => {
      const found = searchOf(name, values)
      return found ? find(found) : null
    })
  const length = (name: string, of: (text: string) => number): ExpressionOperator =>
    ofValues(evaluate, ([value]) => of(stringOf(value, `${name}'s argument`)))
  const cased = (to: 'lower' | 'upper'): ExpressionOperator => ofValues(evaluate, ([value]) => ascii(textOf(value), to))
  const trim = (name: string, ends: { left: boolean; right: boolean }): ExpressionOperator =>
    ofParts(evaluate, (part, argument) => {
      const input = part('input')
      if (isNothing(input)) return null
      const text = stringOf(input, `${name}'s input`)
      if (!('chars' in argument)) return trimmed(text, BLANK, ends)
      const chars = part('chars')
      return isNothing(chars) ? null : trimmed(text, new Set(stringOf(chars, `${name}'s 'chars'`)), ends)
    })
  const replacing = (name: string, replace: (input: string, find: string, by: string) => string): ExpressionOperator =>
    ofParts(evaluate, (part) => {
      const values = ['input', 'find', 'replacement'].map((one) => {
        const value = part(one)
        return isNothing(value) ? null : stringOf(value, `'${one}' of ${name}`)
      })
      const [input = null, find = null, by = null] = values
      return input === null || find === null || by === null ? null : replace(input, find, by)
    })
  return {
    $concat: ofValues(evaluate, (values) => {
      let text = ''
      for (const value of values) {
        if (isNothing(value)) return null
        text += stringOf(value, '$concat only supports strings: an operand')
      }
      return text
    }),
    $replaceOne: replacing('$replaceOne', (input, find, by) => input.replace(find, () => by)),
    $replaceAll: replacing('$replaceAll', (input, find, by) => input.replaceAll(find, () => by)),
    $split: ofValues(evaluate, ([text, separator]) => {
      if (isNothing(text) || isNothing(separator)) return null
      if (separator === '') throw requestFailed('$split requires a non-empty separator')
      return stringOf(text, "$split's text").split(stringOf(separator, "$split's separator"))
    }),
    $strcasecmp: ofValues(evaluate, (values) => {
      const [a, b] = values.map((value) => ascii(textOf(value), 'upper'))
      return compareStrings(a as string, b as string)
    }),
    $indexOfCP: search('$indexOfCP', ({ text, wanted, start, end }) => {
      const points = [...text]
      const before = points.slice(0, start).join('').length
      const at = points.slice(start, end).join('').indexOf(wanted)
      return at < 0 || start > points.length || start > (end ?? start) ? -1 : [...text.slice(0, before + at)].length
    }),
    $indexOfBytes: search('$indexOfBytes', ({ text, wanted, start, end }) => {
      const bytes = Buffer.from(text)
      const at = bytes.subarray(start, end).indexOf(wanted)
      return at < 0 || start > bytes.length || start > (end ?? start) ? -1 : at + start
    }),
    $strLenBytes: length('$strLenBytes', (text) => Buffer.byteLength(text)),
    $strLenCP: length('$strLenCP', (text) => [...text].length),
    $substr: ofValues(evaluate, substrBytes),
    $substrBytes: ofValues(evaluate, substrBytes),
    $substrCP: ofValues(evaluate, ([value, start, size]) => {
      const from = place(start, "$substrCP's starting index")
      return [...textOf(value)].slice(from, from + place(size, "$substrCP's length")).join('')
    }),
    $toLower: cased('lower'),
    $toUpper: cased('upper'),
    $trim: trim('$trim', { left: true, right: true }),
    $ltrim: trim('$ltrim', { left: true, right: false }),
    $rtrim: trim('$rtrim', { left: false, right: true }),
  }
}
