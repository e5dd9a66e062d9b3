import { CASE_COMMANDS, CASE_STATES, type CaseMove, type CaseState } from '../../miniprogram/contract/cases'
import { SYSTEM, type Actor, type CaseDoc } from '../../cloudfunctions/cases/model.rules'
import type { Move } from '../../cloudfunctions/cases/changes.rules'
import { decide, openCase } from '../../cloudfunctions/cases/rules'
import {
  actor,
  admin,
  colleague,
  foreignLeader,
  foreignWorker,
  HOUR,
  leader,
  mediator,
  neighbour,
  NOW,
  people,
  reporter,
  staff,
  worker,
} from './case-people'

const DAY = 24 * HOUR

const opened = openCase(
  {
    id: 'case',
    requestId: 'request',
    now: NOW - 30 * DAY,
    reporter: reporter._id,
    kind: 'noise.plaza',
    cluster: 'A',
    place: { building: 'A18' },
    text: '跳舞声音太大',
    answers: {},
    pictures: [],
  },
  people,
)

const inState = (state: CaseState): CaseDoc => ({ ...opened, state, endedAt: NOW - DAY, nextCheckAt: NOW - 1 })

const INPUTS: { [M in CaseMove]: Move['input'] } = {
  accept: { move: 'accept' },
  start: { move: 'start' },
  wait: { move: 'wait', text: '等物业' },
  record: { move: 'record', form: 'dissuaded', text: '劝过了' },
  note: { move: 'note', text: '留意' },
  pass: { move: 'pass' },
  assign: { move: 'assign', to: colleague.id },
  resolve: { move: 'resolve', text: '已停' },
  decline: { move: 'decline', text: '不属本社区' },
  hand_over: { move: 'hand_over', outsider: 'police', name: '华岩派出所' },
  occur: { move: 'occur' },
  confirm: { move: 'confirm' },
  rate: { move: 'rate', stars: 5 },
  reopen: { move: 'reopen', text: '又响了' },
  withdraw: { move: 'withdraw' },
  look: { move: 'look' },
  escalate: { move: 'escalate' },
  close: { move: 'close' },
}

const ACTORS = {
  reporter: actor(reporter),
  handler: actor(worker),
  grid: actor(colleague),
  leader: actor(leader),
  staff: actor(staff),
  system: SYSTEM,
} satisfies Record<string, Actor>
type Who = keyof typeof ACTORS

// Written out by hand, state by state, so that a slip in the contract's table shows.
// R reporter, H handler, G grid, L leader, S staff, * system
const LETTERS: { [letter: string]: Who } = {
  R: 'reporter',
  H: 'handler',
  G: 'grid',
  L: 'leader',
  S: 'staff',
  '*': 'system',
}
const EXPECTED: { [S in CaseState]: string } = {
  reported: 'accept:HG note:HGLS pass:H assign:LS decline:LS hand_over:HLS occur:R withdraw:R look:H escalate:*',
  reopened: 'accept:HG note:HGLS pass:H assign:LS decline:LS hand_over:HLS occur:R withdraw:R look:H escalate:*',
  accepted:
    'start:H wait:H record:H note:HGLS pass:H assign:LS resolve:H decline:LS hand_over:HLS occur:R withdraw:R look:H escalate:*',
  in_progress:
    'wait:H record:H note:HGLS pass:H assign:LS resolve:H decline:LS hand_over:HLS occur:R withdraw:R look:H escalate:*',
  waiting:
    'start:H record:H note:HGLS pass:H assign:LS resolve:H decline:LS hand_over:HLS occur:R withdraw:R look:H escalate:*',
  handed_over: 'record:H note:HGLS assign:LS resolve:H occur:R reopen:R withdraw:R look:H escalate:*',
  resolved: 'note:HGLS confirm:R reopen:R close:*',
  confirmed: 'note:HGLS rate:R reopen:R',
  unconfirmed: 'note:HGLS confirm:R reopen:R',
  declined: 'note:HGLS reopen:R',
  withdrawn: 'note:HGLS',
}

function allowed(state: CaseState, move: CaseMove, who: Who): boolean {
  const entry = EXPECTED[state].split(' ').find((part) => part.startsWith(`${move}:`))
  const letters = entry?.split(':')[1] ?? ''
  return Array.from(letters).some((letter) => LETTERS[letter] === who)
}

const attempt = (doc: CaseDoc, by: Actor, move: CaseMove) =>
  decide(doc, by, { input: INPUTS[move], requestId: 'r', now: NOW, people })

const cells = CASE_STATES.flatMap((state) =>
  CASE_COMMANDS.flatMap((move) => (Object.keys(ACTORS) as Who[]).map((who) => [state, move, who] as const)),
)

describe('every state × command × relation', () => {
  test.each(cells)('%s: %s by %s', (state, move, who) => {
    const doc = inState(state)
    const before = structuredClone(doc)
    const result = attempt(doc, ACTORS[who], move)
    if (allowed(state, move, who)) {
      expect(result.ok).toBe(true)
    } else {
      // "not now" when the person could do it in another state, else "not you"
      const elsewhere = CASE_STATES.some((other) => allowed(other, move, who))
      expect(result).toEqual({ ok: false, code: elsewhere ? 'NOT_NOW' : 'FORBIDDEN' })
    }
    expect(doc).toEqual(before)
  })
})

