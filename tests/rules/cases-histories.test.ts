import fc from 'fast-check'
import { CASE_KIND_NAMES } from '../../miniprogram/contract/case-kinds'
import {
  CASE_STATES,
  isOpen,
  MOVES,
  OUTSIDERS,
  possibleMoves,
  RECORDS,
  type CaseMove,
} from '../../miniprogram/contract/cases'
import { SYSTEM, type CaseDoc } from '../../cloudfunctions/cases/model.rules'
import type { Move } from '../../cloudfunctions/cases/changes.rules'
import { decide, filterKey, openCase, relationsTo } from '../../cloudfunctions/cases/rules'
import { caseView } from '../../cloudfunctions/cases/view.rules'
import {
  actor,
  colleague,
  HOUR,
  leader,
  mediator,
  neighbour,
  NOW,
  people,
  person,
  reporter,
  staff,
  worker,
} from './case-people'

const cast = [reporter, worker, colleague, mediator, leader, staff, neighbour]
const actors = [...cast.map(actor), SYSTEM]

const text = fc.constantFrom('一', '二', '三')
const input: fc.Arbitrary<Move['input']> = fc.oneof(
  fc.constantFrom(
    ...(['accept', 'start', 'occur', 'withdraw', 'look', 'escalate', 'close'] as const).map((move) => ({ move })),
  ),
  text.map((words) => ({ move: 'wait' as const, text: words })),
  fc.record({ move: fc.constant('record' as const), form: fc.constantFrom(...RECORDS), text }),
  text.map((words) => ({ move: 'note' as const, text: words })),
  fc.constant({ move: 'pass' as const }),
  fc.record({ move: fc.constant('assign' as const), to: fc.constantFrom(...cast.map(({ id }) => id)) }),
  text.map((words) => ({ move: 'resolve' as const, text: words })),
  text.map((words) => ({ move: 'decline' as const, text: words })),
  fc.record({
    move: fc.constant('hand_over' as const),
    outsider: fc.constantFrom(...OUTSIDERS),
    name: fc.constant('派出所'),
  }),
  fc.integer({ min: 1, max: 5 }).map((stars) => ({ move: 'confirm' as const, stars })),
  fc.integer({ min: 1, max: 5 }).map((stars) => ({ move: 'rate' as const, stars })),
  text.map((words) => ({ move: 'reopen' as const, text: words })),
)

