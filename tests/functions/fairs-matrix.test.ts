/** Who may call what: every route of fairs × everybody, what it costs, and what the answers must not hold. */
import { randomUUID } from 'node:crypto'
import { newFair } from '../../cloudfunctions/fairs/fair.rules'
import type { TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import { newTalk } from '../../cloudfunctions/fairs/talk.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Route } from '../../miniprogram/contract/api'
import {
  arrange,
  boothsIn,
  checkIn,
  DAY,
  fairOf,
  HOUR,
  jobSeekers,
  moveToFair,
  nextFair,
  openPosting,
  signUp,
  startFair,
  walkInOf,
  type Fair,
} from './fairs'
import { postOpen } from './jobs'
import { ok, refused, type Person } from './people'
import { insert } from './store'

jest.setTimeout(120_000)

/** The booth is that of the officer's enterprise; seeker has a card and is signed up. */
const CALLERS = ['visitor', 'neighbour', 'mediator', 'admin', 'staff', 'seeker', 'otherOfficer', 'officer'] as const
type Caller = (typeof CALLERS)[number]

let hall: Fair
let cloud: Fair['cloud']
/** the fair that is on, with a booth and a seeker who is here; one ahead */
let made: { booth: string; code: string; ahead: string; posting: string }

beforeAll(async () => {
  hall = await startFair()
  cloud = hall.cloud
  const { fair, officer, enterprise, seeker } = hall
  const card = { kinds: ['waiter'], shifts: ['day'], want: 300_000, minutes: 30, intro: '', match: true } as const
  await ok(cloud, seeker.openid, 'jobs.keep', {
    ...card,
    kinds: [...card.kinds],
    shifts: [...card.shifts],
    born: '1990-01',
  })
  const { id: first } = await postOpen(hall)
  const { id: booth } = await ok(cloud, officer.openid, 'fairs.book', { fair, enterprise, postings: [first] })
  const { code } = await signUp(cloud, seeker, fair, [booth])
  await arrange(hall, fair)
  await moveToFair(cloud, fair, HOUR)
  await checkIn(hall, fair, code)
  // the first has run out by now
  const { id: posting } = await postOpen(hall)
  made = { booth, code, ahead: (await nextFair(cloud, seeker, 'special')).id, posting }
})
afterAll(() => cloud.stop())

const personOf = (caller: Caller): Person => ({ ...hall.people, ...hall })[caller]

let count = 100

/** A talk of somebody at the booth. */
function freshTalk(more: Partial<TalkDoc> = {}): string {
  const [booth] = boothsIn(cloud, hall.fair)
  if (!booth) throw new Error('no booth')
  const signup = { _id: String(++count).padStart(32, '0'), number: count }
  const talk = { ...newTalk({ booth, slot: count, at: cloud.now(), missed: 0 }, signup), ...more }
  insert(cloud, 'fair_talks', [talk])
  return talk._id
}

/** A fair that nobody has touched. */
function freshFair(): string {
  const day = new Date(Date.UTC(2031, 0, 1) + ++count * DAY).toISOString().slice(0, 10)
  const rule = { id: `${day}-special`, kind: 'special', ruleDay: day, day } as const
  insert(cloud, 'fairs', [newFair(rule, newId(cloud.now()))])
  return rule.id
}

const bookOf = (): In<'fairs.book'> => ({ fair: made.ahead, enterprise: hall.enterprise, postings: [made.posting] })
const change = (): In<'fairs.change'> => {
  const { version, opensAt, closesAt } = fairOf(cloud, made.ahead)
  return { id: made.ahead, version, theme: '餐饮专场', place: '活动室', booths: 12, opensAt, closesAt }
}
const talkInput = (state: In<'fairs.talk'>['state'], more: Partial<TalkDoc> = {}) => {
  return { talk: freshTalk(more), version: 1, state }
}
const hired = () => freshTalk({ state: 'hired', hiredAt: cloud.now() - 31 * DAY, askAt: cloud.now() - DAY })

// + may, F forbidden, H home needed, N not found, W not now: in the order of CALLERS; the most requests that it takes
const TABLE: [route: Route, what: string, input: () => object, answers: string, cost?: number][] = [
  ['fairs.list', '', () => ({}), '++++++++', 2],
  ['fairs.list', 'past ones', () => ({ past: true }), '++++++++', 2],
  ['fairs.get', '', () => ({ id: hall.fair }), '++++++++', 2],
  ['fairs.board', '', () => ({ fair: hall.fair }), '++++++++', 4],
  // who has no card is told so
  ['fairs.signup', 'ahead', () => ({ fair: made.ahead, wants: [], agree: true }), 'HWWWW+WW', 4],
  ['fairs.signup', 'the one that is on', () => ({ fair: hall.fair, wants: [], agree: true }), 'HWWWW+WW', 5],
  ['fairs.leave', '', () => ({ fair: made.ahead }), 'HNNNN+NN', 6],

  ['fairs.book', '', bookOf, 'NNNNNNN+', 6],
  ['fairs.unbook', '', () => ({ booth: `${made.ahead}.${hall.enterprise}` }), 'NNNNNNN+', 4],
  ['fairs.booth', '', () => ({ booth: made.booth }), 'NNNN+NN+', 2],
  ['fairs.talk', 'called', () => talkInput('called'), 'NNNN+NN+', 3],
  ['fairs.talk', 'did not come', () => talkInput('no_show'), 'NNNN+NN+', 6],
  // the figures are written with it
  ['fairs.talk', 'met', () => talkInput('met'), 'NNNN+NN+', 6],
  ['fairs.talk', 'hired', () => talkInput('hired', { state: 'met' }), 'NNNN+NN+', 6],

  ['fairs.change', '', change, 'FFFF+FFF', 6],
  ['fairs.change', 'cancel', () => ({ id: freshFair(), version: 1, cancel: '停电' }), 'FFFF+FFF', 6],
  ['fairs.arrange', '', () => ({ fair: freshFair() }), 'FFFF+FFF', 6],
  ['fairs.desk', '', () => ({ fair: hall.fair }), 'FFFF+FFF', 4],
  ['fairs.desk', 'by name', () => ({ fair: hall.fair, find: '周' }), 'FFFF+FFF', 4],
  ['fairs.checkin', '', () => ({ fair: hall.fair, code: made.code }), 'FFFF+FFF', 6],
  ['fairs.walkin', '', () => walkInOf(hall.fair), 'FFFF+FFF', 5],
  ['fairs.figures', '', () => ({}), 'FFFF+FFF', 2],
  ['fairs.due', '', () => ({}), 'FFFF+FFF', 3],
  ['fairs.still', '', () => ({ talk: hired(), after: 30, still: true }), 'FFFF+FFF', 6],
]
const CODES: { readonly [letter: string]: string } = {
  '+': 'ok',
  F: 'FORBIDDEN',
  H: 'HOME_NEEDED',
  N: 'NOT_FOUND',
  W: 'NOT_NOW',
}

const cells = TABLE.flatMap(([route, what, input, answers, cost]) =>
  CALLERS.map((caller, index) => [route, what, caller, CODES[answers[index] ?? ''] ?? '?', input, cost ?? 6] as const),
)

const told: { caller: Caller; route: Route; bytes: string }[] = []

test.each(cells)('%s %s by %s: %s', async (route, _what, caller, expected, input, cost) => {
  const given = input()
  const answer = await cloud.call(personOf(caller).openid, route, given)
  expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(cost)
  told.push({ caller, route, bytes: JSON.stringify(answer) })
  expect(answer.ok ? 'ok' : answer.error.code).toBe(expected)
})

test('the table names every route', async () => {
  const { routes } = await import('../../cloudfunctions/fairs/routes')
  const named = [...new Set(TABLE.map(([route]) => route))]
  expect(named.sort()).toEqual(Object.keys(routes).sort())
  for (const route of named) {
    const event = JSON.stringify({ route, input: {}, requestId: randomUUID() })
    const answer = await cloud.cloud.functions?.invoke('fairs', { event, source: 'wx_client,scf' })
    expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  }
})

test('a person cannot play the platform, nor call a route of another function', async () => {
  for (const event of [{ Type: 'Timer' }, { route: 'jobs.list', input: {}, requestId: randomUUID() }]) {
    const answer = await cloud.raw(hall.seeker.openid, 'fairs', event)
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
})

describe('in all the answers', () => {
  const holding = (text: string) =>
    told.filter(({ bytes }) => bytes.includes(text)).map(({ caller, route }) => `${route} to ${caller}`)

  test('there is nobody’s openid and no telephone', () => {
    expect(told.length).toBe(cells.length)
    for (const caller of CALLERS) {
      const { openid, phone } = personOf(caller)
      for (const secret of [openid, phone]) if (secret) expect(holding(secret)).toEqual([])
    }
    for (const secret of ['"secret"', 'lastCall', 'bookedBy', '"seat"']) expect(holding(secret)).toEqual([])
  })

  test('the seeker’s name is with the booth and the desk', () => {
    expect([...new Set(holding(hall.seeker.name))].sort()).toEqual([
      'fairs.booth to officer',
      'fairs.booth to staff',
      'fairs.checkin to staff',
      'fairs.desk to staff',
    ])
  })

  test('the log holds neither openids nor names', () => {
    const log = JSON.stringify(cloud.logs())
    for (const caller of CALLERS) {
      const { openid, name } = personOf(caller)
      for (const secret of [openid, name]) if (secret !== '') expect(log).not.toContain(secret)
    }
    expect(log).not.toContain('老何')
  })
})

// ---- what is refused

describe('refused', () => {
  const I = (fields: object) => ({ code: 'INVALID_INPUT', fields })
  const by = (who: Person, route: Route, input: object) => refused(cloud, who.openid, route, input)

  test('a fair that there is not', async () => {
    const none = '2026-01-07-special'
    for (const [route, input] of [
      ['fairs.get', { id: none }],
      ['fairs.board', { fair: none }],
      ['fairs.signup', { fair: none, wants: [], agree: true }],
      ['fairs.leave', { fair: none }],
      ['fairs.book', { ...bookOf(), fair: none }],
      ['fairs.unbook', { booth: `${none}.${hall.enterprise}` }],
      ['fairs.booth', { booth: `${none}.${hall.enterprise}` }],
      ['fairs.talk', { talk: `${none}.${hall.enterprise}.1`, version: 1, state: 'called' }],
      ['fairs.change', { id: none, version: 1, cancel: '停电' }],
      ['fairs.arrange', { fair: none }],
      ['fairs.checkin', { fair: none, code: '0000' }],
      ['fairs.walkin', walkInOf(none)],
    ] as const) {
      const who = ['fairs.book', 'fairs.unbook', 'fairs.booth'].includes(route) ? hall.officer : hall.people.staff
      const caller = route === 'fairs.signup' || route === 'fairs.leave' ? hall.seeker : who
      expect([route, await by(caller, route, input)]).toEqual([route, { code: 'NOT_FOUND' }])
    }
  })

  test('what has the wrong form', async () => {
    const { staff } = hall.people
    const walkin = walkInOf(hall.fair)
    expect(await by(hall.seeker, 'fairs.get', { id: 'x' })).toEqual(I({ id: 'wrong_form' }))
    expect(await by(hall.seeker, 'fairs.signup', { fair: hall.fair, wants: [] })).toEqual(I({ agree: 'missing' }))
    expect(await by(staff, 'fairs.walkin', { ...walkin, name: 'x'.repeat(21) })).toEqual(I({ name: 'too_long:20' }))
    expect(await by(staff, 'fairs.walkin', { ...walkin, kinds: ['king'] })).toEqual(I({ 'kinds.0': 'not_a_choice' }))
    expect(await by(staff, 'fairs.checkin', { fair: hall.fair, code: '12' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await by(staff, 'fairs.still', { talk: hired(), after: 31, still: true })).toEqual(
      I({ after: 'not_a_choice' }),
    )
    const wants = Array.from({ length: 6 }, () => made.booth)
    expect(await by(staff, 'fairs.walkin', { ...walkin, wants })).toEqual(I({ wants: 'too_long:5' }))
  })

  test('booths of another fair as wants, postings of others or none', async () => {
    const foreign = { fair: made.ahead, wants: [made.booth], agree: true }
    expect(await by(hall.seeker, 'fairs.signup', foreign)).toEqual(I({ wants: 'not_found' }))
    const other = openPosting(cloud, hall.otherEnterprise, '山城电子')
    expect(await by(hall.officer, 'fairs.book', { ...bookOf(), postings: [other] })).toEqual(
      I({ postings: 'not_found' }),
    )
    expect(await by(hall.officer, 'fairs.book', { ...bookOf(), postings: [] })).toEqual(I({ postings: 'too_short:1' }))
    const six = Array.from({ length: 6 }, () => made.posting)
    expect(await by(hall.officer, 'fairs.book', { ...bookOf(), postings: six })).toEqual(I({ postings: 'too_long:5' }))
  })

  test('what is too late, was changed meanwhile, or is not at hand', async () => {
    const { staff } = hall.people
    expect(await by(hall.officer, 'fairs.book', { ...bookOf(), fair: hall.fair })).toEqual({ code: 'NOT_NOW' })
    expect(await by(hall.officer, 'fairs.unbook', { booth: made.booth })).toEqual({ code: 'NOT_NOW' })
    expect(await by(staff, 'fairs.arrange', { fair: hall.fair })).toEqual({ code: 'NOT_NOW' })
    expect(await by(staff, 'fairs.change', { ...change(), version: 99 })).toEqual({ code: 'CONFLICT' })
    expect(await by(staff, 'fairs.checkin', { fair: made.ahead, id: 'f'.repeat(32) })).toEqual({ code: 'NOT_FOUND' })
    const stale = { talk: freshTalk({ version: 2 }), version: 1, state: 'called' }
    expect(await by(staff, 'fairs.talk', stale)).toEqual({ code: 'CONFLICT' })
    const foreign = { ...talkInput('hired', { state: 'met' }), posting: newId(cloud.now()) }
    expect(await by(staff, 'fairs.talk', foreign)).toEqual(I({ posting: 'not_found' }))
  })

  test('words that the platform refuses', async () => {
    const { staff } = hall.people
    const unsafe = (field: string) => ({ code: 'UNSAFE_CONTENT', fields: { [field]: 'unsafe' } })
    const bad = '违规词'
    expect(await by(staff, 'fairs.change', { ...change(), theme: bad })).toEqual(unsafe('theme'))
    expect(await by(staff, 'fairs.walkin', walkInOf(hall.fair, { name: bad }))).toEqual(unsafe('name'))
  })

  test('without a name, or with a suspended enterprise', async () => {
    const [nameless] = jobSeekers(cloud, 1)
    const { openid } = nameless as Person
    await ok(cloud, openid, 'estate.profile', { name: null })
    const input = { fair: made.ahead, wants: [], agree: true }
    expect(await refused(cloud, openid, 'fairs.signup', input)).toEqual({ code: 'NOT_NOW', fields: { name: 'needed' } })
    const { enterprise, people, officer } = hall
    await ok(cloud, people.staff.openid, 'enterprises.decide', {
      id: enterprise,
      version: 1,
      decision: 'suspend',
      reason: '不发工钱',
    })
    expect(await by(officer, 'fairs.book', bookOf())).toEqual({ code: 'NOT_NOW' })
    expect(await by(officer, 'fairs.booth', { booth: made.booth })).toEqual({ code: 'NOT_NOW' })
    expect((await ok(cloud, hall.seeker.openid, 'fairs.get', { id: hall.fair })).list).toEqual([])
  })
})
