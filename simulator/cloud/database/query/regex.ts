import { requestFailed } from '../errors'
import { translate } from './pcre'
import { RANK, rankOf, regexParts } from '../values'

const cache = new Map<string, RegExp>()
const CACHED_PATTERNS = 500
/** As MongoDB limits a pattern. */
const MAX_PATTERN_BYTES = 32764

/** MongoDB's options in JavaScript's letters: x (spaces and comments ignored) has no counterpart and is rewritten. */
function flagsOf(options: string): string {
  let flags = 'u'
  for (const option of new Set(options)) {
    if ('ims'.includes(option)) flags += option
    else if (!'xguy'.includes(option)) throw requestFailed(`invalid flag in regex options: ${option}`)
  }
  return flags
}

/** Perl's (?i) at the front, which JavaScript does not know. */
const LEADING_FLAGS = /^\(\?([imsx]+)\)/

/** A JavaScript regular expression for what MongoDB is given; its options may be part of it or stand beside it. */
export function compilePattern(value: unknown, options?: unknown): RegExp {
  if (typeof value !== 'string' && rankOf(value) !== RANK.regex) throw requestFailed('$regex has to be a string')
  if (options !== undefined && typeof options !== 'string') throw requestFailed('$options has to be a string')
  const parts = typeof value === 'string' ? { pattern: value, options: '' } : regexParts(value)
  if (options && parts.options !== '') throw requestFailed('options set in both $regex and $options')
  let flags = options || parts.options
  let pattern = parts.pattern
  if (Buffer.byteLength(pattern) > MAX_PATTERN_BYTES) throw requestFailed('Regular expression is too long')
  if (pattern.includes('\0')) throw requestFailed('Regular expression cannot contain an embedded null byte')
  const leading = LEADING_FLAGS.exec(pattern)
  if (leading) {
    flags += leading[1] as string
    pattern = pattern.slice(leading[0].length)
  }
  const name = `${flags}/${pattern}`
  const known = cache.get(name)
  if (known) return known
  const compiled = build(pattern, flags)
  if (cache.size >= CACHED_PATTERNS) cache.clear()
  cache.set(name, compiled)
  return compiled
}

/** By code point, as PCRE matches UTF-8. */
function build(pattern: string, options: string): RegExp {
  const flags = flagsOf(options)
  const has = (option: string): boolean => options.includes(option)
  try {
    return new RegExp(translate(pattern, { multiline: has('m'), dotAll: has('s'), extended: has('x') }), flags)
  } catch (cause) {
    throw requestFailed(`Regular expression is invalid: ${String(cause)}`)
  }
}

/** The literal beginning that every match must have, for a scan of an index; undefined when there is none. */
export function literalPrefix(value: unknown, options?: unknown): string | undefined {
  const parts = typeof value === 'string' ? { pattern: value, options: '' } : regexParts(value)
  if ((options ?? parts.options) !== '') return undefined
  const found = /^\^([^\\^$.|?*+()[\]{}]+)/.exec(parts.pattern)
  if (!found || parts.pattern.includes('|')) return undefined
  const literal = found[1] as string
  const next = parts.pattern[found[0].length]
  // a quantifier makes the last character optional
  const certain = next !== undefined && '?*{'.includes(next) ? [...literal].slice(0, -1).join('') : literal
  return certain === '' ? undefined : certain
}
