/** Who may call what: every route of postings × everybody, and what the answers must not hold. */
import { randomUUID } from 'node:crypto'
import type { Route } from '../../miniprogram/contract/api'
import {
  draftPosting,
  moreResidents,
  movePosting,
  postBlocked,
  postingOf,
  postOf,
  postOpen,
  reportTwice,
  startMarket,
  type Market,
} from './jobs'
import { ok, type Person } from './people'

/** The postings are of the enterprise of `officer`; insider is of the staff and acts for another enterprise. */
const CALLERS = [
  'visitor',
  'mediator',
  'leader',
  'admin',
  'staff',
  'insider',
  'seeker',
  'otherOfficer',
  'officer',
] as const
type Caller = (typeof CALLERS)[number]

let market: Market
let cloud: Market['cloud']
let made: { open: string; ended: string; blocked: string; hidden: string; removed: string; reported: string }
let reporters: Person[]

beforeAll(async () => {
  market = await startMarket()
  cloud = market.cloud
  const { officer, people } = market
  const posted = async () => (await postOpen(market)).id
  made = {
    open: await posted(),
    ended: await posted(),
    hidden: await posted(),
    removed: await posted(),
    reported: await posted(),
    blocked: (await postBlocked(market)).id,
  }
  await movePosting(cloud, officer, made.ended, { move: 'close' })
  await movePosting(cloud, people.staff, made.removed, { move: 'remove', reason: '假的' })
  reporters = await reportTwice(market, made.hidden)
}, 60_000)
afterAll(() => cloud.stop())

const personOf = (caller: Caller): Person => ({ ...market.people, ...market })[caller]

const ofEnterprise = () => ({ enterprise: market.enterprise })

interface Seen {
  id: string
  version: number
}
const spares = new Map<string, Seen>()

/** One that is still as it was made: a new one only when somebody could change the last, for an enterprise has fifty. */
const spare = (what: string, make: () => Promise<Seen>) => async (): Promise<Seen> => {
  const last = spares.get(what)
  if (last && postingOf(cloud, last.id).version === last.version) return last
  const { id, version } = await make()
  spares.set(what, { id, version })
  return { id, version }
}
const fresh = spare('open', () => postOpen(market))
const blockedOne = spare('blocked', () => postBlocked(market))
const hiddenOne = spare('hidden', async () => {
  const { id } = await postOpen(market)
  await reportTwice(market, id)
  return { id, version: 2 }
})
const endedOne = spare('ended', async () => {
  const { id } = await postOpen(market)
  return movePosting(cloud, market.officer, id, { move: 'close' })
})
const reason = { reason: '看过了' }
const said = () => ({ posting: made.reported, cheat: 'false', text: '' })

// + may, F forbidden, H home needed, N not found: in the order of CALLERS.
const TABLE: [route: Route, what: string, input: () => object | Promise<object>, answers: string][] = [
  ['jobs.list', '', () => ({}), '+++++++++'],
  ['jobs.list', 'by text', () => ({ text: '面' }), '+++++++++'],
  ['jobs.get', 'an open one', () => ({ id: made.open }), '+++++++++'],
  ['jobs.get', 'one that is over', () => ({ id: made.ended }), '+++++++++'],
  ['jobs.get', 'a blocked one', () => ({ id: made.blocked }), 'NNNN++NN+'],
  ['jobs.get', 'a hidden one', () => ({ id: made.hidden }), 'NNNN++NN+'],
  ['jobs.get', 'one taken away', () => ({ id: made.removed }), 'NNNN++NN+'],
  ['jobs.check', '', () => draftPosting(), '+++++++++'],
  ['jobs.post', 'a new one', () => postOf(market), 'NNNNNNNN+'],
  ['jobs.post', 'new words', async () => ({ ...postOf(market), ...(await fresh()) }), 'NNNNNNNN+'],
  ['jobs.own', '', ofEnterprise, 'NNNNNNNN+'],
  ['jobs.own', 'by state', () => ({ ...ofEnterprise(), state: 'hidden' }), 'NNNNNNNN+'],
  ['jobs.move', 'ask', async () => ({ ...(await blockedOne()), ...reason, move: 'ask' }), 'NNNNFFNN+'],
  ['jobs.move', 'overrule', async () => ({ ...(await blockedOne()), ...reason, move: 'overrule' }), 'NNNN++NNF'],
  ['jobs.move', 'renew', async () => ({ ...(await endedOne()), move: 'renew' }), 'NNNNFFNN+'],
  ['jobs.move', 'close', async () => ({ ...(await fresh()), move: 'close' }), 'NNNNFFNN+'],
  ['jobs.move', 'keep', async () => ({ ...(await hiddenOne()), ...reason, move: 'keep' }), 'NNNN++NNF'],
  ['jobs.move', 'remove', async () => ({ ...(await fresh()), ...reason, move: 'remove' }), 'NNNN++NNF'],
  ['jobs.reported', '', () => ({}), 'FFFF++FFF'],
  ['jobs.blocked', '', () => ({}), 'FFFF++FFF'],
  // last, for it hides the posting
  ['jobs.report', '', said, 'H+++++++F'],
]
const CODES: { readonly [letter: string]: string } = {
  '+': 'ok',
  F: 'FORBIDDEN',
  H: 'HOME_NEEDED',
  N: 'NOT_FOUND',
}

const cells = TABLE.flatMap(([route, what, input, answers]) =>
  CALLERS.map((caller, index) => [route, what, caller, CODES[answers[index] ?? ''] ?? '?', input] as const),
)

interface Told {
  caller: Caller
  route: Route
  what: string
  bytes: string
}
const told: Told[] = []

