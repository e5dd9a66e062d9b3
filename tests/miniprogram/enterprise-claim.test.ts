/** What an enterprise sees and does at its counter with one claim. */
import fc from 'fast-check'
import {
  CLAIM_STATES,
  CRAFT_LIMITS,
  possibleClaimMoves,
  type ClaimEvent,
  type Tally,
} from '../../miniprogram/contract/crafts'
import {
  countText,
  deedText,
  fasterText,
  recounted,
  tallyParts,
  timelineItems,
} from '../../miniprogram/core/claim-story'
import {
  claimScreen,
  codeProblem,
  COUNTER_MOVES,
  countInput,
  countProblems,
  emptyCount,
  ledgerParts,
  tidyCode,
} from '../../miniprogram/packages/enterprise/claim.view'
import { anyClaimRow, claim, HOUR, NOW } from './crafts-samples'

const total = (parts: readonly { count: number }[]): number => parts.reduce((sum, { count }) => sum + count, 0)

describe('a claim at the counter', () => {
  it('draws every piece once', () => {
    fc.assert(
      fc.property(anyClaimRow, (row) => {
        expect(total(ledgerParts(row))).toBe(row.pieces.issued)
      }),
    )
  })

  it.each(CLAIM_STATES.map((state) => [state] as const))(
    '%s offers what the table of moves allows, no more',
    (state) => {
      const view = claim({ state, relations: ['enterprise'], handedIn: 5 })
      const { primary, others } = claimScreen(view, { now: NOW, shown: 20 })
      const offered = [...(primary ? [primary] : []), ...others]
      expect([...offered].sort()).toEqual(
        possibleClaimMoves(state, ['enterprise'])
          .filter((move) => (COUNTER_MOVES as readonly string[]).includes(move))
          .sort(),
      )
      expect(primary).toBe(state === 'taken' ? 'fetch' : state === 'handed_in' ? 'count' : null)
    },
  )

  it('offers nothing to one who only looks, and no telephone once it is over', () => {
    const staff = claimScreen(claim({ state: 'handed_in', relations: ['staff'] }), { now: NOW, shown: 20 })
    expect([staff.primary, staff.others]).toEqual([null, []])
    expect(claimScreen(claim({ state: 'ended' }), { now: NOW, shown: 20 }).canContact).toBe(false)
    expect(claimScreen(claim(), { now: NOW, shown: 20 }).canContact).toBe(true)
  })

  const anyCount = fc
    .record({
      handedIn: fc.integer({ min: 1, max: 500 }),
      rework: fc.nat({ max: 500 }),
      rejected: fc.nat({ max: 500 }),
    })
    .map(({ handedIn, rework, rejected }) => {
      const first = Math.min(rework, handedIn)
      const second = Math.min(rejected, handedIn - first)
      return { handedIn, tally: { accepted: handedIn - first - second, rework: first, rejected: second } as Tally }
    })
  const NAMES = ['accepted', 'rework', 'rejected'] as const

  it('counts: the three make up what was handed in, whatever is tapped', () => {
    fc.assert(
      fc.property(
        anyCount,
        fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: -10, max: 600 })), { maxLength: 20 }),
        ({ handedIn, tally }, taps) => {
          let now = tally
          for (const [name, wanted] of taps) {
            now = recounted(now, name, wanted, handedIn)
            expect(now.accepted + now.rework + now.rejected).toBe(handedIn)
            expect(Math.min(now.accepted, now.rework, now.rejected)).toBeGreaterThanOrEqual(0)
            expect(now[name]).toBe(Math.max(0, Math.min(handedIn, wanted)))
          }
        },
      ),
    )
  })

  it('takes a few bad ones from the good, and gives them back', () => {
    const none = emptyCount(20)
    const one = recounted(none, 'rejected', 2, 20)
    expect(one).toMatchObject({ accepted: 18, rework: 0, rejected: 2 })
    expect(recounted(one, 'rework', 3, 20)).toMatchObject({ accepted: 15, rework: 3, rejected: 2 })
    expect(recounted(one, 'rejected', 0, 20)).toMatchObject({ accepted: 20, rework: 0, rejected: 0 })
    expect(recounted(one, 'accepted', 10, 20)).toMatchObject({ accepted: 10, rework: 8, rejected: 2 })
  })

  it.each([
    [{ rework: 0, rejected: 0, text: '', pictures: [] }, []],
    [{ rework: 1, rejected: 0, text: ' ', pictures: [] }, ['text']],
    [{ rework: 1, rejected: 0, text: '线头没剪', pictures: [] }, []],
    [{ rework: 0, rejected: 1, text: '珠子裂了', pictures: [] }, ['pictures']],
    [{ rework: 0, rejected: 1, text: '', pictures: ['p'] }, ['text']],
    [{ rework: 0, rejected: 1, text: '珠子裂了', pictures: ['p'] }, []],
  ])('a count of %j lacks %j', (count, fields) => {
    expect(Object.keys(countProblems({ accepted: 18, ...count }))).toEqual(fields)
  })

  it('sends words and pictures only when there are some, and says what it pays', () => {
    expect(countInput({ accepted: 20, rework: 0, rejected: 0, text: ' ', pictures: [] }, [])).toEqual({
      move: 'count',
      accepted: 20,
      rework: 0,
      rejected: 0,
    })
    expect(
      countInput({ accepted: 18, rework: 0, rejected: 2, text: ' 裂了 ', pictures: ['p'] }, ['cloud://p']),
    ).toEqual({
      move: 'count',
      accepted: 18,
      rework: 0,
      rejected: 2,
      text: '裂了',
      pictures: ['cloud://p'],
    })
    expect(countText({ accepted: 18, rework: 0, rejected: 2 }, 120)).toBe('合格 18 个，工钱 ¥21.60')
    expect(countText({ accepted: 0, rework: 0, rejected: 2 }, 120)).toMatch(/没有工钱/)
    expect(total(tallyParts({ accepted: 18, rework: 1, rejected: 1 }))).toBe(20)
  })

  it('takes the code however it is read out', () => {
    expect(tidyCode(' 7k2 m9q ')).toBe('7K2M9Q')
    expect(tidyCode('iLo')).toBe('110')
    expect(codeProblem('7K2M9Q')).toBe('')
    expect(codeProblem('7K2M9')).toMatch(/6 个/)
  })

  const event = (part: Partial<ClaimEvent>): ClaimEvent => ({
    no: 1,
    at: NOW - HOUR,
    command: 'take',
    state: 'taken',
    by: { as: 'worker', name: null },
    text: null,
    pictures: [],
    ...part,
  })
  const counted = event({
    no: 5,
    command: 'count',
    by: { as: 'enterprise', name: '王勇' },
    tally: { accepted: 18, rework: 0, rejected: 2 },
    pictures: ['b'],
    text: '裂了',
  })

  it.each([
    [event({ pieces: 20 }), '对方 领了 20 个'],
    [event({ command: 'fetch', by: { as: 'enterprise', name: '王勇' } }), '王勇 发了料'],
    [event({ command: 'fetch', by: { as: 'enterprise', name: null } }), '同事 发了料'],
    [counted, '王勇 点好数了：合格 18 个，不合格 2 个'],
    [event({ command: 'settle', by: { as: 'staff', name: '陈莉' } }), '社区陈莉 看过以后定了数'],
    [
      event({ command: 'lapse', by: { as: 'system', name: null } }),
      `${CRAFT_LIMITS.objectDays} 天没说话，按点的数算了`,
    ],
  ])('tells what happened', (one, text) => expect(deedText(one)).toBe(text))

  it('shows the newest first, each with its own pictures', () => {
    const events = [event({ no: 1 }), event({ no: 2, command: 'hand_in' }), counted]
    const pictures = [
      { id: 'a', url: 'http://a', state: 'shown' as const },
      { id: 'b', url: null, state: 'checking' as const },
    ]
    const items = timelineItems({ events, pictures }, 2, NOW)
    expect(items.map(({ no }) => no)).toEqual([5, 2])
    expect(items[0]).toMatchObject({ text: '裂了', pictures: [pictures[1]] })
    expect(claimScreen(claim({ events, pictures }), { now: NOW, shown: 2 }).older).toBe(1)
  })

  it('tells one who came too late who was faster', () => {
    expect(fasterText([event({ no: 4 }), counted], 4)).toBe('王勇 点好数了：合格 18 个，不合格 2 个（刚刚）')
    expect(fasterText([event({ no: 3 }), event({ no: 4 }), counted], 2)).toMatch(/还有 2 步/)
    expect(fasterText([event({ no: 4 }), counted], 5)).toBe('')
  })
})
