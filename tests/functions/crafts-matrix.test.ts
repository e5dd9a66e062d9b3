/** Who may call what: every route of piece-work × everybody, and what the answers must not hold. */
import { randomUUID } from 'node:crypto'
import type { In, Route } from '../../miniprogram/contract/api'
import { monthOf } from '../../cloudfunctions/crafts/pay.rules'
import { owedWage, payOf, startWorkshop, take, takeOf, type Workshop } from './crafts'
import { ok, type Person } from './people'

/** colleague and worker have a card; the claim and the wages are the worker's, of the enterprise of `officer`. */
const CALLERS = [
  'visitor',
  'mediator',
  'leader',
  'admin',
  'staff',
  'colleague',
  'worker',
  'otherOfficer',
  'officer',
] as const
type Caller = (typeof CALLERS)[number]

let workshop: Workshop
let cloud: Workshop['cloud']
/** open, and taken of; the worker's claims; wages by what is done to them */
let made: { batch: string; claim: string; moved: string; received: string; paid: string; judged: string }

beforeAll(async () => {
  workshop = await startWorkshop()
  cloud = workshop.cloud
  const { worker, officer, enterprise } = workshop
  const batch = workshop.batch()
  const wages = [
    await owedWage(workshop, batch, 5),
    await owedWage(workshop, batch, 6),
    await owedWage(workshop, batch, 7),
  ]
  const [received = '', paid = '', judged = ''] = wages
  await ok(cloud, officer.openid, 'crafts.pay', payOf(enterprise, judged))
  await ok(cloud, worker.openid, 'crafts.receive', { wage: judged, came: false })
  const claim = (await take(cloud, worker, batch, 5)).id
  const moved = (await take(cloud, worker, batch, 5)).id
  made = { batch, claim, moved, received, paid, judged }
}, 60_000)
afterAll(() => cloud.stop())

const personOf = (caller: Caller): Person => ({ ...workshop.people, ...workshop })[caller]

const counter = { place: '三号', hours: '九点' }
const needs = { sewing: false, lifting: false, stairs: false, unsafeForChildren: false }
const card = { hours: 3, sewing: true, lifting: true, stairs: true, smallChildren: true, match: true }
const ofEnterprise = () => ({ enterprise: workshop.enterprise })
const thisMonth = () => ({ month: monthOf(cloud.now()) })
const post = (): In<'crafts.post'> => ({
  enterprise: workshop.enterprise,
  product: workshop.product._id,
  pieces: 100,
  price: 80,
  claimedMinutes: 100,
  least: 5,
  most: 20,
  materials: [],
  fetch: counter,
  giveBack: counter,
  deadline: cloud.now() + 20 * 86_400_000,
  trial: false,
})

// + may, F forbidden, H home needed, I invalid input, N not found, W not now: in the order of CALLERS.
const TABLE: [route: Route, what: string, input: () => object, answers: string][] = [
  // who has no card is told so; before the row in which everybody gets one
  ['crafts.take', '', () => takeOf(workshop.batch(), 5), 'HIIII++II'],
  ['crafts.card', '', () => ({}), '+++++++++'],
  ['crafts.keep', '', () => ({ ...card, born: '1990-01' }), 'H++++++++'],
  ['crafts.batches', '', () => ({}), '+++++++++'],
  ['crafts.batch', 'an open one', () => ({ id: made.batch }), '+++++++++'],
  ['crafts.batch', 'a stopped one', () => ({ id: workshop.batch({ state: 'stopped' }) }), '+++++++++'],
  ['crafts.batch', 'one that waits', () => ({ id: workshop.batch({ state: 'waiting' }) }), 'NNNN+NNN+'],
  ['crafts.batch', 'one that was refused', () => ({ id: workshop.batch({ state: 'refused' }) }), 'NNNN+NNN+'],
  ['crafts.mine', '', () => ({}), '+++++++++'],
  ['crafts.claim', '', () => ({ id: made.claim }), 'NNNN+N+N+'],
  ['crafts.move', 'the worker’s', () => ({ id: made.moved, version: 1, move: 'cancel' }), 'NNNNFN+NF'],
  ['crafts.counter', '', ofEnterprise, 'NNNNNNNN+'],
  ['crafts.contact', '', () => ({ claim: made.claim }), 'NNNNFNFN+'],
  ['crafts.money', '', () => ({}), '+++++++++'],
  ['crafts.receive', '', () => ({ wage: made.received, came: true }), 'NNNNNN+NN'],

  ['crafts.products', '', ofEnterprise, 'NNNNNNNN+'],
  [
    'crafts.design',
    '',
    () => ({ ...ofEnterprise(), name: '手链', pictures: [], steps: ['穿珠'], standard: '不掉', needs }),
    'NNNNNNNN+',
  ],
  ['crafts.post', '', post, 'NNNNNNNN+'],
  ['crafts.adjust', 'to stop', () => ({ id: workshop.batch(), version: 1, stop: true }), 'NNNNNNNN+'],
  ['crafts.adjust', 'a price', () => ({ id: workshop.batch(), version: 1, price: 90 }), 'NNNNNNNN+'],
  ['crafts.own', '', ofEnterprise, 'NNNNNNNN+'],
  ['crafts.payments', 'open ones', ofEnterprise, 'NNNNNNNN+'],
  ['crafts.payments', 'a month', () => ({ ...ofEnterprise(), ...thisMonth() }), 'NNNNNNNN+'],
  ['crafts.pay', '', () => payOf(workshop.enterprise, made.paid), 'NNNNNNNN+'],

  ['crafts.desk', 'approvals', () => ({ what: 'approvals' }), 'FFFF+FFFF'],
  ['crafts.desk', 'objections', () => ({ what: 'objections' }), 'FFFF+FFFF'],
  ['crafts.desk', 'arrears', () => ({ what: 'arrears' }), 'FFFF+FFFF'],
  ['crafts.desk', 'denied', () => ({ what: 'denied' }), 'FFFF+FFFF'],
  ['crafts.approve', '', () => ({ id: workshop.batch({ state: 'waiting' }), version: 1, approve: true }), 'FFFF+FFFF'],
  ['crafts.judge', '', () => ({ wage: made.judged, came: true, text: '看过记录' }), 'FFFF+FFFF'],

  ['crafts.statement', 'one’s own', thisMonth, '+++++++++'],
  ['crafts.statement', 'of the enterprise', () => ({ ...ofEnterprise(), ...thisMonth() }), 'NNNNNNNN+'],
  // those who have something at home keep their card
  ['crafts.forget', '', () => ({}), '+++++WW++'],
]
const CODES: { readonly [letter: string]: string } = {
  '+': 'ok',
  F: 'FORBIDDEN',
  H: 'HOME_NEEDED',
  I: 'INVALID_INPUT',
  N: 'NOT_FOUND',
  W: 'NOT_NOW',
}