test.each(cells)('%s %s by %s: %s', async (route, what, caller, expected, input) => {
  const answer = await cloud.call(personOf(caller).openid, route, await input())
  told.push({ caller, route, what, bytes: JSON.stringify(answer) })
  expect(answer.ok ? 'ok' : answer.error.code).toBe(expected)
})

test('the table names every route of postings', async () => {
  const named = [...new Set(TABLE.map(([route]) => route))]
  for (const route of named) expect(await withoutIdentity(route)).toBe('UNAUTHENTICATED')
  expect(named).toHaveLength(9)
})

async function withoutIdentity(route: string): Promise<string> {
  const event = JSON.stringify({ route, input: {}, requestId: randomUUID() })
  const answer = await cloud.cloud.functions?.invoke('jobs', { event, source: 'wx_client,scf' })
  if (!answer?.ok) throw new Error('the platform failed')
  return (JSON.parse(answer.result) as { error: { code: string } }).error.code
}

test.each(['jobs.explode', 'jobs.constructor', 'jobs.__proto__', 'crafts.batches', 'jobs', 'jobs.'])(
  'unknown route %s',
  async (route) => {
    const event = { route, input: {}, requestId: randomUUID() }
    const answer = await cloud.raw(market.seeker.openid, 'jobs', event)
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  },
)

test('a person cannot play the platform', async () => {
  const answer = await cloud.raw(market.seeker.openid, 'jobs', { Type: 'Timer' })
  expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
})

test('hide and expire are nobody’s', async () => {
  for (const move of ['hide', 'expire']) {
    const input = { ...(await fresh()), move, ...reason }
    for (const who of [market.officer, market.people.staff]) {
      const answer = await cloud.call(who.openid, 'jobs.move', input)
      expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT', fields: { move: 'not_a_choice' } } })
    }
  }
})

test('no call needs more than six requests of the database', async () => {
  const { officer, people } = market
  const cost = async (who: Person, route: Route, input: object) => {
    const answer = await cloud.call(who.openid, route, input)
    expect([route, answer.ok]).toEqual([route, true])
    expect([route, cloud.lastCost().databaseRequests <= 6]).toEqual([route, true])
  }
  const { id, version } = await postBlocked(market)
  await cost(officer, 'jobs.post', postOf(market))
  await cost(officer, 'jobs.move', { id, version, move: 'ask', ...reason })
  await cost(people.staff, 'jobs.move', { id, version: 2, move: 'overrule', ...reason })
  await cost(officer, 'jobs.move', { id, version: 3, move: 'close' })
  await cost(officer, 'jobs.move', { id, version: 4, move: 'renew' })
  await cost(officer, 'jobs.post', { ...postOf(market), id, version: 5 })
  for (const who of moreResidents(cloud, 2)) await cost(who, 'jobs.report', { posting: id, cheat: 'fee', text: '收钱' })
  await cost(people.staff, 'jobs.reported', {})
  await cost(people.staff, 'jobs.blocked', {})
  await cost(people.staff, 'jobs.move', { id, version: 7, move: 'keep', ...reason })
  await cost(officer, 'jobs.own', ofEnterprise())
  await cost(market.seeker, 'jobs.get', { id })
  await cost(market.seeker, 'jobs.list', { kind: 'waiter' })
})

// ---- what all these answers must not hold

describe('in all the answers', () => {
  const holding = (text: string, isAllowed: (one: Told) => boolean = () => false) =>
    told
      .filter((one) => one.bytes.includes(text) && !isAllowed(one))
      .map(({ caller, route, what }) => `${route} ${what} to ${caller}`)

  test('there is nobody’s openid, name or telephone', () => {
    expect(told.length).toBe(cells.length)
    for (const person of [...CALLERS.map(personOf), ...reporters]) {
      const { openid, id, name, phone } = person
      for (const secret of [openid, id, name, phone ?? openid]) if (secret !== '') expect(holding(secret)).toEqual([])
    }
  })

  test('nothing of how it is found, who reported it and which call made it', () => {
    for (const secret of ['"keys"', '"grams"', '"suspects"', '"excused"', '"deskAt"', '"nextCheckAt"', '"clearAt"']) {
      expect(holding(secret)).toEqual([])
    }
    expect(holding('"by":{')).toEqual([])
  })

  test('what people said is the staff’s alone', () => {
    const isOfStaff = ({ caller }: Told) => caller === 'staff' || caller === 'insider'
    expect(holding('要我先交服装钱').length).toBeGreaterThan(0)
    expect(holding('要我先交服装钱', isOfStaff)).toEqual([])
  })

  test('events and findings are for the enterprise and the staff', () => {
    const mayKnow = ({ caller, route }: Told) =>
      caller === 'officer' || caller === 'staff' || caller === 'insider' || route === 'jobs.check'
    for (const text of ['"events":[', '"findings":[', '"waiting":']) {
      expect(holding(text).length).toBeGreaterThan(0)
      expect(holding(text, mayKnow)).toEqual([])
    }
  })

  test('the log holds neither openids nor names nor words', () => {
    const log = JSON.stringify(cloud.logs())
    expect(log.length).toBeGreaterThan(1000)
    for (const { openid, name, phone } of [...CALLERS.map(personOf), ...reporters]) {
      for (const secret of [openid, name, phone ?? openid]) if (secret !== '') expect(log).not.toContain(secret)
    }
    expect(log).not.toMatch(/面馆|服装钱|看过了/)
  })
})

test('everybody who may report has hidden it, once', async () => {
  const { state } = await ok(cloud, market.people.staff.openid, 'jobs.get', { id: made.reported })
  expect(state).toBe('hidden')
})
