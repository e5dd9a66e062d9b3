/** The words of a posting: what is excused, kept and written again. */
import { excuseOf, standing, textsOf } from '../../cloudfunctions/jobs/posting-words.rules'
import { LAST } from '../../cloudfunctions/jobs/posting-states.rules'
import { mayReword, moved, reworded } from '../../cloudfunctions/jobs/posting.rules'
import { call, DAY, FINDING, fresh, inState, NOW, WORDS } from './posting-samples'

describe('words', () => {
  test('a posting is published for fourteen days unless the gate has something against it', () => {
    expect(fresh()).toMatchObject({
      state: 'open',
      publishedAt: NOW,
      endsAt: NOW + 14 * DAY,
      nextCheckAt: NOW + 12 * DAY,
      version: 1,
      deskAt: LAST,
    })
    expect(fresh([FINDING])).toMatchObject({
      state: 'blocked',
      findings: [FINDING],
      publishedAt: null,
      endsAt: null,
      keys: [],
      grams: [],
    })
  })

  test('new words leave an open one at its place, open an ended one and mend a blocked one', () => {
    const later = call('enterprise', { now: NOW + DAY })
    const words = { ...WORDS, title: '小面馆帮工' }
    const open = inState('open')
    expect(reworded(open, words, [], later)).toMatchObject({
      state: 'open',
      title: '小面馆帮工',
      publishedAt: NOW,
      endsAt: open.endsAt,
      grams: expect.arrayContaining(['帮工']),
    })
    for (const state of ['ended', 'blocked'] as const) {
      expect(reworded(inState(state), words, [], later)).toMatchObject({
        state: 'open',
        publishedAt: NOW + DAY,
        endsAt: NOW + 15 * DAY,
        asked: null,
        findings: [],
      })
    }
    for (const state of ['open', 'ended', 'blocked'] as const) {
      expect(reworded(inState(state), words, [FINDING], later)).toMatchObject({
        state: 'blocked',
        findings: [FINDING],
        keys: [],
        grams: [],
      })
    }
    expect(mayReword(inState('hidden'), 2)).toMatchObject({ code: 'NOT_NOW' })
    expect(mayReword(inState('removed'), 2)).toMatchObject({ code: 'NOT_NOW' })
  })

  test('what the staff let pass stands no more, as long as the sentence is the same', () => {
    const doc = inState('blocked')
    const { excused = [] } = moved(doc, 'overrule', call('staff', { text: '行' }))
    expect(excused).toEqual([excuseOf(FINDING)])
    expect(standing([{ ...FINDING, start: 9 }], excused)).toEqual([])
    const other = { ...FINDING, sentence: '限男性，力气大' }
    expect(standing([FINDING, other], excused)).toEqual([other])
  })

  test('only what is written by hand is looked at, none of it empty', () => {
    expect(textsOf(WORDS)).toEqual([WORDS.title, WORDS.place, WORDS.duties])
  })
})
