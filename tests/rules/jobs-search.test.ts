/** Searching postings by their words. */
import fc from 'fast-check'
import { gramOf, gramsOf, holdsText, keyOf, keysOf } from '../../cloudfunctions/jobs/search.rules'
import { JOB_KINDS, SHIFTS, WITHIN, type JobKind, type Shift } from '../../miniprogram/contract/jobs'

describe('search', () => {
  const posting = fc.record({
    kind: fc.constantFrom<JobKind>(...JOB_KINDS),
    shifts: fc.subarray<Shift>([...SHIFTS], { minLength: 1 }),
    way: fc.record({ by: fc.constantFrom('foot' as const, 'bus' as const), minutes: fc.integer({ min: 1, max: 120 }) }),
  })
  const filters = fc.record(
    {
      kind: fc.constantFrom<JobKind>(...JOB_KINDS),
      shift: fc.constantFrom<Shift>(...SHIFTS),
      within: fc.constantFrom(...WITHIN),
    },
    { requiredKeys: [] },
  )

  test('a posting has the key of just those filters that it fits', () => {
    fc.assert(
      fc.property(posting, filters, (one, { kind, shift, within }) => {
        const fits =
          (kind === undefined || one.kind === kind) &&
          (shift === undefined || one.shifts.includes(shift)) &&
          (within === undefined || one.way.minutes <= within)
        const asked = {
          ...(kind === undefined ? {} : { kind }),
          ...(shift === undefined ? {} : { shift }),
          ...(within === undefined ? {} : { within }),
        }
        const keys = keysOf(one)
        expect(keys.includes(keyOf(asked))).toBe(fits)
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.length).toBeLessThanOrEqual(2 * 6 * 4)
      }),
    )
  })

  const chinese = fc.constantFrom(...'小面馆服务员渝味电子厂ABCａｂ 　12𠮷')
  const named = fc.record({
    title: fc.string({ unit: chinese, minLength: 1, maxLength: 20 }),
    enterpriseName: fc.string({ unit: chinese, minLength: 1, maxLength: 40 }),
  })

  test('every piece of title and name finds it, however it is typed', () => {
    const cut = fc.tuple(named, fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 8 }))
    fc.assert(
      fc.property(cut, ([one, ofTitle, at, length]) => {
        const letters = Array.from(ofTitle ? one.title : one.enterpriseName)
        const from = at % letters.length
        const text = letters.slice(from, from + length).join('')
        fc.pre(text.trim() !== '')
        for (const typed of [text, text.toUpperCase(), ` ${text} `]) {
          expect(gramsOf(one)).toContain(gramOf(typed))
          expect(holdsText(one, typed)).toBe(true)
        }
      }),
    )
  })

  test('what is chosen by piece and then by the whole text is what holds the text', () => {
    fc.assert(
      fc.property(named, fc.string({ unit: chinese, minLength: 1, maxLength: 8 }), (one, text) => {
        fc.pre(gramOf(text) !== '')
        const plain = (words: string) => words.normalize('NFKC').toLowerCase().split(/\s+/).join('')
        const holds = [one.title, one.enterpriseName].some((words) => plain(words).includes(plain(text)))
        expect(gramsOf(one).includes(gramOf(text)) && holdsText(one, text)).toBe(holds)
      }),
    )
  })

  test('there are few enough of them for one document', () => {
    const long = { title: '一二三四五六七八九十'.repeat(2), enterpriseName: '甲乙丙丁戊己庚辛壬癸'.repeat(4) }
    expect(gramsOf(long).length).toBeLessThanOrEqual(240)
    expect(gramsOf({ title: '小面', enterpriseName: '面' }).sort()).toEqual(['小', '小面', '面'].sort())
  })
})
