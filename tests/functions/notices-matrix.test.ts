/** Who may call what about notices, and which inputs are refused. */
import { randomUUID } from 'node:crypto'
import type { Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { A18, B1, CLUSTER_A, ESTATE, noticesIn } from './notice-helpers'
import { ok, refused, settledCloud, type People } from './people'

let cloud: TestCloud
let people: People
const { clear, correction, publish, stored, water } = noticesIn(() => cloud)

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ poolSize: 8 }))
}, 60_000)
afterAll(() => cloud.stop())
afterEach(clear)

const MOST_REQUESTS = 6

describe('who may call', () => {
  const CALLERS = ['visitor', 'resident', 'mediator', 'worker', 'foreignLeader', 'leader', 'staff', 'admin'] as const
  const F = 'FORBIDDEN'
  const N = 'NOT_FOUND'
  type Target = { id: string; version: number }
  /** the input of a call about a notice for building A18, and what each caller gets */
  const TABLE: [Route, string, (target: Target) => object, string[]][] = [
    ['notices.list', '', () => ({}), ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']],
    ['notices.get', 'A18', ({ id }) => ({ id }), [N, 'ok', 'ok', 'ok', N, 'ok', 'ok', 'ok']],
    ['notices.publish', 'estate', () => water({ audience: ESTATE }), [F, F, F, F, F, F, 'ok', 'ok']],
    ['notices.publish', 'cluster A', () => water({ audience: CLUSTER_A }), [F, F, F, F, F, 'ok', 'ok', 'ok']],
    ['notices.publish', 'A18', () => water({ audience: A18 }), [F, F, F, F, F, 'ok', 'ok', 'ok']],
    [
      'notices.publish',
      'A18 and B1',
      () => water({ audience: { to: 'buildings', buildings: ['A18', 'B1'] } }),
      [F, F, F, F, F, F, 'ok', 'ok'],
    ],
    ['notices.change', 'A18', (target) => correction(target), [F, F, F, F, N, 'ok', 'ok', 'ok']],
    ['notices.end', 'A18', ({ id }) => ({ id }), [F, F, F, F, N, 'ok', 'ok', 'ok']],
    ['notices.managed', '', () => ({}), [F, F, F, F, 'ok', 'ok', 'ok', 'ok']],
  ]

  it('the table names every route', async () => {
    const { routes } = await import('../../cloudfunctions/notices/routes')
    expect([...new Set(TABLE.map(([route]) => route))].sort()).toEqual(Object.keys(routes).sort())
  })

  describe.each(TABLE)('%s %s', (route, _name, inputOf, expected) => {
    it.each(CALLERS.map((caller, index) => [caller, expected[index] ?? '?'] as const))(
      '%s: %s',
      async (caller, code) => {
        const target = await publish(people.staff, { audience: A18 })
        const before = JSON.stringify(stored())
        const answer = await cloud.call(people[caller].openid, route, inputOf(target))
        expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(MOST_REQUESTS)
        expect(answer.ok ? 'ok' : answer.error.code).toBe(code)
        if (!answer.ok) expect(JSON.stringify(stored())).toBe(before)
      },
    )

    it('no identity: UNAUTHENTICATED', async () => {
      const input = inputOf({ id: '0'.repeat(26), version: 1 })
      const event = JSON.stringify({ route, input, requestId: randomUUID() })
      const answer = await cloud.cloud.functions?.invoke('notices', { event, source: 'wx_unknown' })
      expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
    })

    it('an unknown field: INVALID_INPUT', async () => {
      const input = { ...inputOf({ id: '0'.repeat(26), version: 1 }), more: 1 }
      expect(await refused(cloud, people.staff.openid, route, input)).toEqual({
        code: 'INVALID_INPUT',
        fields: { more: 'unknown_field' },
      })
    })
  })
})

describe('refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `A${(index % 18) + 1}`)

  it.each([
    [{ title: '' }, { title: 'too_short:1' }],
    [{ title: '   ' }, { title: 'too_short:1' }],
    [{ title: '通'.repeat(31) }, { title: 'too_long:30' }],
    [{ text: '' }, { text: 'too_short:1' }],
    [{ text: '知'.repeat(1001) }, { text: 'too_long:1000' }],
    [{ text: 'a\u0000b' }, { text: 'wrong_form' }],
    [{ text: { $ne: '' } }, { text: 'wrong_type' }],
    [{ pinned: 'yes' }, { pinned: 'wrong_type' }],
    [{ endsAt: 'tomorrow' }, { endsAt: 'wrong_type' }],
    [{ endsAt: undefined }, { endsAt: 'missing' }],
    [{ endsAt: 1 }, { endsAt: 'past' }],
    [{ endsAt: Date.UTC(2100, 0) }, { endsAt: 'too_large:90' }],
    [{ audience: { to: 'everybody' } }, { 'audience.to': 'not_a_choice' }],
    [{ audience: { to: 'estate', clusters: ['A'] } }, { 'audience.clusters': 'unknown_field' }],
    [{ audience: { to: 'clusters', clusters: [] } }, { 'audience.clusters': 'too_short:1' }],
    [{ audience: { to: 'clusters', clusters: ['F'] } }, { 'audience.clusters.0': 'not_a_choice' }],
    [{ audience: { to: 'buildings', buildings: [] } }, { 'audience.buildings': 'too_short:1' }],
    [{ audience: { to: 'buildings', buildings: many(21) } }, { 'audience.buildings': 'too_long:20' }],
    [{ audience: { to: 'buildings', buildings: ['A18; B1'] } }, { 'audience.buildings.0': 'wrong_form' }],
    [{ audience: { to: 'buildings', buildings: ['A18', 'B39'] } }, { 'audience.buildings': 'not_found' }],
  ] as [object, object][])('publishing with %j', async (change, fields) => {
    const input = { ...water(), ...change }
    expect(await refused(cloud, people.staff.openid, 'notices.publish', input)).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
    expect(stored()).toEqual([])
  })

  it.each([
    [{ title: '通'.repeat(31) }, { title: 'too_long:30' }],
    [{ endsAt: 1 }, { endsAt: 'past' }],
    [{ endsAt: Date.UTC(2100, 0) }, { endsAt: 'too_large:90' }],
    [{ version: 0 }, { version: 'too_small:1' }],
    [{ audience: ESTATE }, { audience: 'unknown_field' }],
  ] as [object, object][])('correcting with %j', async (change, fields) => {
    const target = await publish(people.staff)
    const input = { ...correction(target), ...change }
    expect(await refused(cloud, people.staff.openid, 'notices.change', input)).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
    expect(stored()[0]?.version).toBe(1)
  })

  it('an id or a cursor of no form of ours', async () => {
    const { openid } = people.staff
    for (const id of ['', 'x', { $gt: '' }, '0'.repeat(27)])
      expect((await refused(cloud, openid, 'notices.get', { id })).code).toBe('INVALID_INPUT')
    expect((await refused(cloud, openid, 'notices.get', { id: '0'.repeat(26) })).code).toBe('NOT_FOUND')
    expect((await refused(cloud, openid, 'notices.end', { id: '0'.repeat(26) })).code).toBe('NOT_FOUND')
    for (const route of ['notices.list', 'notices.managed'] as const)
      expect(await refused(cloud, openid, route, { after: 'nonsense' })).toEqual({
        code: 'INVALID_INPUT',
        fields: { after: 'wrong_form' },
      })
  })

  it('words that the platform refuses are never stored, in the title as little as in the text', async () => {
    const unsafe = { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } }
    for (const change of [{ text: '有违规词' }, { title: '违规词' }]) {
      expect(await refused(cloud, people.leader.openid, 'notices.publish', water(change))).toEqual(unsafe)
      expect(stored()).toEqual([])
    }
    const target = await publish(people.leader)
    for (const change of [{ text: '有违规词' }, { title: '违规词' }])
      expect(await refused(cloud, people.leader.openid, 'notices.change', correction(target, change))).toEqual(unsafe)
    expect(stored()).toMatchObject([{ title: water().title, text: water().text, version: 1 }])
  })

  it('a role that was taken back publishes nothing any more', async () => {
    const { foreignLeader, staff } = people
    const { id } = await publish(foreignLeader, { audience: B1 })
    const grant = { role: 'leader', cluster: 'B' } as const
    await ok(cloud, staff.openid, 'estate.revoke', { person: foreignLeader.id, grant })
    try {
      for (const [route, input] of [
        ['notices.publish', water({ audience: B1 })],
        ['notices.change', correction({ id, version: 1 })],
        ['notices.end', { id }],
        ['notices.managed', {}],
      ] as const)
        expect((await refused(cloud, foreignLeader.openid, route, input)).code).toBe('FORBIDDEN')
    } finally {
      const { code } = await ok(cloud, staff.openid, 'estate.invite', { grant })
      await ok(cloud, foreignLeader.openid, 'estate.join', { code, name: foreignLeader.name })
    }
  })
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
