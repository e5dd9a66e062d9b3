/** Two independent reports hide a posting, exactly once; the staff look. */
import { randomUUID } from 'node:crypto'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import {
  DAY,
  HOUR,
  moreResidents,
  movePosting,
  newsOf,
  postBlocked,
  postingOf,
  postOpen,
  refusedMove,
  reportsOn,
  reportTwice,
  startMarket,
  type Market,
} from './jobs'
import { appoint, ok, refused, type Person } from './people'
import { change, rowsOf } from './store'

let market: Market
let cloud: Market['cloud']
let people: Market['people']

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud, people } = market)
}, 60_000)
afterAll(() => cloud.stop())

const said = (posting: string, text = '要我先交服装钱') => ({ posting, cheat: 'fee', text }) as const
const report = (who: Person, posting: string, text?: string) =>
  ok(cloud, who.openid, 'jobs.report', said(posting, text))
const stateOf = (id: string) => postingOf(cloud, id).state
const one = () => moreResidents(cloud, 1)[0] as Person

describe('two of different homes', () => {
  test('hide it at once: nobody finds it, the staff look within a day, both sides are told', async () => {
    const { id } = await postOpen(market, { title: '先交钱的面馆' })
    const [first, second] = moreResidents(cloud, 2) as [Person, Person]
    expect(await report(first, id)).toEqual({ done: true })
    expect(stateOf(id)).toBe('open')
    expect((await ok(cloud, first.openid, 'jobs.get', { id })).mine.reported).toBe(true)
    expect((await ok(cloud, second.openid, 'jobs.get', { id })).mine.reported).toBe(false)

    await report(second, id, '')
    const doc = postingOf(cloud, id)
    expect(doc).toMatchObject({ state: 'hidden', keys: [], grams: [], lookDueAt: expect.any(Number), version: 2 })
    expect(doc.lookDueAt).toBe((doc.events.at(-1)?.at ?? 0) + JOB_LIMITS.lookHours * HOUR)
    for (const who of [market.seeker, first, people.visitor, market.otherOfficer]) {
      expect(await refused(cloud, who.openid, 'jobs.get', { id })).toEqual({ code: 'NOT_FOUND' })
      expect((await ok(cloud, who.openid, 'jobs.list', { text: '先交钱' })).rows).toEqual([])
    }
    expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_hidden'])
    expect(await newsOf(cloud, people.staff, id)).toEqual(['to_look'])
    expect(await newsOf(cloud, first, id)).toEqual([])

    const { rows } = await ok(cloud, people.staff.openid, 'jobs.reported', {})
    const row = rows.find((candidate) => candidate.id === id)
    expect(row).toMatchObject({ dueAt: doc.lookDueAt, title: '先交钱的面馆' })
    expect(row?.reports.map(({ text }) => text).sort()).toEqual(['', '要我先交服装钱'])
    const bytes = JSON.stringify(rows)
    for (const { openid, id: publicId, name } of [first, second]) {
      for (const secret of [openid, publicId, name]) expect(bytes).not.toContain(secret)
    }
    const own = JSON.stringify(await ok(cloud, market.officer.openid, 'jobs.get', { id }))
    expect(own).not.toContain('服装')

    // who looks at it alone reads the same, as long as it waits for that
    const look = async (who: Person) => (await ok(cloud, who.openid, 'jobs.get', { id })).own?.look
    expect(await look(people.staff)).toEqual({ dueAt: doc.lookDueAt, reports: row?.reports })
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
    expect(await look(market.officer)).toBeNull()
    await movePosting(cloud, people.staff, id, { move: 'keep', reason: '问过了，没有收' })
    expect(await look(people.staff)).toBeNull()
  })

  test('the call that hides it stays within six requests of the database', async () => {
    const { id } = await postOpen(market)
    const [first, second] = moreResidents(cloud, 2) as [Person, Person]
    await report(first, id)
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(4)
    await report(second, id)
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
    expect(stateOf(id)).toBe('hidden')
  })

  test.each([1, 2, 3])(
    'ten at once hide it once (%d)',
    async () => {
      const { id } = await postOpen(market)
      const crowd = moreResidents(cloud, 10)
      await Promise.all(crowd.map((who) => report(who, id)))
      const doc = postingOf(cloud, id)
      expect(doc).toMatchObject({ state: 'hidden', reports: 10, version: 2 })
      expect(doc.events.map(({ what }) => what)).toEqual(['made', 'hide'])
      expect(new Set(doc.suspects).size).toBe(10)
      expect(reportsOn(cloud, id)).toHaveLength(10)
      expect(await newsOf(cloud, people.staff, id)).toEqual(['to_look'])
      expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_hidden'])
    },
    30_000,
  )
})