describe('who has nothing to do with a case learns nothing of it', () => {
  const strangers = { neighbour, foreignWorker, foreignLeader, admin, mediatorOfAKindForWorkers: mediator }
  const rows = Object.entries(strangers).flatMap(([name, who]) =>
    CASE_COMMANDS.map((move) => [name, move, who] as const),
  )
  test.each(rows)('%s: %s', (_name, move, who) => {
    expect(attempt(inState('accepted'), actor(who), move)).toEqual({ ok: false, code: 'NOT_FOUND' })
  })

  test('a handler whose roles were taken away', () => {
    const dismissed = actor({ ...worker, grants: [] })
    expect(attempt(inState('accepted'), dismissed, 'resolve')).toEqual({ ok: false, code: 'NOT_FOUND' })
  })
})

describe('limits in time and number', () => {
  const ended = { ...inState('confirmed'), endedAt: NOW - 30 * DAY }

  test('reopening is possible for thirty days', () => {
    expect(attempt(ended, ACTORS.reporter, 'reopen').ok).toBe(true)
    const late = decide(ended, ACTORS.reporter, { input: INPUTS.reopen, requestId: 'r', now: NOW + 1 })
    expect(late).toEqual({ ok: false, code: 'NOT_NOW' })
  })

  test('"again" counts once in ten minutes', () => {
    const first = attempt(inState('accepted'), ACTORS.reporter, 'occur')
    if (!first.ok) throw new Error(first.code)
    const again = (after: number) =>
      decide(first.doc, ACTORS.reporter, { input: INPUTS.occur, requestId: 'again', now: NOW + after })
    expect(again(10 * 60_000 - 1)).toEqual({ ok: false, code: 'LIMIT' })
    const later = again(10 * 60_000)
    expect(later.ok && later.doc.occurrences).toBe(3)
  })

  test('one rating', () => {
    const rated = { ...ended, rating: { stars: 3, text: null } }
    expect(attempt(rated, ACTORS.reporter, 'rate')).toEqual({ ok: false, code: 'NOT_NOW' })
  })

  test('a timer that comes early does nothing', () => {
    for (const [state, move] of [
      ['resolved', 'close'],
      ['reported', 'escalate'],
    ] as const) {
      const early = { ...inState(state), nextCheckAt: NOW + 1 }
      expect(attempt(early, SYSTEM, move)).toEqual({ ok: false, code: 'NOT_NOW' })
    }
  })

  test.each([
    ['the past', NOW - 1, false],
    ['now', NOW, true],
    ['thirty days', NOW + 30 * DAY, true],
    ['more', NOW + 30 * DAY + 1, false],
  ])('waiting until %s', (_name, until, ok) => {
    const input = { move: 'wait', text: '等', until } as const
    expect(decide(inState('accepted'), ACTORS.handler, { input, requestId: 'r', now: NOW }).ok).toBe(ok)
  })

  test('a story of 200 events takes only moves that end it', () => {
    const long = { ...inState('accepted'), version: 200 }
    for (const move of ['note', 'record'] as const) {
      expect(attempt(long, ACTORS.handler, move)).toEqual({ ok: false, code: 'LIMIT' })
    }
    expect(attempt(long, ACTORS.handler, 'resolve').ok).toBe(true)
    expect(attempt(long, ACTORS.reporter, 'withdraw').ok).toBe(true)
  })

  test.each(['nobody', reporter.id, 'DESK'])('assigning to %s is refused', (to) => {
    const input = { move: 'assign', to } as const
    const result = decide(inState('reported'), ACTORS.leader, {
      input,
      requestId: 'r',
      now: NOW,
      people: [...people, reporter],
    })
    expect(result).toEqual({ ok: false, code: 'INVALID_INPUT', fields: { to: 'not_found' } })
  })
})

describe('lateness goes up the chain, once each', () => {
  test('worker → leader → staff, then no more', () => {
    let doc: CaseDoc = { ...inState('reported') }
    const handlers: string[] = []
    for (let step = 0; step < 5; step++) {
      if (doc.nextCheckAt === null) break
      const result = decide(doc, SYSTEM, {
        input: INPUTS.escalate,
        requestId: `s${step}`,
        now: Math.max(NOW, doc.nextCheckAt),
        people,
      })
      if (!result.ok) throw new Error(result.code)
      doc = result.doc
      handlers.push(doc.handler.id)
    }
    expect(handlers).toEqual([leader.id, 'desk'])
    expect(doc.nextCheckAt).toBeNull()
    expect(doc.level).toBe(2)
    expect(doc.dueAt).toBe(opened.dueAt)
  })

  test('a mediator is followed by the worker', () => {
    const doc = {
      ...inState('reported'),
      handler: { openid: mediator._id, id: mediator.id, name: '', role: 'mediator' } as const,
    }
    const result = attempt(doc, SYSTEM, 'escalate')
    expect(result.ok && result.doc.handler.id).toBe(worker.id)
  })
})
