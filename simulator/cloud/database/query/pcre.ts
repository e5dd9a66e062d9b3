/**
 * Rewrites patterns of PCRE, which MongoDB uses, for JavaScript's mode by code points. What has no counterpart there,
 * such as a possessive quantifier, stays as it is and is refused by JavaScript.
 */

/** What MongoDB's options change in the meaning of a pattern. */
export interface Modes {
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
}

type Sets = { readonly [name: string]: string }

const ASCII_SETS: Sets = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  word: 'a-zA-Z0-9_',
  xdigit: 'a-fA-F0-9',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
}
/** With (*UCP) these reach beyond ASCII. */
const UNICODE_SETS: Sets = {
  ...ASCII_SETS,
  alpha: '\\p{L}',
  digit: '\\p{Nd}',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  word: '\\p{L}\\p{N}_',
}
/** Sets that an escape names; in capitals it is their complement. */
const SHORTHANDS: Sets = { w: 'word', d: 'digit', s: 'space', h: 'blank' }
/** Properties of PCRE's own. */
const PROPERTIES: Sets = {
  Xan: '\\p{L}\\p{N}',
  Xwd: '\\p{L}\\p{N}_',
  Xsp: '\\s',
  Xps: '\\s',
  'L&': '\\p{LC}',
  Any: '\\p{Any}',
}

const END = '(?![\\s\\S])'
const ANCHORS: Sets = { A: '(?<![\\s\\S])', z: END, Z: `(?=\\n?${END})`, R: '(?:\\r\\n|[\\n\\v\\f\\r\\x85])' }
const CONTROLS: Sets = { a: '\\x07', e: '\\x1b' }

/** Never valid, so that the pattern is refused. */
const NO_COUNTERPART = '\\u{}'

/** A part of a pattern that is taken at once. */
const PARTS = new RegExp(
  [
    '\\\\Q(?<quoted>[\\s\\S]*?)(?:\\\\E|$)',
    '(?<nothing>\\\\E|\\(\\?#[^)]*\\))',
    '\\\\x\\{(?<code>[0-9a-fA-F]+)\\}',
    '\\\\(?<p>[pP])(?:\\{(?<caret>\\^?)(?<property>[\\w&]+)\\}|(?<category>[A-Z]))',
    '\\\\(?<octal>0[0-7]{0,2})',
    "(?:\\\\k[{'<](?<back>\\w+)[}'>]|\\(\\?P=(?<again>\\w+)\\))",
    '\\\\(?<escaped>[\\s\\S])',
    "\\(\\?(?:P<|')(?<name>\\w+)[>']",
    '\\[:(?<not>\\^?)(?<posix>\\w+):\\]',
    '(?<quantifier>\\{\\d+(?:,\\d*)?\\})',
    '[\\s\\S]',
  ].join('|'),
  'uy',
)

function own(table: Sets, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (char) => (char === '-' ? '\\x2d' : `\\${char}`))
}

function propertySet(name: string): string {
  return own(PROPERTIES, name) ?? (name.length > 2 ? `\\p{Script=${name}}` : `\\p{${name}}`)
}

/** A set of characters, inside brackets or on its own. */
function setOf(content: string, isNegated: boolean, inClass: boolean): string {
  if (!isNegated) return inClass ? content : `[${content}]`
  const property = /^\\p(\{[^}]*\})$/.exec(content)
  if (property) return `\\P${property[1] as string}`
  return inClass ? NO_COUNTERPART : `[^${content}]`
}

function escape(letter: string, sets: Sets, inClass: boolean): string {
  const lower = letter.toLowerCase()
  const shorthand = own(SHORTHANDS, lower)
  if (shorthand !== undefined) {
    const isNegated = letter !== lower
    return isNegated && inClass ? `\\${letter}` : setOf(sets[shorthand] as string, isNegated, inClass)
  }
  const special = (inClass ? undefined : own(ANCHORS, letter)) ?? own(CONTROLS, letter)
  if (special !== undefined) return special
  if ('uUlL'.includes(letter)) return NO_COUNTERPART
  return /[A-Za-z0-9\\^$.*+?()[\]{}|/]/.test(letter) || (inClass && letter === '-') ? `\\${letter}` : letter
}