const cells = TABLE.flatMap(([route, what, input, answers]) =>
  CALLERS.map((caller, index) => [route, what, caller, CODES[answers[index] ?? ''] ?? '?', input] as const),
)

interface Told {
  caller: Caller
  route: Route
  bytes: string
}
const told: Told[] = []

test.each(cells)('%s %s by %s: %s', async (route, _what, caller, expected, input) => {
  const answer = await cloud.call(personOf(caller).openid, route, input())
  told.push({ caller, route, bytes: JSON.stringify(answer) })
  expect(answer.ok ? 'ok' : answer.error.code).toBe(expected)
})

test('the table names every route', async () => {
  const named = [...new Set(TABLE.map(([route]) => route))]
  for (const route of named) expect(await withoutIdentity(route)).toBe('UNAUTHENTICATED')
  // those of the contract: a new one must come into the table
  expect(named).toHaveLength(24)
})

async function withoutIdentity(route: string): Promise<string> {
  const event = JSON.stringify({ route, input: {}, requestId: randomUUID() })
  const answer = await cloud.cloud.functions?.invoke('crafts', { event, source: 'wx_client,scf' })
  if (!answer?.ok) throw new Error('the platform failed')
  return (JSON.parse(answer.result) as { error: { code: string } }).error.code
}

test.each(['crafts.explode', 'crafts.constructor', 'crafts.__proto__', 'cases.home', 'crafts', 'crafts.'])(
  'unknown route %s',
  async (route) => {
    const event = { route, input: {}, requestId: randomUUID() }
    const answer = await cloud.raw(workshop.worker.openid, 'crafts', event)
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  },
)

test('a person cannot play the platform', async () => {
  const answer = await cloud.raw(workshop.worker.openid, 'crafts', { Type: 'Timer' })
  expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
})

// ---- what all these answers must not hold

describe('in all the answers', () => {
  const holding = (text: string, isAllowed: (one: Told) => boolean = () => false) =>
    told
      .filter((one) => one.bytes.includes(text) && !isAllowed(one))
      .map(({ caller, route }) => `${route} to ${caller}`)

  test('there is nobody’s openid', () => {
    expect(told.length).toBe(cells.length)
    for (const caller of CALLERS) expect(holding(personOf(caller).openid)).toEqual([])
  })

  test('a card is in its owner’s alone, and nothing of one’s pace is in any', () => {
    const isOwn = ({ route }: Told) => route === 'crafts.card' || route === 'crafts.keep'
    expect(holding('smallChildren').length).toBeGreaterThan(0)
    expect(holding('smallChildren', isOwn)).toEqual([])
    for (const secret of ['adultSeenAt', '"paces"', '"takers"', '"samples":[', 'lastCall']) {
      expect(holding(secret)).toEqual([])
    }
  })

  test('the worker’s name is with the enterprise and the staff, the telephone with the enterprise that asked for it', () => {
    const { worker } = workshop
    const mayKnow = ({ caller }: Told) => caller === 'worker' || caller === 'officer' || caller === 'staff'
    expect(holding(worker.name).length).toBeGreaterThan(0)
    expect(holding(worker.name, mayKnow)).toEqual([])
    const phone = worker.phone ?? ''
    expect(holding(phone)).toEqual(['crafts.contact to officer'])
  })

  test('another enterprise learns nothing of what this one owes, counts and pays', () => {
    const mayKnow = ({ caller }: Told) => caller === 'worker' || caller === 'officer' || caller === 'staff'
    for (const id of [made.claim, made.received, made.paid, made.judged, '尾号 0291']) {
      expect(holding(id).length).toBeGreaterThan(0)
      expect(holding(id, mayKnow)).toEqual([])
    }
    // sums of a batch are for the enterprise and the staff
    expect(holding('"sums":{').length).toBeGreaterThan(0)
    expect(holding('"sums":{', ({ caller }) => caller === 'officer' || caller === 'staff')).toEqual([])
  })

  test('the log holds neither openids nor names nor telephones', () => {
    const log = JSON.stringify(cloud.logs())
    expect(log.length).toBeGreaterThan(1000)
    for (const caller of CALLERS) {
      const { openid, name, phone } = personOf(caller)
      for (const secret of [openid, name, phone ?? openid]) if (secret !== '') expect(log).not.toContain(secret)
    }
    expect(log).not.toMatch(/1990-01|尾号/)
  })
})
