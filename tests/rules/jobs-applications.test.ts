/** Applications by the rules alone: state × move × who, what a move leaves behind, and what time does. */
import fc from 'fast-check'
import { applicationView } from '../../cloudfunctions/jobs/application-view.rules'
import {
  applyProblem,
  cleared,
  decide,
  clearAt,
  dueOf,
  newApplication,
  OPEN_STATES,
  relationsTo,
  SYSTEM,
  WAITING_STATES,
  withdrawal,
  type Actor,
  type Applicant,
  type Decided,
  type Offered,
  type Step,
} from '../../cloudfunctions/jobs/application.rules'
import { newsOf } from '../../cloudfunctions/jobs/application-news.rules'
import type { ApplicationDoc } from '../../cloudfunctions/jobs/seeker-model.rules'
import {
  APPLICATION_MOVES,
  APPLICATION_MOVES_LIST,
  APPLICATION_STATES,
  DECLINE_REASONS,
  DECLINE_SENTENCES,
  possibleApplicationMoves,
  type ApplicationMove,
  type ApplicationState,
} from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'

const NOW = Date.UTC(2026, 10, 30, 4)
const DAY = 86_400_000
const SEEKER = 'openid-seeker'
const NAME = '周小兰'
const SHARED = { name: NAME, kinds: ['waiter' as const], shifts: ['day' as const], want: 300_000, intro: '做过三年' }
const POSTING: Offered['posting'] = {
  _id: 'posting-one',
  title: '小面馆服务员',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  enterprise: 'enterprise-one',
  enterpriseName: '渝味小面',
  applications: 0,
}

const seeker: Actor = { openid: SEEKER, enterprises: [] }
const officer: Actor = { openid: 'openid-officer', enterprises: [{ id: 'enterprise-one' }] }
const ACTORS: [string, Actor][] = [
  ['seeker', seeker],
  ['enterprise', officer],
  ['system', SYSTEM],
  ['another enterprise', { openid: 'openid-other', enterprises: [{ id: 'enterprise-two' }] }],
  ['anybody', { openid: 'openid-anybody', enterprises: [] }],
  ['the seeker who came to act for the enterprise', { openid: SEEKER, enterprises: [{ id: 'enterprise-one' }] }],
]

const fresh = (): ApplicationDoc =>
  newApplication(
    'application-one',
    POSTING,
    { openid: SEEKER, earlier: [] },
    { shared: SHARED, requestId: 'r0', now: NOW },
  )

const inputOf = (move: ApplicationMove): Step['input'] => {
  if (move === 'invite') return { move, text: `${NAME}您好，明天九点来` }
  return move === 'decline' ? { move, reason: 'filled' } : { move }
}
const step = (move: ApplicationMove, no = 1): Step => ({
  input: inputOf(move),
  requestId: `r${no}`,
  now: NOW + no * 1_000,
})

/** One in this state, by moves alone. */
const WAYS: { readonly [S in ApplicationState]: readonly ApplicationMove[] } = {
  sent: [],
  seen: ['see'],
  invited: ['see', 'invite'],
  hired: ['see', 'invite', 'hire'],
  declined: ['see', 'decline'],
  withdrawn: ['see', 'invite', 'withdraw'],
  closed: ['invite', 'close'],
}
const actorFor = (move: ApplicationMove) =>
  ({ seeker, enterprise: officer, system: SYSTEM })[APPLICATION_MOVES[move].by[0] ?? 'system']

function must(doc: ApplicationDoc, move: ApplicationMove, no: number): Decided {
  const decided = decide(doc, actorFor(move), step(move, no), doc.version)
  if (!decided.ok) throw new Error(`${move} was refused: ${decided.code}`)
  return decided
}
const inState = (state: ApplicationState): ApplicationDoc =>
  WAYS[state].reduce((doc, move, no) => must(doc, move, no + 1).application, fresh())

const cells = APPLICATION_STATES.flatMap((state) =>
  APPLICATION_MOVES_LIST.flatMap((move) => ACTORS.map(([who, actor]) => [state, move, who, actor] as const)),
)