describe('what is not independent', () => {
  test('one home counts once', async () => {
    const { id } = await postOpen(market)
    const [first, flatmate, neighbour] = moreResidents(cloud, 3) as [Person, Person, Person]
    const { home } =
      rowsOf<{ _id: string; home: object }>(cloud, 'members').find(({ _id }) => _id === first.openid) ?? {}
    await change(cloud, 'members', flatmate.openid, { home })
    await report(first, id)
    await report(flatmate, id)
    expect(postingOf(cloud, id)).toMatchObject({ state: 'open', reports: 2 })
    expect(reportsOn(cloud, id)).toHaveLength(2)
    await report(neighbour, id)
    expect(stateOf(id)).toBe('hidden')
  })

  test('twice by one person is once, however it comes', async () => {
    const { id } = await postOpen(market)
    const who = one()
    const requestId = randomUUID()
    for (const call of [requestId, requestId, randomUUID()]) {
      expect(await cloud.call(who.openid, 'jobs.report', said(id), call)).toMatchObject({ ok: true })
    }
    await Promise.all(Array.from({ length: 5 }, () => report(who, id)))
    expect(reportsOn(cloud, id)).toHaveLength(1)
    expect(stateOf(id)).toBe('open')
  })

  test('those who act for the enterprise do not report it, members of others may', async () => {
    const { id } = await postOpen(market)
    const { officer, otherOfficer } = market
    expect(await refused(cloud, officer.openid, 'jobs.report', said(id))).toEqual({ code: 'FORBIDDEN' })
    expect(reportsOn(cloud, id)).toEqual([])
    await report(otherOfficer, id)
    await report(one(), id)
    expect(stateOf(id)).toBe('hidden')
  })

  test('who serves here without a home counts as one of their own', async () => {
    const { id } = await postOpen(market)
    await report(people.leader, id)
    expect(stateOf(id)).toBe('open')
    await report(people.mediator, id)
    expect(stateOf(id)).toBe('hidden')
  })
})

