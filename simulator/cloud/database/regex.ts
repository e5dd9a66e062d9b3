import { requestFailed } from './errors'
import { RANK, rankOf, regexParts } from './values'

const cache = new Map<string, RegExp>()
const CACHED_PATTERNS = 500

/** MongoDB's options in JavaScript's letters: x (spaces and comments ignored) has no counterpart and is rewritten. */
function flagsOf(options: string): string {
  let flags = ''
  for (const option of new Set(options)) {
    if ('ims'.includes(option)) flags += option
    else if (!'xguy'.includes(option)) throw requestFailed(`invalid flag in regex options: ${option}`)
  }
  return flags
}

function withoutSpaces(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^(\s|#)/.test(part) ? '' : part))
}

/** Perl's (?i) at the front, which JavaScript does not know. */
const LEADING_FLAGS = /^\(\?([imsx]+)\)/

/** A JavaScript regular expression for what MongoDB is given; `options` of $options win over those of the value. */
export function compilePattern(value: unknown, options?: unknown): RegExp {
  if (typeof value !== 'string' && rankOf(value) !== RANK.regex) throw requestFailed('$regex has to be a string')
  if (options !== undefined && typeof options !== 'string') throw requestFailed('$options has to be a string')
  const parts = typeof value === 'string' ? { pattern: value, options: '' } : regexParts(value)
  let flags = options ?? parts.options
  let pattern = parts.pattern
  const leading = LEADING_FLAGS.exec(pattern)
  if (leading) {
    flags += leading[1] as string
    pattern = pattern.slice(leading[0].length)
  }
  const name = `${flags}/${pattern}`
  const known = cache.get(name)
  if (known) return known
  const compiled = build(flags.includes('x') ? withoutSpaces(pattern) : pattern, flagsOf(flags))
  if (cache.size >= CACHED_PATTERNS) cache.clear()
  cache.set(name, compiled)
  return compiled
}

/** PCRE's \p{Han}: a script, of at least three letters; categories such as L and Lu have fewer. */
const SCRIPT = /(?<=(?:^|[^\\])(?:\\\\)*)\\([pP])\{((?!Any\})[A-Z][A-Za-z_]{2,})\}/g

/** By code point as PCRE matches UTF-8, unless the pattern has escapes that JavaScript's unicode mode refuses. */
function build(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern.replace(SCRIPT, '\\$1{Script=$2}'), `${flags}u`)
  } catch (strict) {
    if (!(strict instanceof SyntaxError)) throw strict
  }
  try {
    return new RegExp(pattern, flags)
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
