/** Numbers as people write them in a posting: "四十五岁", "一千五", "十五六岁", "九零后". */

const DIGITS = '零一二三四五六七八九'
const UNITS: { readonly [unit: string]: number } = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 }

/** A run of numerals, and what may stand after one that counts something: "统一", "十分" and "一律" count nothing. */
const RUN = /[零〇一二两三四五六七八九十百千万]+/g
const COUNTS =
  /^(?:[多来几]|周岁|岁|元|块|天|个|月|年|周|小时|钟|名|位|人|后|号|期|以[上下内里]|[至到-]|之|左右|上下|出头|及|免|封顶|首付|的|[,)\n]|$)/
const NOT_A_COUNT = /[统唯初周万之期同专逐]$/

const digitOf = (numeral: string): number => {
  if (numeral === '〇') return 0
  return numeral === '两' ? 2 : DIGITS.indexOf(numeral)
}

/** "七八" is about seven, "九零" is spelled: 90, "二零二五" is a year. */
function spelled(run: string, after: string): string {
  const digits = [...run].map(digitOf)
  const isSpelled = run.length !== 2 || after.startsWith('后') || digits[1] === 0
  return isSpelled ? digits.join('') : String(digits[0])
}

/** "四十五" → "45", "一千五" → "1500", "三四十" → "30", "十五六" → "15"; null when it is not a number. */
export function numberOf(run: string, after: string): string | null {
  if (/^[百千万]/.test(run)) return null
  if (!/[十百千万]/.test(run)) return run.length === 1 ? String(digitOf(run)) : spelled(run, after)

  const about = run.replace(/^([一二三四五六七八九])[一二三四五六七八九](?=[十百千万])/, '$1')
  const exact = about.replace(/(十[一二三四五六七八九])[一二三四五六七八九]$/, '$1')
  let total = 0
  let digit: number | null = null
  let unit = 0
  for (const numeral of exact) {
    const next = UNITS[numeral]
    if (next === undefined) {
      digit = digitOf(numeral)
      if (digit === 0) unit = 0
      continue
    }
    total = next === 10_000 ? (total + (digit ?? 0)) * next : total + (digit ?? 1) * next
    digit = null
    unit = next
  }
  // "一百二" is 120, "一百零二" is 102, "十二" is 12
  return String(total + (digit ?? 0) * (unit >= 100 ? unit / 10 : 1))
}

export interface Numeral {
  start: number
  end: number
  digits: string
}

/** The numerals of a text that count something, first to last. */
export function numeralsIn(text: string): Numeral[] {
  const found: Numeral[] = []
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    const end = start + run.length
    const after = text.slice(end, end + 4)
    // "18一45岁" is a dash that was drawn, "16一小时" is by the hour
    if (run === '一' && /\d$/.test(text.slice(0, start))) {
      found.push({ start, end, digits: /^\d/.test(after) ? '-' : '每' })
      continue
    }
    const isLarge = run.length >= 3 || (run.length === 2 && /[百千]$/.test(run))
    if (!isLarge && (!COUNTS.test(after) || NOT_A_COUNT.test(text.slice(0, start)))) continue
    const digits = numberOf(run, after)
    if (digits !== null) found.push({ start, end, digits })
  }
  return found
}
