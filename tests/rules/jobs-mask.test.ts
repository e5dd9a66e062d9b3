/** Numbers and names by which people could be reached outside a talk come out as •••, and the rest stays as it is. */
import fc from 'fast-check'
import { MASK, masked } from '../../cloudfunctions/jobs/mask.rules'
import { cpuTime } from './cpu-time'

test.each([
  ['打我电话13812345678', `打我电话${MASK}`],
  ['１３８１２３４５６７８', MASK],
  ['138 1234 5678 找老王', `${MASK} 找老王`],
  ['138-1234-5678', MASK],
  ['1·3·8·1·2·3·4·5·6·7·8', MASK],
  ['（138）1234，5678', `（${MASK}`],
  ['一三八一二三四五六七八', MASK],
  ['幺三捌 一二三四 五六七八', MASK],
  ['壹叁捌壹贰叁肆伍陆柒捌', MASK],
  ['138一二三四5678', MASK],
  ['①③⑧①②③④⑤⑥⑦⑧', MASK],
  ['1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', `${MASK}\u{fe0f}\u{20e3}`],
  ['𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', MASK],
  ['١٣٨١٢٣٤٥٦٧٨', MASK],
  ['138\u200b1234\u200b5678', MASK],
  ['138\n1234\n5678', MASK],
  ['13800138OOO', `${MASK}OOO`],
  ['l38OO138001', `l${MASK}`],
  ['座机 68791234', `座机 ${MASK}`],
  ['座机6879123', `座机${MASK}`],
  ['023-68791234 转 2', `${MASK} 转 2`],
  ['两个号 13812345678、13912345678', `两个号 ${MASK}`],
  ['+86 138 1234 5678', `+${MASK}`],
  ['微信abc123', `微信${MASK}`],
  ['加我微信：abc_123-x', `加我微信：${MASK}`],
  ['威信号是 laowang88', `威信号是 ${MASK}`],
  ['薇信 lao-wang', `薇信 ${MASK}`],
  ['VX:laowang', `VX:${MASK}`],
  ['wx laowang88 谢谢', `wx ${MASK} 谢谢`],
  ['加v laowang88', `加v ${MASK}`],
  ['ｖ：laowang88', `ｖ：${MASK}`],
  ['＋ｖ laowang88', `＋ｖ ${MASK}`],
  ['微信ａｂｃ１２３', `微信${MASK}`],
  ['QQ 12345', `QQ ${MASK}`],
  ['扣扣群：654321', `扣扣群：${MASK}`],
  ['发到 lao.wang@qq.com 就行', `发到 ${MASK} 就行`],
])('%s', (text, expected) => expect(masked(text)).toBe(expected))

test.each([
  '工资3000-4500，包两餐',
  '一个月3000~3500',
  '每天 8:00-17:00',
  '上午8:30-12:00，下午14:00-18:00',
  '2026-11-30 面试',
  '2026-11-30 9:00 来',
  '11-30 9:30 在门口等',
  '8:00-17:00 3500元',
  '8:00-15:30，3500-4500',
  '要 3 个人，周一到周五，一天 8 小时',
  '周一、二、三、四、五、六上班',
  '坐 217 路到华岩，走 10 分钟',
  '18栋2单元3楼',
  '微信同号吗',
  '可以用微信收款',
  '有没有五险',
  'OOO lol Il',
  '一五一十说清楚',
  '',
])('stays: %s', (text) => expect(masked(text)).toBe(text))

// ---- however it is typed

const FORMS: readonly ((digit: number) => string)[] = [
  String,
  (digit) => String.fromCodePoint(0xff10 + digit),
  (digit) => '〇一二三四五六七八九'[digit] ?? '',
  (digit) => '零壹贰叁肆伍陆柒捌玖'[digit] ?? '',
  (digit) => String.fromCodePoint(0x1d7ce + digit),
  (digit) => String.fromCodePoint(0x0660 + digit),
]
const BETWEEN = [
  '',
  '',
  '',
  ' ',
  '-',
  '—',
  '·',
  '.',
  '，',
  '、',
  ' - ',
  '/',
  '_',
  '*',
  '\u3000',
  '\u200b',
  '~',
  '\n',
  '( ',
  '：',
]

const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.array(fc.nat(9), { minLength: 9, maxLength: 9 }))
  .map(([second, rest]) => [1, second, ...rest])
const typed = mobile.chain((digits) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...FORMS), { minLength: 11, maxLength: 11 }),
      fc.array(fc.constantFrom(...BETWEEN), { minLength: 10, maxLength: 10 }),
    )
    .map(([forms, between]) => digits.map((digit, i) => `${forms[i]?.(digit) ?? ''}${between[i] ?? ''}`).join('')),
)
const words = fc.constantFrom('', '我叫老王', '电话：', '打这个', '，谢谢', '师傅您好，', '(', '！')

/** Digits that stand together, whatever stands between them. */
const digitsIn = (text: string): string =>
  text.normalize('NFKC').replace(/[^\p{Nd}〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖]/gu, '')

test('no mobile number comes through, in whatever form and however it is broken up', () =>
  fc.assert(
    fc.property(typed, words, words, (number, before, after) => {
      const left = masked(`${before}${number}${after}`)
      expect(left).toContain(MASK)
      expect(digitsIn(left)).toBe('')
    }),
    { numRuns: 2_000 },
  ))

const anything = fc.array(
  fc.oneof(
    fc.constantFrom(
      '1',
      '3',
      '8',
      '12345',
      '00',
      ' ',
      '-',
      ':',
      '微信',
      'wx',
      'abc',
      'a1_b',
      '@',
      '.',
      '三',
      '•',
      'o',
      'l',
      '号',
      '\u{fe0f}',
      '，',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 40 },
)

test('masking again changes nothing, nothing grows, and nothing throws', () =>
  fc.assert(
    fc.property(anything, (parts) => {
      const text = parts.join('')
      const once = masked(text)
      expect(masked(once)).toBe(once)
      expect(once.length).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2_000 },
  ))

test('words without numbers and signs stay as they are', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'我想问一下早班几点下班能不能带孩子'), { maxLength: 60 }), (letters) => {
      const text = letters.join('').replace(/一/g, '')
      expect(masked(text)).toBe(text)
    }),
  ))

test('a line takes no time', () => {
  const lines = ['1 - o '.repeat(33), 'a'.repeat(200), '微信'.repeat(100), '1'.repeat(200), '8:00,'.repeat(40)]
  const start = cpuTime()
  for (const line of lines) for (let i = 0; i < 20; i++) masked(line)
  expect(cpuTime() - start).toBeLessThan(1_000)
})
