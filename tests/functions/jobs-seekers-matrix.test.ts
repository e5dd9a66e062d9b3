/** Who may call what: every route of seekers, applications and talks × everybody, what it costs and what it must not hold. */
import { randomUUID } from 'node:crypto'
import type { Route } from '../../miniprogram/contract/api'
import { postOpen, startMarket, type Market } from './jobs'
import type { Person } from './people'
import { answer, applicationOf, apply, card, INTRO, INVITE, keepCard, say } from './seekers'

/** The application and the talk are the seeker's, at the enterprise of `officer`; insider is of the staff. */
const CALLERS = [
  'visitor',
  'mediator',
  'leader',
  'admin',
  'staff',
  'insider',
  'otherSeeker',
  'otherOfficer',
  'seeker',
  'officer',
] as const
type Caller = (typeof CALLERS)[number]

let market: Market
let cloud: Market['cloud']
let made: { posting: string; application: string; invited: string; talk: string; asked: string; applied: string }

beforeAll(async () => {
  market = await startMarket()
  cloud = market.cloud
  const { seeker, officer } = market
  await keepCard(cloud, seeker)
  const posted = async () => (await postOpen(market)).id
  const posting = await posted()
  const { id: application } = await apply(cloud, seeker, posting)
  const { id: invited } = await apply(cloud, seeker, await posted())
  await answer(cloud, officer, invited, INVITE)
  const { talk } = await say(cloud, seeker, { posting, text: '早班几点？' })
  made = { posting, application, invited, talk, asked: await posted(), applied: await posted() }
}, 60_000)
afterAll(() => cloud.stop())

const personOf = (caller: Caller): Person => ({ ...market.people, ...market })[caller]

const spares = new Map<string, { id: string; version: number }>()

/** An application of the seeker that nobody has moved yet beyond what `way` says. */
const fresh =
  (what: string, ...way: Parameters<typeof answer>[3][]) =>
  async () => {
    const last = spares.get(what)
    if (last && applicationOf(cloud, last.id).version === last.version) return last
    const { id } = await apply(cloud, market.seeker, (await postOpen(market)).id)
    for (const move of way) await answer(cloud, market.officer, id, move)
    const one = { id, version: way.length + 1 }
    spares.set(what, one)
    return one
  }
const sent = fresh('sent')
const invited = fresh('invited', INVITE)
const ofEnterprise = () => ({ enterprise: market.enterprise })

// + may, F forbidden, H home needed, N not found, W not now: in the order of CALLERS.
const TABLE: [route: Route, what: string, input: () => object | Promise<object>, answers: string][] = [
  ['jobs.card', '', () => ({}), '++++++++++'],
  // who has no card is told so; before the row in which everybody gets one
  ['jobs.apply', 'without a card', () => ({ posting: made.posting, agree: true }), 'HWWWWWWWWF'],
  ['jobs.keep', '', () => ({ ...card(), born: '1990-01' }), 'H+++++++++'],
  ['jobs.apply', '', () => ({ posting: made.applied, agree: true }), 'H++++++++F'],
  ['jobs.apply', 'a second time', () => ({ posting: made.applied, agree: true }), 'HWWWWWWWWF'],
  ['jobs.save', '', () => ({ posting: made.posting, saved: true }), 'H+++++++++'],
  ['jobs.saved', '', () => ({}), '++++++++++'],
  ['jobs.suited', '', () => ({}), '++++++++++'],
  ['jobs.applications', '', () => ({}), '++++++++++'],
  ['jobs.applications', 'that are over', () => ({ ended: true }), '++++++++++'],
  ['jobs.application', '', () => ({ id: made.application }), 'NNNNNNNN++'],
  ['jobs.answer', 'see', async () => ({ ...(await sent()), move: 'see' }), 'NNNNNNNNF+'],
  ['jobs.answer', 'invite', async () => ({ ...(await sent()), ...INVITE }), 'NNNNNNNNF+'],
  ['jobs.answer', 'hire', async () => ({ ...(await invited()), move: 'hire' }), 'NNNNNNNNF+'],
  ['jobs.answer', 'decline', async () => ({ ...(await sent()), move: 'decline', reason: 'later' }), 'NNNNNNNNF+'],
  ['jobs.answer', 'withdraw', async () => ({ ...(await sent()), move: 'withdraw' }), 'NNNNNNNN+F'],
  ['jobs.contact', 'not yet invited', () => ({ application: made.application }), 'NNNNNNNNFW'],
  ['jobs.contact', 'invited', () => ({ application: made.invited }), 'NNNNNNNNF+'],
  ['jobs.applicants', '', () => ({ posting: made.posting }), 'NNNNNNNNN+'],
  ['jobs.applicants', 'by state', () => ({ posting: made.posting, state: 'sent' }), 'NNNNNNNNN+'],
  ['jobs.say', 'a question', () => ({ posting: made.asked, text: '还招吗？' }), 'H++++++++F'],
  ['jobs.say', 'in a talk', () => ({ talk: made.talk, text: '好的' }), 'NNNNNNNN++'],
  ['jobs.talk', '', () => ({ id: made.talk }), 'NNNNNNNN++'],
  ['jobs.talks', 'one’s own', () => ({}), '++++++++++'],
  ['jobs.talks', 'of the enterprise', ofEnterprise, 'NNNNNNNNN+'],
  // last, for it withdraws what is open
  ['jobs.forget', '', () => ({}), '++++++++++'],
]
const CODES: { readonly [letter: string]: string } = {
  '+': 'ok',
  F: 'FORBIDDEN',
  H: 'HOME_NEEDED',
  N: 'NOT_FOUND',
  W: 'NOT_NOW',
}

