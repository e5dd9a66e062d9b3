/**
 * Numbers by which people could be reached outside the talk come out as •••, so that nobody has to give one away before
 * applying: what has seven digits and more however it is typed, and names at WeChat, QQ and by mail.
 */

export const MASK = '•••'

/** Fewer digits are a wage, an hour, a room; seven are the shortest telephone. */
const LEAST_DIGITS = 7
/** of the digits in a number, letters that stand for 0 and 1 left out: "lol" alone makes none */
const LEAST_SURE = 5
/** characters between two digits of one number */
const MOST_BETWEEN = 4

/** How people write digits; other scripts' digits are \p{Nd}. */
const CHINESE: { readonly [character: string]: string } = {
  〇: '0',
  零: '0',
  洞: '0',
  一: '1',
  壹: '1',
  幺: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  拐: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}

interface Plain {
  /** the text as it is looked at: full-width and circled forms made plain, Chinese digits made digits */
  text: string
  /** where each of its units begins in what was typed, and where it ends there */
  from: number[]
  to: number[]
}

function plainOf(typed: string): Plain {
  const plain: Plain = { text: '', from: [], to: [] }
  let at = 0
  for (const character of typed) {
    const next = at + character.length
    for (const unit of plainForm(character)) {
      plain.text += unit
      for (let i = 0; i < unit.length; i++) {
        plain.from.push(at)
        plain.to.push(next)
      }
    }
    at = next
  }
  return plain
}

function plainForm(character: string): string {
  const digit = CHINESE[character]
  if (digit !== undefined) return digit
  const form = character.normalize('NFKC')
  return CHINESE[form] ?? form
}

// the mask itself ends a number, or what is masked already would grow when it is masked again
const BETWEEN = `(?:(?!${MASK})[\\s\\p{P}\\p{S}\\p{Cf}\\p{M}]){0,${MOST_BETWEEN}}`
const NUMBER = new RegExp(`\\p{Nd}(?:${BETWEEN}[\\p{Nd}oOlI])*${BETWEEN}\\p{Nd}`, 'gu')

const SIGN = '(?:微信|威信|薇信|维信|徽信|wechat|weixin|vx|wx|v信|[加+➕]v|加微|(?<![a-z])[vq]\\s?(?=:)|扣扣|企鹅|qq)'
/** "微信号是：abc_123"; a name there has five characters and more */
const NAMED = new RegExp(
  `(${SIGN}[号码名群]*(?:也?是|为|叫|搜|加|id)?[\\s\\p{P}\\p{S}]{0,3})([a-z0-9][\\w-]{4,})`,
  'giu',
)
const MAIL = /[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+/gu

/** The text with everything of the kind masked. Masking twice is masking once. */
export function masked(text: string): string {
  const numbersOut = replaced(text, (plain) =>
    matchesOf(plain, NUMBER).filter(([from, to]) => isNumber(plain, from, to)),
  )
  return replaced(numbersOut, namesIn)
}

type Span = [from: number, to: number]

const matchesOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length])

/** Names with what says so left standing; mail addresses. */
function namesIn(plain: string): Span[] {
  const named = [...plain.matchAll(NAMED)].map(({ index, 1: sign = '', 2: name = '' }): Span => {
    const from = index + sign.length
    return [from, from + name.length]
  })
  return [...named, ...matchesOf(plain, MAIL)]
}

/** The stretches of the plain text that `find` gives, masked in what was typed. */
function replaced(typed: string, find: (plain: string) => Span[]): string {
  const plain = plainOf(typed)
  let result = ''
  let done = 0
  for (const [from, to] of find(plain.text).sort(([a], [b]) => a - b)) {
    const first = plain.from[from] ?? 0
    const end = plain.to[to - 1] ?? typed.length
    if (first < done) continue
    result += typed.slice(done, first) + MASK
    done = end
  }
  return result + typed.slice(done)
}

function isNumber(plain: string, from: number, to: number): boolean {
  const found = plain.slice(from, to)
  const sure = found.match(/\p{Nd}/gu)?.length ?? 0
  const all = found.match(/[\p{Nd}oOlI]/gu)?.length ?? 0
  return all >= LEAST_DIGITS && sure >= LEAST_SURE && !isHarmless(found)
}

const TIME = '(?:[01]?\\d|2[0-3]):[0-5]\\d'
const DAY = '(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\\d|3[01])'
const WAGE = '[1-9]\\d{0,2}[05]0'
/** "8:00-17:00", "3000-4500" */
const one = (item: string) => `${item}(?:\\s?[-~—–]+\\s?${item})?`
const ITEM = `(?:(?:20\\d\\d[-/.])?${DAY}|${one(TIME)}|${one(WAGE)})`
const ITEMS = new RegExp(`^${ITEM}(?:[\\s,、;/]{1,2}${ITEM})*$`)
const MOBILE = /^1[3-9]\d{9}$/

/** Days, hours and wages in a row: people must be able to speak of the work. A mobile telephone that looks so is none. */
const isHarmless = (found: string): boolean => ITEMS.test(found) && !holdsMobile(found.match(/\d+/g) ?? [])

/** Do some of these groups, one after the other, make a mobile number? */
const holdsMobile = (groups: readonly string[]): boolean =>
  groups.some((_, first) => groups.some((_, last) => MOBILE.test(groups.slice(first, last + 1).join(''))))