test.each(cells)('%s, %s by %s', (state, move, _who, actor) => {
  const doc = inState(state)
  const before = structuredClone(doc)
  const relations = relationsTo(doc, actor)
  const result = decide(doc, actor, step(move, 9), doc.version)
  expect(doc).toEqual(before)
  const mayMove = APPLICATION_MOVES[move].by.some((relation) => relations.includes(relation))
  const isPossible = APPLICATION_MOVES[move].from.includes(state)
  const code = relations.length === 0 ? 'NOT_FOUND' : !mayMove ? 'FORBIDDEN' : !isPossible ? 'NOT_NOW' : null
  expect(result.ok ? null : result.code).toBe(code)
  expect(possibleApplicationMoves(state, relations).includes(move)).toBe(code === null)
  if (!result.ok) return
  const { application, event } = result
  expect(application.state).toBe(APPLICATION_MOVES[move].to)
  expect(application.version).toBe(doc.version + 1)
  expect(application.events).toHaveLength(application.version)
  expect(event).toMatchObject({ what: move, state: application.state, at: NOW + 9_000 })
  expect(application.open).toBe(OPEN_STATES.includes(application.state))
  expect(application.endedAt).toBe(application.open ? null : NOW + 9_000)
  // what waits is counted once, and never again
  const waits = (one: ApplicationDoc) => Number(WAITING_STATES.includes(one.state))
  expect(result.waiting).toBe(waits(application) - waits(doc))
  // who is not named in an event cannot be found out from it
  expect(JSON.stringify(application.events)).not.toContain('openid-')
})

test('a version that is no longer the last is a conflict, but only to those whom it concerns', () => {
  const doc = inState('seen')
  expect(decide(doc, seeker, step('withdraw'), doc.version - 1)).toMatchObject({ code: 'CONFLICT' })
  expect(decide(doc, officer, step('withdraw'), doc.version - 1)).toMatchObject({ code: 'FORBIDDEN' })
  expect(decide(doc, { openid: 'x', enterprises: [] }, step('withdraw'), 0)).toMatchObject({ code: 'NOT_FOUND' })
})

test.each(['withdraw', 'close'] as const)('after %s nothing of the person is left in it but the openid', (move) => {
  const { application } = must(inState('invited'), move, 5)
  expect(application.shared).toBeNull()
  expect(JSON.stringify({ ...application, seeker: null })).not.toContain(NAME)
})

test('one who comes no more after all is withdrawn, and the hire stays in the story', () => {
  const { application, waiting } = must(inState('hired'), 'withdraw', 5)
  expect(application).toMatchObject({ state: 'withdrawn', shared: null })
  expect(application.events.map(({ what }) => what)).toEqual(['apply', 'see', 'invite', 'hire', 'withdraw'])
  expect(waiting).toBe(0)
})

test.each(DECLINE_REASONS)('declined because of %s: a kind sentence', (reason) => {
  const doc = inState('sent')
  const decided = decide(doc, officer, { input: { move: 'decline', reason }, requestId: 'r', now: NOW }, 1)
  expect(decided).toMatchObject({ ok: true, event: { text: DECLINE_SENTENCES[reason] } })
})

test('the other side is told, with the number of the event', () => {
  const told = (move: ApplicationMove, from: ApplicationState) => {
    const { application, event } = must(inState(from), move, 5)
    const one = newsOf(application, event)
    return one && [one.to, one.news.what, one.news.eventNo]
  }
  expect(told('see', 'sent')).toEqual(['seeker', 'seen', 2])
  expect(told('invite', 'seen')).toEqual(['seeker', 'invited', 3])
  expect(told('hire', 'invited')).toEqual(['seeker', 'hired', 4])
  expect(told('decline', 'sent')).toEqual(['seeker', 'declined', 2])
  expect(told('close', 'sent')).toEqual(['seeker', 'closed', 2])
  expect(told('withdraw', 'hired')).toEqual(['enterprise', 'withdrawn', 5])
})

test('what was written to a person is read inside the consent alone', () => {
  const doc = inState('invited')
  const read = (one: ApplicationDoc) => applicationView(one, ['enterprise'], null).events.map(({ text }) => text)
  expect(read(doc)[2]).toContain(NAME)
  // as when all of a person are withdrawn at once
  expect(read({ ...doc, ...withdrawal({ requestId: 'r', now: NOW }) })).toEqual([null, null, null])
})

// ---- to apply

const APPLICANT: Applicant = {
  openid: SEEKER,
  name: NAME,
  card: { kinds: ['waiter'], shifts: ['day'], want: 300_000, minutes: 30, intro: '', match: true },
  isInsider: false,
  open: 0,
  earlier: [],
}
const OFFERED: Offered = { posting: POSTING, isShown: true, isOpen: true }
const earlier = (...states: ApplicationState[]) => ({ earlier: states.map((state) => ({ state })) })