/** A hire counts in three documents that are written together. */
const mostRequests = (what: string) => (what === 'hire' ? 8 : 6)

const cells = TABLE.flatMap(([route, what, input, answers]) =>
  CALLERS.map((caller, index) => [route, what, caller, CODES[answers[index] ?? ''] ?? '?', input] as const),
)

interface Told {
  caller: Caller
  route: Route
  bytes: string
}
const told: Told[] = []

test.each(cells)('%s %s by %s: %s', async (route, what, caller, expected, input) => {
  const given = await input()
  const reply = await cloud.call(personOf(caller).openid, route, given)
  const { databaseRequests } = cloud.lastCost()
  told.push({ caller, route, bytes: JSON.stringify(reply) })
  expect(reply.ok ? 'ok' : reply.error.code).toBe(expected)
  expect(databaseRequests).toBeLessThanOrEqual(mostRequests(what))
})

test('the table names every route of seekers', async () => {
  const { seekerRoutes } = await import('../../cloudfunctions/jobs/seeker.routes')
  const named = [...new Set(TABLE.map(([route]) => route))]
  expect(named.sort()).toEqual(Object.keys(seekerRoutes).sort())
  for (const route of named) {
    const event = JSON.stringify({ route, input: {}, requestId: randomUUID() })
    const reply = await cloud.cloud.functions?.invoke('jobs', { event, source: 'wx_client,scf' })
    expect(reply?.ok && JSON.parse(reply.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  }
})

describe('an unknown field', () => {
  beforeAll(() => keepCard(cloud, market.seeker))

  test.each([...new Set(TABLE.map(([route]) => route))])('%s', async (route) => {
    const input = TABLE.find(([one]) => one === route)?.[2]
    const given = { ...(await input?.()), more: 1 }
    const reply = await cloud.call(market.seeker.openid, route, given)
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  })
})

describe('in all the answers', () => {
  const holding = (text: string, isAllowed: (one: Told) => boolean = () => false) =>
    told
      .filter((one) => one.bytes.includes(text) && !isAllowed(one))
      .map(({ caller, route }) => `${route} to ${caller}`)

  test('there is nobody’s openid', () => {
    expect(told.length).toBe(cells.length)
    for (const caller of CALLERS) expect(holding(personOf(caller).openid)).toEqual([])
  })

  test('a name and an intro are with the person and the enterprise, the telephone with the enterprise that looked', () => {
    const { seeker } = market
    const mayKnow = ({ caller }: Told) => caller === 'seeker' || caller === 'officer'
    expect(holding(seeker.name).length).toBeGreaterThan(0)
    expect(holding(seeker.name, mayKnow)).toEqual([])
    expect(holding(seeker.phone ?? '')).toEqual(['jobs.contact to officer'])
    // everybody keeps the same card, and reads the own
    const isOwn = ({ route }: Told) => route !== 'jobs.application' && route !== 'jobs.applicants'
    expect(holding(INTRO, (one) => isOwn(one) || mayKnow(one))).toEqual([])
  })

  test('nobody of the enterprise is named to who applies', () => {
    expect(holding(market.officer.name, ({ caller }) => caller === 'officer')).toEqual([])
  })

  test('the log holds neither openids nor names nor telephones', () => {
    const log = JSON.stringify(cloud.logs())
    expect(log.length).toBeGreaterThan(1_000)
    for (const caller of CALLERS) {
      const { openid, name, phone } = personOf(caller)
      for (const secret of [openid, name, phone ?? openid]) if (secret !== '') expect(log).not.toContain(secret)
    }
    expect(log).not.toMatch(/1990-01|火锅店|罗师傅/)
  })
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