describe('the staff', () => {
  test('keep it: the earlier reports count no more, two others hide it again', async () => {
    const { id } = await postOpen(market)
    const earlier = await reportTwice(market, id)
    const { endsAt, publishedAt } = postingOf(cloud, id)
    expect(await refusedMove(cloud, people.staff, id, { move: 'keep' })).toMatchObject({ code: 'INVALID_INPUT' })
    await movePosting(cloud, people.staff, id, { move: 'keep', reason: '打电话问过，没收钱' })
    expect(postingOf(cloud, id)).toMatchObject({ state: 'open', publishedAt, suspects: [], lookDueAt: null })
    expect(postingOf(cloud, id).endsAt).toBeGreaterThanOrEqual(endsAt ?? 0)
    expect((await ok(cloud, market.seeker.openid, 'jobs.get', { id })).state).toBe('open')
    expect((await newsOf(cloud, market.officer, id))[0]).toBe('posting_kept')

    for (const who of earlier) await report(who, id)
    expect(stateOf(id)).toBe('open')
    const [third] = earlier.concat(one()).slice(-1) as [Person]
    await report(third, id)
    await report(earlier[0] as Person, id)
    expect(stateOf(id)).toBe('open')
    await report(one(), id)
    expect(stateOf(id)).toBe('hidden')
    const news = (await newsOf(cloud, people.staff, id)).filter((what) => what === 'to_look')
    expect(news).toHaveLength(2)
    expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_hidden', 'posting_kept', 'posting_hidden'])
  })

  test('take it away for good', async () => {
    const { id } = await postOpen(market)
    await reportTwice(market, id)
    await movePosting(cloud, people.staff, id, { move: 'remove', reason: '真的收了钱' })
    expect(stateOf(id)).toBe('removed')
    expect((await ok(cloud, people.staff.openid, 'jobs.reported', {})).rows.map((row) => row.id)).not.toContain(id)
    expect(await refused(cloud, one().openid, 'jobs.report', said(id))).toEqual({ code: 'NOT_FOUND' })
  })

  test('who act for the enterprise see and decide nothing of it', async () => {
    const { otherEnterprise, otherOfficer, insider } = market
    const { id } = await postOpen({ ...market, enterprise: otherEnterprise, officer: otherOfficer })
    await reportTwice(market, id)
    expect((await ok(cloud, insider.openid, 'jobs.reported', {})).rows.map((row) => row.id)).not.toContain(id)
    expect((await ok(cloud, people.staff.openid, 'jobs.reported', {})).rows.map((row) => row.id)).toContain(id)
    for (const move of ['keep', 'remove'] as const) {
      expect(await refusedMove(cloud, insider, id, { move, reason: '没事' })).toEqual({ code: 'FORBIDDEN' })
    }
    expect(await newsOf(cloud, insider, id)).toEqual(['posting_hidden'])
  })

  test('the enterprise changes nothing while they look', async () => {
    const { id } = await postOpen(market)
    await reportTwice(market, id)
    for (const move of ['renew', 'close'] as const) {
      expect(await refusedMove(cloud, market.officer, id, { move })).toEqual({ code: 'NOT_NOW' })
    }
    expect((await ok(cloud, market.officer.openid, 'jobs.get', { id })).moves).toEqual([])
  })

  test('of keep and remove at once one wins', async () => {
    const { id } = await postOpen(market)
    await reportTwice(market, id)
    const { version } = postingOf(cloud, id)
    const colleague = await colleagueOf()
    const answers = await Promise.all([
      cloud.call(people.staff.openid, 'jobs.move', { id, version, move: 'keep', reason: '没事' }),
      cloud.call(colleague, 'jobs.move', { id, version, move: 'remove', reason: '骗人' }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(postingOf(cloud, id).events.map(({ what }) => what)).toHaveLength(3)
  })

  async function colleagueOf(): Promise<string> {
    const openid = 'oP_secondstaff_77aa12'
    await appoint(cloud, people.staff.openid, openid, { role: 'staff' }, '钟毅').catch(() =>
      appoint(cloud, people.admin.openid, openid, { role: 'staff' }, '钟毅'),
    )
    return openid
  }
})

test('who has everything deleted leaves neither words nor name behind, and the report still counts', async () => {
  const { id } = await postOpen(market)
  const who = one()
  await report(who, id, '让我押身份证')
  await ok(cloud, who.openid, 'estate.erase', {})
  expect(reportsOn(cloud, id)).toMatchObject([{ by: '', text: '', cheat: 'fee', clearAt: null }])
  await report(one(), id)
  expect(stateOf(id)).toBe('hidden')
})

describe('refusals', () => {
  test('who has left nothing with us first says where they live', async () => {
    const { id } = await postOpen(market)
    expect(await refused(cloud, people.visitor.openid, 'jobs.report', said(id))).toEqual({ code: 'HOME_NEEDED' })
  })

  test('of what is over, blocked or not there', async () => {
    const who = one()
    const { id: ended } = await postOpen(market)
    await movePosting(cloud, market.officer, ended, { move: 'close' })
    const { id: blocked } = await postBlocked(market)
    expect(await refused(cloud, who.openid, 'jobs.report', said(ended))).toEqual({ code: 'NOT_NOW' })
    expect(await refused(cloud, who.openid, 'jobs.report', said(blocked))).toEqual({ code: 'NOT_FOUND' })
    expect(await refused(cloud, who.openid, 'jobs.report', said('0'.repeat(26)))).toEqual({ code: 'NOT_FOUND' })
  })

  test('a hidden one may still be reported', async () => {
    const { id } = await postOpen(market)
    await reportTwice(market, id)
    await report(one(), id)
    expect(reportsOn(cloud, id)).toHaveLength(3)
    expect(postingOf(cloud, id).version).toBe(2)
  })

  test('five a day, and tomorrow again', async () => {
    const who = one()
    const ids: string[] = []
    for (let no = 0; no <= JOB_LIMITS.reportsPerDay; no++) ids.push((await postOpen(market)).id)
    const last = ids.pop() ?? ''
    for (const id of ids) await report(who, id)
    expect(await refused(cloud, who.openid, 'jobs.report', said(last))).toEqual({ code: 'LIMIT' })
    // what was reported already is no new report
    await report(who, ids[0] ?? '')
    await cloud.shift(DAY)
    await report(who, last)
    expect(reportsOn(cloud, last)).toHaveLength(1)
  }, 60_000)

  test('words that the platform refuses count for nothing', async () => {
    const { id } = await postOpen(market)
    const who = one()
    expect(await refused(cloud, who.openid, 'jobs.report', said(id, '辱骂词'))).toEqual({
      code: 'UNSAFE_CONTENT',
      fields: { text: 'unsafe' },
    })
    expect(postingOf(cloud, id)).toMatchObject({ reports: 0, suspects: [] })
    expect(reportsOn(cloud, id)).toEqual([])
  })

  test('too many words, no such cheat', async () => {
    const { id } = await postOpen(market)
    const { openid } = one()
    expect(await refused(cloud, openid, 'jobs.report', said(id, '骗'.repeat(201)))).toEqual({
      code: 'INVALID_INPUT',
      fields: { text: 'too_long:200' },
    })
    expect(await refused(cloud, openid, 'jobs.report', { ...said(id), cheat: 'boring' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { cheat: 'not_a_choice' },
    })
  })
})