type Row = [what: string, offered: Partial<Offered>, applicant: Partial<Applicant>, problem: string | null]
test.each<Row>([
  ['nothing in the way', {}, {}, null],
  ['the posting is over', { isOpen: false }, {}, 'NOT_NOW'],
  ['nobody may see it', { isShown: false, isOpen: false }, {}, 'NOT_FOUND'],
  ['hidden, and the person knows of it', { isShown: false, isOpen: false }, earlier('closed'), 'NOT_NOW'],
  ['the own enterprise', {}, { isInsider: true }, 'FORBIDDEN'],
  ['the own enterprise, hidden', { isShown: false, isOpen: false }, { isInsider: true }, 'FORBIDDEN'],
  ['no card', {}, { card: null }, 'NOT_NOW card'],
  ['no name', {}, { name: null }, 'NOT_NOW name'],
  ['neither', {}, { card: null, name: null }, 'NOT_NOW card name'],
  ...(['sent', 'seen', 'invited', 'hired'] as const).map((state): Row => [
    `one is ${state}`,
    {},
    earlier('withdrawn', state),
    'NOT_NOW',
  ]),
  ...(['declined', 'withdrawn', 'closed'] as const).map((state): Row => [`one was ${state}`, {}, earlier(state), null]),
  ['three times already', {}, earlier('declined', 'closed', 'withdrawn'), 'LIMIT'],
  ['many are open', {}, { open: JOB_LIMITS.openApplications - 1 }, null],
  ['too many are open', {}, { open: JOB_LIMITS.openApplications }, 'LIMIT'],
  ['everybody wants it', { posting: { ...POSTING, applications: JOB_LIMITS.applications } }, {}, 'LIMIT'],
])('to apply: %s', (_what, offered, applicant, expected) => {
  const problem = applyProblem({ ...OFFERED, ...offered }, { ...APPLICANT, ...applicant })
  expect(problem && [problem.code, ...Object.keys(problem.fields ?? {})].join(' ')).toBe(expected)
})

// ---- what time does

test('silence closes, then personal data goes, then the record', () => {
  const doc = inState('seen')
  expect(doc.nextCheckAt).toBe(doc.updatedAt + JOB_LIMITS.silentDays * DAY)
  expect(dueOf(doc, doc.nextCheckAt)).toBe('close')
  const closed = must(doc, 'close', 5).application
  expect(closed.nextCheckAt).toBe(closed.updatedAt + JOB_LIMITS.personalDays * DAY)
  expect(dueOf(closed, closed.nextCheckAt)).toBe('clear')
  const bare = { ...closed, ...cleared(closed) }
  expect(bare).toMatchObject({ seeker: null, shared: null, state: 'closed', posting: POSTING._id })
  expect(bare.nextCheckAt).toBe((closed.endedAt ?? 0) + 2 * 365 * DAY)
  expect(dueOf(bare, bare.nextCheckAt)).toBe('delete')
})

test('a hire is looked at again soon, to be counted for sure, and then kept as long as the others', () => {
  const hired = must(inState('seen'), 'hire', 2).application
  expect(dueOf(hired, hired.nextCheckAt)).toBe('count')
  expect(hired.nextCheckAt - hired.updatedAt).toBeLessThan(DAY)
  expect(dueOf(hired, clearAt(hired.endedAt ?? 0))).toBe('clear')
})

test('whatever happens, the story is one of the table, and nobody has a consent that was taken back', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...APPLICATION_MOVES_LIST), { maxLength: 12 }), (moves) => {
      let doc = fresh()
      let waiting = 1
      for (const [no, move] of moves.entries()) {
        const decided = decide(doc, actorFor(move), step(move, no + 1), doc.version)
        if (!decided.ok) continue
        doc = decided.application
        waiting += decided.waiting
      }
      expect(waiting).toBe(Number(WAITING_STATES.includes(doc.state)))
      expect(doc.events.map(({ state }) => state).at(-1)).toBe(doc.state)
      expect(doc.shared === null).toBe(doc.state === 'withdrawn' || doc.state === 'closed')
      const hires = doc.events.filter(({ what }) => what === 'hire').length
      expect(hires).toBeLessThanOrEqual(1)
    }),
  ))