const step = fc.record({
  who: fc.constantFrom(...actors),
  input,
  /** hours that pass before it */
  hours: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.integer({ min: 0, max: 400 })),
  /** when given, the step is one of those possible now instead, so that histories get long */
  apt: fc.option(fc.nat()),
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const history = fc.record({
  kind: fc.constantFrom(...CASE_KIND_NAMES),
  steps: fc.array(step, { minLength: 5, maxLength: 60 }),
})

function start(kind: (typeof CASE_KIND_NAMES)[number]): CaseDoc {
  const place = { building: 'A18', unit: 1, floor: 7, room: 3 }
  return openCase(
    {
      id: 'case',
      requestId: 'first',
      now: NOW,
      reporter: reporter._id,
      kind,
      cluster: 'A',
      place,
      text: '吵',
      answers: {},
      pictures: [],
    },
    people,
  )
}

const APT: readonly Move['input'][] = [
  ...(['accept', 'start', 'occur', 'look', 'escalate', 'close'] as const).map((move) => ({ move })),
  { move: 'wait', text: '等' },
  { move: 'record', form: 'mediated', text: '谈过' },
  { move: 'pass' },
  { move: 'assign', to: colleague.id },
  { move: 'resolve', text: '好了' },
  { move: 'hand_over', outsider: 'property', name: '物业' },
  { move: 'confirm', stars: 4 },
  { move: 'rate', stars: 2 },
  { move: 'reopen', text: '又来' },
]

/** Every person and move that the table allows now. */
const possible = (doc: CaseDoc) =>
  actors.flatMap((by) => {
    const relations = relationsTo(doc, by.openid, by.grants)
    const moves = possibleMoves(doc.state, relations)
    return APT.filter(({ move }) => moves.includes(move)).map((wanted) => ({ by, wanted }))
  })

/** Plays the steps; gives every version of the case. */
function play({ kind, steps }: { kind: (typeof CASE_KIND_NAMES)[number]; steps: Step[] }): CaseDoc[] {
  const versions = [start(kind)]
  let now = NOW
  for (const [index, { who, input: random, hours, apt }] of steps.entries()) {
    const doc = versions.at(-1) as CaseDoc
    now += hours * HOUR
    const choices = apt === null ? [] : possible(doc)
    const { by, wanted } = choices[(apt ?? 0) % choices.length] ?? { by: who, wanted: random }
    const result = decide(doc, by, { input: wanted, requestId: `r${index}`, now, people })
    if (result.ok) versions.push(result.doc)
  }
  return versions
}

/** Checks every version against the one before. */
const always = (check: (after: CaseDoc, before: CaseDoc | undefined) => void) =>
  fc.assert(
    fc.property(history, (given) => {
      const versions = play(given)
      versions.forEach((doc, index) => check(doc, versions[index - 1]))
    }),
    { numRuns: 400 },
  )

describe('whatever people do to a case', () => {
  test('histories get long enough to mean something', () => {
    const lengths = fc.sample(history, { numRuns: 200, seed: 18 }).map((given) => play(given).length)
    expect(lengths.filter((length) => length >= 8).length).toBeGreaterThan(60)
    const reached = new Set(
      fc.sample(history, { numRuns: 1500, seed: 18 }).flatMap((given) => play(given).map(({ state }) => state)),
    )
    expect([...reached].sort()).toEqual([...CASE_STATES].sort())
  })

  test('every step is one of the table', () =>
    always((after, before) => {
      const event = after.events.at(-1)
      if (!before) return expect(event?.command).toBe('report')
      const rule = MOVES[event?.command as CaseMove]
      expect(rule.from).toContain(before.state)
      expect(after.state).toBe(rule.to ?? before.state)
    }))

  test('events only grow, one a step', () =>
    always((after, before) => {
      expect(after.version).toBe(after.events.length)
      expect(after.events.map(({ no }) => no)).toEqual(after.events.map((_, index) => index + 1))
      if (before) expect(after.events.slice(0, -1)).toEqual(before.events)
    }))

  test('due times never move back', () =>
    always((after, before) => {
      expect(after.resolveBy).toBeGreaterThanOrEqual(before?.resolveBy ?? 0)
      expect(after.dueAt).toBeGreaterThanOrEqual(before?.dueAt ?? 0)
    }))

  test('exactly one handler, never the reporter', () =>
    always(({ handler, handlerKey, reporter: by }) => {
      expect(handlerKey).toBe(handler.openid ?? 'desk')
      expect(handler.openid).not.toBe(by)
      expect(handler.id).not.toBe('')
      const handlers = [worker, colleague, mediator, leader].filter(({ _id }) => _id === handler.openid)
      expect(handlers.length === 1 || handler.id === 'desk' || handler.openid === staff._id).toBe(true)
    }))

  test('what lists and timer look for agrees with the state', () =>
    always((doc) => {
      expect(doc.open).toBe(isOpen(doc.state))
      expect(doc.filters).toHaveLength(12)
      expect(new Set(doc.filters).size).toBe(12)
      expect(doc.filters).toContain(filterKey(doc.state, doc.kind, doc.building))
      expect(doc.filters).toContain(filterKey(doc.state, doc.group))
      expect(doc.filters).toContain(filterKey())
      const isWatched = doc.state === 'resolved' || (doc.open && !(doc.late && doc.level === 2))
      expect(doc.nextCheckAt !== null).toBe(isWatched)
    }))

  test('the changed fields are all that changed', () =>
    fc.assert(
      fc.property(history, (given) => {
        const last = play(given).at(-1) as CaseDoc
        for (const by of actors) {
          const result = decide(last, by, { input: { move: 'note', text: 'x' }, requestId: 'n', now: NOW, people })
          if (!result.ok) continue
          expect({ ...last, ...result.set, events: result.doc.events, pictures: result.doc.pictures }).toEqual(
            result.doc,
          )
        }
      }),
      { numRuns: 100 },
    ))

  test('nobody is told of what they did, nobody twice, and only those concerned', () =>
    always((after) => {
      const event = after.events.at(-1)
      const told = event?.notices.map(({ to }) => to) ?? []
      expect(told).not.toContain(event?.by.openid)
      expect(new Set(told).size).toBe(told.length)
      expect(told).not.toContain(neighbour._id)
    }))

  test('no view holds the openid of the reporter, nor of anybody', () =>
    always((doc) => {
      for (const viewer of cast) {
        const relations = relationsTo(doc, viewer._id, viewer.grants)
        if (relations.length === 0) continue
        const bytes = JSON.stringify(caseView(doc, relations, []))
        expect(bytes).not.toContain('openid-')
        const seesRoom = !doc.private || relations.includes('reporter') || relations.includes('handler')
        expect(bytes.includes('"room":3')).toBe(seesRoom)
        if (relations.includes('reporter')) expect(bytes).not.toContain('"internal":true')
      }
    }))
})

describe('counters', () => {
  test('the sum of all changes equals the list, after every step of many cases', () => {
    const stranger = person('another', [])
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 6 }), (histories) => {
        const counted: Record<string, number> = {}
        const now: CaseDoc[] = []
        for (const given of histories) {
          for (const doc of play(given)) {
            for (const [path, by] of Object.entries(doc.events.at(-1)?.counts ?? {})) {
              counted[path] = (counted[path] ?? 0) + by
            }
          }
          now.push(play(given).at(-1) as CaseDoc)
        }
        const open = now.filter((doc) => doc.open)
        for (const state of CASE_STATES) {
          expect(counted[`states.${state}`] ?? 0).toBe(now.filter((doc) => doc.state === state).length)
        }
        for (const group of new Set(now.map((doc) => doc.group))) {
          expect(counted[`groups.${group}`] ?? 0).toBe(open.filter((doc) => doc.group === group).length)
        }
        for (const id of [...cast, stranger].map((one) => one.id).concat('desk')) {
          expect(counted[`handlers.${id}`] ?? 0).toBe(open.filter((doc) => doc.handler.id === id).length)
        }
        expect(counted['buildings.A18'] ?? 0).toBe(open.length)
        expect(counted.late ?? 0).toBe(open.filter((doc) => doc.late).length)
        expect(Object.values(counted).every((value) => value >= 0)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
