/** The words of a posting as the gate reads them: one spelling for what people write in many, with the way back. */
import { numeralsIn } from './gate-numerals.rules'

/** Traditional and look-alike characters of the words the gate knows, each before what it is read as. */
const VARIANTS = (
  '歲岁 嵗岁 齡龄 優优 僅仅 衹只 祇只 戶户 証证 證证 費费 訓训 貸贷 無无 漢汉 殘残 員员 賃赁 買买 賣卖 資资 錢钱 塊块 個个 們们 ' +
  '裏里 裡里 後后 從从 來来 對对 應应 請请 謝谢 絕绝 時时 點点 須须 顧顾 護护 產产 檢检 驗验 懷怀 離离 異异 單单 獨独 農农 鄉乡 ' +
  '鎮镇 區区 縣县 歡欢 數数 眾众 團团 體体 傳传 聾聋 啞哑 壓压 擔担 發发 給给 沒没 別别 學学 習习 間间 業业 實实 際际 條条 與与 ' +
  '為为 爲为 於于 餘余 東东 陝陕 廣广 雲云 貴贵 蘇苏 寧宁 臺台 灣湾 維维 爾尔 壯壮 滿满 處处 長长 選选 適适 擇择 內内 約约 記记 ' +
  '錄录 報报 繳缴 納纳 辦办 雙双 電电 腦脑 會会 嬰婴 兒儿 媽妈 婦妇 歷历 帶带 還还 讓让 過过 進进 簽签 責责 務务 勞劳 動动 職职 ' +
  '廠厂 飯饭 館馆 門门 衛卫 車车 駕驾 試试 崗岗 開开 標标 風风 險险 遠远 準准 話话 說说 輕轻 頭头 兩两 萬万 億亿 陽阳 陰阴 紋纹 ' +
  '慮虑 聯联 係系 係系 繫系 勢势 歸归 屬属 異异 禮礼 麼么 嗎吗 讀读 寫写 寶宝 媳媳 孫孙 師师 廚厨 廳厅 灑洒 掃扫 壯壮 決决 況况 減减'
)
  .split(' ')
  .map(([from = '', to = '']) => [from, to] as const)
const READ_AS = new Map(VARIANTS)

const ENDS = new Set('。！!？?；;\n\r\u2028\u2029')
const COMMAS = new Set('，,')
const OPEN = new Set('（(【[「『《〈{')
const CLOSE = new Set('）)】]」』》〉}')
const DASHES = new Set('-—–―－~～〜')
/** Marks that separate in honest sentences and hide words in others: "包吃/包住", "限.男". */
const SOFT = new Set(' \t\u00a0\u3000.·•*_|/\\+"\'“”‘’`^#@=…&-')
/** Zero-width characters hide words and separate nothing. */
const INVISIBLE = new Set('\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u00ad')

/** One character as it is read: width, case, variants and kinds of punctuation are one. */
function folded(character: string): string {
  if (ENDS.has(character)) return '\n'
  if (COMMAS.has(character)) return ','
  if (OPEN.has(character)) return '('
  if (CLOSE.has(character)) return ')'
  if (DASHES.has(character)) return '-'
  if (character === '\u3000') return ' '
  if (character === '≤' || character === '≦') return '<'
  if (character === '≥' || character === '≧') return '>'
  const code = character.charCodeAt(0)
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character
  return (READ_AS.get(narrow) ?? narrow).toLowerCase()
}

/** A text as it is read; character i of it stands for the original from `from[i]` up to `to[i]`. */
export interface Reading {
  text: string
  from: readonly number[]
  to: readonly number[]
}

interface Piece {
  character: string
  from: number
  to: number
}

const isDigit = (character: string | undefined) => character !== undefined && /\d/.test(character)

/** What a run of soft marks is read as. `joins`: the marks are taken for tricks, not for separators. */
function softRun(run: readonly Piece[], before: readonly Piece[], after: readonly Piece[], joins: boolean): string {
  const marks = run.map(({ character }) => character).join('')
  const left = before.at(-1)?.character
  const right = after[0]?.character
  if (marks.includes('-') && isDigit(right) && left !== undefined && /[\d岁元块k后]/.test(left)) return '-'
  if (marks.includes('/') && left !== undefined && /[\d元块k]/.test(left) && /[小时h天日月个件单]/.test(right ?? ''))
    return '每'
  if (!isDigit(left) || !isDigit(right)) return joins ? '' : ' '
  if (marks === '.') return '.'
  if (!joins || marks.trim() !== '') return ' '
  // "4 5岁" is one number and "4500 45岁" are two
  const isLone = !isDigit(before.at(-2)?.character) || !isDigit(after[1]?.character)
  return isLone || right === '0' ? '' : ' '
}

function withoutSoft(pieces: readonly Piece[], joins: boolean): Piece[] {
  const kept: Piece[] = []
  for (let at = 0; at < pieces.length;) {
    let end = at
    while (end < pieces.length && SOFT.has(pieces[end]?.character ?? '')) end++
    if (end > at) {
      const run = pieces.slice(at, end)
      const character = softRun(run, kept.slice(-2), pieces.slice(end, end + 2), joins)
      if (character !== '') kept.push({ character, from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0 })
    }
    const piece = pieces[end]
    if (piece) kept.push(piece)
    at = end + 1
  }
  return kept
}

function withDigits(pieces: readonly Piece[]): Reading {
  const text = pieces.map(({ character }) => character).join('')
  const read: Piece[] = []
  let at = 0
  for (const { start, end, digits } of numeralsIn(text)) {
    read.push(...pieces.slice(at, start))
    const [from, to] = [pieces[start]?.from ?? 0, pieces[end - 1]?.to ?? 0]
    for (const character of digits) read.push({ character, from, to })
    at = end
  }
  read.push(...pieces.slice(at))
  return {
    text: read.map(({ character }) => character).join(''),
    from: read.map(({ from }) => from),
    to: read.map(({ to }) => to),
  }
}

/**
 * The readings of a text: its soft marks taken for separators ("限女 45岁以下 包住") and, if there are any, taken for
 * nothing ("限 男"). Commas become ",", ends of sentences a line break.
 */
export function readingsOf(text: string): Reading[] {
  const pieces = text
    .split('')
    .map((character, index) => ({ character: folded(character), from: index, to: index + 1 }))
    .filter(({ character }, index) => !INVISIBLE.has(character) && !isThousands(text, index))
  const separated = withDigits(withoutSoft(pieces, false))
  const joined = withDigits(withoutSoft(pieces, true))
  return separated.text === joined.text ? [separated] : [separated, joined]
}

/** The comma of "1,500". */
const isThousands = (text: string, index: number) =>
  text[index] === ',' && /\d$/.test(text.slice(0, index)) && /^,\d{3}(?!\d)/.test(text.slice(index, index + 5))

export interface Sentence {
  start: number
  end: number
}

/** The sentences of the original text, each with the mark that ends it; a line break belongs to none. */
export function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/[^。！!？?；;\n\r\u2028\u2029]+[。！!？?；;]*/g)]
    .map(({ 0: words, index }) => {
      const start = index + words.length - words.trimStart().length
      return { start, end: Math.max(start, index + words.trimEnd().length) }
    })
    .filter(({ start, end }) => end > start)
}
