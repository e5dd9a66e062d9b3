/** The table of moves of a claim: every state, every move, everybody. */
import {
  CLAIM_COMMANDS,
  CLAIM_MOVES,
  CLAIM_STATES,
  possibleClaimMoves,
  type ClaimMove,
  type ClaimState,
} from '../../miniprogram/contract/crafts'
import type { Step } from '../../cloudfunctions/crafts/claim-changes.rules'
import { decide, LEDGER_MOVES, relationsTo, SYSTEM, type Actor } from '../../cloudfunctions/crafts/claim.rules'
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import { after, CODE, DAY, foreignOfficer, NOW, officer, staff, step, stranger, taken, worker } from './craft-world'

const ALL = { accepted: 6, rework: 4, rejected: 0 }
const FETCH: [Actor, Step['input']] = [officer, { move: 'fetch', code: CODE }]
const HAND_IN: [Actor, Step['input']] = [worker, { move: 'hand_in', pieces: 10, minutes: 90 }]
const COUNT: [Actor, Step['input']] = [officer, { move: 'count', ...ALL, text: '四个松了' }]
const OBJECT: [Actor, Step['input']] = [worker, { move: 'object', text: '没有松' }]
const AGREE: [Actor, Step['input']] = [worker, { move: 'agree' }]

/** A claim of ten pieces in each state. */
const CLAIM_IN: { readonly [S in ClaimState]: ClaimDoc } = {
  taken: taken(),
  working: after(taken(), FETCH),
  handed_in: after(taken(), FETCH, HAND_IN),
  counted: after(taken(), FETCH, HAND_IN, COUNT),
  objected: after(taken(), FETCH, HAND_IN, COUNT, OBJECT),
  ended: after(taken(), [worker, { move: 'cancel' }]),
}

/** A good input of each move, with what the claim of ten pieces becomes by it. */
const MOVE: { readonly [M in ClaimMove]: { input: Step['input']; to: ClaimState; now?: number } } = {
  cancel: { input: { move: 'cancel' }, to: 'ended' },
  fetch: { input: { move: 'fetch', code: CODE }, to: 'working' },
  progress: { input: { move: 'progress', done: 3, minutes: 40 }, to: 'working' },
  hand_in: { input: { move: 'hand_in', pieces: 4, minutes: 40 }, to: 'handed_in' },
  lose: { input: { move: 'lose', pieces: 10, text: '水管漏了' }, to: 'ended' },
  take_back: { input: { move: 'take_back', code: CODE, pieces: 3 }, to: 'working' },
  count: { input: { move: 'count', accepted: 10, rework: 0, rejected: 0 }, to: 'counted' },
  agree: { input: { move: 'agree' }, to: 'working' },
  object: { input: { move: 'object', text: '没有松' }, to: 'objected' },
  settle: { input: { move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '都看过了' }, to: 'ended' },
  expire: { input: { move: 'expire' }, to: 'ended', now: NOW + 2 * DAY },
  lapse: { input: { move: 'lapse' }, to: 'working', now: NOW + 3 * DAY },
}

const ACTORS: [who: string, actor: Actor][] = [
  ['worker', worker],
  ['enterprise', officer],
  ['staff', staff],
  ['system', SYSTEM],
  ['another enterprise', foreignOfficer],
  ['nobody', stranger],
]

function expected(state: ClaimState, move: ClaimMove, who: string): string {
  const relation = ['worker', 'enterprise', 'staff', 'system'].find((one) => one === who)
  if (relation === undefined) return 'NOT_FOUND'
  const rule = CLAIM_MOVES[move]
  if (!(rule.by as readonly string[]).includes(relation)) return 'FORBIDDEN'
  return rule.from.includes(state) ? MOVE[move].to : 'NOT_NOW'
}

describe('the table of moves', () => {
  const cells = CLAIM_STATES.flatMap((state) =>
    CLAIM_COMMANDS.flatMap((move) => ACTORS.map(([who, actor]) => [state, move, who, actor] as const)),
  )

  test.each(cells)('%s: %s by %s', (state, move, who, actor) => {
    const claim = CLAIM_IN[state]
    expect(claim.state).toBe(state)
    const { input, now = NOW } = MOVE[move]
    const result = decide(claim, actor, step(input, { now }))
    expect(result.ok ? result.claim.state : result.code).toBe(expected(state, move, who))
    const relations = relationsTo(claim, actor)
    expect(possibleClaimMoves(state, relations).includes(move)).toBe(result.ok)
    if (result.ok) {
      // only moves that are written in a transaction may add lines
      expect(result.added.length > 0 && !LEDGER_MOVES.includes(move)).toBe(false)
      expect(result.batch === null).toBe(result.added.length === 0)
    }
  })

  test('a claim that is all done ends', () => {
    const all = after(
      taken(),
      FETCH,
      HAND_IN,
      [officer, { move: 'count', accepted: 10, rework: 0, rejected: 0 }],
      AGREE,
    )
    expect(all).toMatchObject({ state: 'ended', open: false, seat: all._id, money: { owed: 800, paid: 0, open: 800 } })
  })

  test('nobody is two things: not worker and enterprise, not enterprise and staff', () => {
    const claim = taken()
    const both = { ...worker, enterprises: officer.enterprises, grants: staff.grants }
    expect(relationsTo(claim, both)).toEqual(['worker'])
    expect(relationsTo(claim, { ...officer, grants: staff.grants })).toEqual(['enterprise'])
  })
})