function plain(char: string, modes: Modes): string {
  if (char === '.') return modes.dotAll ? char : '[^\\n]'
  if (char === '$') return modes.multiline ? `(?=\\n|${END})` : `(?=\\n?${END})`
  return '{}]'.includes(char) ? `\\${char}` : char
}

interface Scan {
  readonly pattern: string
  readonly modes: Modes
  readonly sets: Sets
  /** what follows the part at hand */
  at: number
  /** where the class that is open begins, or -1 */
  opened: number
  /** was the part before a set of characters, after which - is no range? */
  afterSet: boolean
}

function classPart(part: string, scan: Scan): string {
  if (part === ']' && scan.at - 1 > scan.opened) {
    scan.opened = -1
    return part
  }
  const rest = scan.pattern.slice(scan.at)
  if (part === '-' && !rest.startsWith(']') && (scan.afterSet || /^(?:\\[wdshpWDSHP]|\[:)/.test(rest))) return '\\-'
  return '[]'.includes(part) ? `\\${part}` : part
}

function openClass(scan: Scan): string {
  const isNegated = scan.pattern[scan.at] === '^'
  if (isNegated) scan.at++
  scan.opened = scan.at
  return isNegated ? '[^' : '['
}

/** What one part becomes, and whether it is a set of characters. */
function rewrite(part: string, groups: Partial<Record<string, string>>, scan: Scan): [text: string, isSet: boolean] {
  const { quoted, nothing, code, p, octal, escaped, name, posix, quantifier } = groups
  const inClass = scan.opened >= 0
  const back = groups['back'] ?? groups['again']
  const property = groups['property'] ?? groups['category']
  if (quoted !== undefined) return [literal(quoted), false]
  if (nothing !== undefined) return ['', scan.afterSet]
  if (code !== undefined) return [`\\u{${code}}`, false]
  if (property !== undefined)
    return [setOf(propertySet(property), (p === 'P') !== (groups['caret'] === '^'), inClass), true]
  if (octal !== undefined) return [`\\x${parseInt(octal, 8).toString(16).padStart(2, '0')}`, false]
  if (back !== undefined) return [`\\k<${back}>`, false]
  if (escaped !== undefined)
    return [escape(escaped, scan.sets, inClass), own(SHORTHANDS, escaped.toLowerCase()) !== undefined]
  if (inClass && posix !== undefined)
    return [setOf(own(scan.sets, posix) ?? NO_COUNTERPART, groups['not'] === '^', true), true]
  if (inClass) return [classPart(part, scan), false]
  if (name !== undefined) return [`(?<${name}>`, false]
  if (quantifier !== undefined || posix !== undefined) return [part, false]
  return [part === '[' ? openClass(scan) : plain(part, scan.modes), false]
}

/** A JavaScript pattern, for use with the flag u, of the same meaning. */
export function translate(source: string, modes: Modes): string {
  const verbs = /^(?:\(\*(?:UTF8?|UCP)\))+/.exec(source)?.[0] ?? ''
  const pattern = source.slice(verbs.length)
  const sets = verbs.includes('UCP') ? UNICODE_SETS : ASCII_SETS
  const scan: Scan = { pattern, modes, sets, at: 0, opened: -1, afterSet: false }
  let result = ''
  while (scan.at < pattern.length) {
    PARTS.lastIndex = scan.at
    const found = PARTS.exec(pattern)
    if (!found) break
    const part = found[0]
    scan.at += part.length
    if (modes.extended && scan.opened < 0 && /^[\s#]$/.test(part)) {
      const end = part === '#' ? pattern.indexOf('\n', scan.at) : scan.at
      scan.at = end < 0 ? pattern.length : end
      continue
    }
    const [text, isSet] = rewrite(part, found.groups ?? {}, scan)
    result += text
    scan.afterSet = isSet
  }
  return result
}
