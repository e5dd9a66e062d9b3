/** The check character of a unified social credit code finds what people get wrong when they type it. */
import fc from 'fast-check'
import { isCreditCode } from '../../miniprogram/contract/enterprises'
import { CREDIT_CODE_SIGNS, creditCode, withCheckSign } from '../credit-code'

const sign = fc.constantFrom(...CREDIT_CODE_SIGNS)
const code = fc.array(sign, { minLength: 17, maxLength: 17 }).map((signs) => withCheckSign(signs.join('')))
const place = fc.nat(17)

const replaced = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1)

function swapped(text: string, a: number, b: number): string {
  const signs = [...text]
  ;[signs[a], signs[b]] = [signs[b] ?? '', signs[a] ?? '']
  return signs.join('')
}

test('there are 31 signs', () => expect(CREDIT_CODE_SIGNS).toHaveLength(31))

// the example of the standard's own publication, and codes with each kind of check sign
test.each([
  '91350100M000100Y43',
  '000000000000000000',
  withCheckSign('91500107MA5YQ8X2W'),
  creditCode(1),
  creditCode(2),
])('%s is one', (text) => expect(isCreditCode(text)).toBe(true))

test('all that are made by the standard are taken', () => {
  fc.assert(fc.property(code, (text) => isCreditCode(text)))
})

test('of the 31 last signs one is right', () => {
  fc.assert(
    fc.property(code, (text) => {
      const right = CREDIT_CODE_SIGNS.filter((last) => isCreditCode(replaced(text, 17, last)))
      expect(right).toEqual([text.slice(17)])
    }),
  )
})

test('one sign that is wrong is found, wherever it is', () => {
  fc.assert(
    fc.property(code, place, sign, (text, at, by) => {
      fc.pre(text[at] !== by)
      expect(isCreditCode(replaced(text, at, by))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('two neighbours that changed places are found', () => {
  fc.assert(
    fc.property(code, fc.nat(16), (text, at) => {
      fc.pre(text[at] !== text[at + 1])
      expect(isCreditCode(swapped(text, at, at + 1))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('so are any two others, but for the first and the last, which have one weight in the standard', () => {
  fc.assert(
    fc.property(code, place, place, (text, a, b) => {
      fc.pre(text[a] !== text[b])
      const isFirstAndLast = Math.min(a, b) === 0 && Math.max(a, b) === 17
      expect(isCreditCode(swapped(text, a, b))).toBe(isFirstAndLast)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '',
  '9',
  creditCode(1).slice(1),
  `${creditCode(1)}0`,
  creditCode(12_345).toLowerCase(),
  '91350100M000100Y4３',
])('"%s" is none', (text) => expect(isCreditCode(text)).toBe(false))

test('letters that are no signs are none, whatever the rest', () => {
  fc.assert(
    fc.property(code, place, fc.constantFrom(...'IOSVZ', ' ', '-', '　', '😀'), (text, at, by) => {
      expect(isCreditCode(replaced(text, at, by))).toBe(false)
    }),
  )
})
