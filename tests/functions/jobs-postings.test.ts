/** The life of a posting: published or blocked, mended, asked about, renewed, closed, run out. */
import { randomUUID } from 'node:crypto'
import type { In, Out } from '../../miniprogram/contract/api'
import { mended } from '../../miniprogram/contract/job-gate'
import { JOB_LIMITS, POSTING_STATES, type PostingState } from '../../miniprogram/contract/jobs'
import {
  DAY,
  draftPosting,
  movePosting,
  newsOf,
  postBlocked,
  postingOf,
  postOf,
  postOpen,
  refusedMove,
  startMarket,
  UNLAWFUL,
  type Market,
} from './jobs'
import { ok, refused, type Person } from './people'
import { change, insert, rowsOf } from './store'

let market: Market
let cloud: Market['cloud']
let people: Market['people']

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud, people } = market)
}, 60_000)
afterAll(() => cloud.stop())

const get = (who: Person, id: string) => ok(cloud, who.openid, 'jobs.get', { id })
const isListed = async (who: Person, id: string) =>
  (await ok(cloud, who.openid, 'jobs.list', {})).rows.some((row) => row.id === id)
const isKnown = async (who: Person, id: string) => (await cloud.call(who.openid, 'jobs.get', { id })).ok
const STRANGERS = () => [market.seeker, market.otherOfficer, people.visitor, people.leader]
const post = (more: Partial<In<'jobs.post'>> = {}) =>
  cloud.call<Out<'jobs.post'>>(market.officer.openid, 'jobs.post', postOf(market, more))
const reword = (id: string, more: Partial<In<'jobs.post'>> = {}) =>
  ok(cloud, market.officer.openid, 'jobs.post', { ...postOf(market, more), id, version: postingOf(cloud, id).version })

describe('a lawful posting', () => {
  test('is seen by everybody at once, with the record of its enterprise and what a month comes to', async () => {
    const { id, version } = await postOpen(market, { title: '午市传菜员' })
    expect(version).toBe(1)
    for (const who of [...STRANGERS(), market.officer, people.staff]) expect(await isListed(who, id)).toBe(true)
    const view = await get(market.seeker, id)
    const posted = draftPosting({ title: '午市传菜员' })
    expect(view).toEqual({
      ...posted,
      id,
      version: 1,
      state: 'open',
      enterprise: market.enterprise,
      enterpriseName: market.enterpriseName,
      hired: 0,
      publishedAt: expect.any(Number),
      endsAt: (view.publishedAt ?? 0) + 14 * DAY,
      record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
      month: { from: 320_000, to: 380_000, hour: 1_532 },
      mine: { saved: false, application: null, talk: null, reported: false },
      moves: [],
      own: null,
    })
    expect(await get(market.officer, id)).toMatchObject({
      moves: ['renew', 'close'],
      own: { findings: [], asked: null, applications: 0, waiting: 0, events: [{ what: 'made', by: 'enterprise' }] },
    })
    expect(await get(people.staff, id)).toMatchObject({ moves: ['remove'], own: { findings: [] } })
    const { rows } = await ok(cloud, market.officer.openid, 'jobs.own', { enterprise: market.enterprise })
    expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'open', waiting: 0 })
  })

  test('may ask for nothing', async () => {
    const { id } = await postOpen(market, { needs: '' })
    expect(await get(market.seeker, id)).toMatchObject({ needs: '' })
  })

  test('is closed by its enterprise and renewed with one tap', async () => {
    const { id } = await postOpen(market)
    expect(await movePosting(cloud, market.officer, id, { move: 'close' })).toEqual({ id, state: 'ended', version: 2 })
    expect(await isListed(market.seeker, id)).toBe(false)
    expect(await get(market.seeker, id)).toMatchObject({ state: 'ended', moves: [] })
    expect(await get(market.officer, id)).toMatchObject({ moves: ['renew'] })
    expect(await movePosting(cloud, market.officer, id, { move: 'renew' })).toMatchObject({ state: 'open', version: 3 })
    expect(await isListed(market.seeker, id)).toBe(true)
    const { publishedAt, endsAt } = await get(market.seeker, id)
    expect(endsAt).toBe((publishedAt ?? 0) + 14 * DAY)
  })

  test('new words stand at once, and its place and end stay', async () => {
    const { id } = await postOpen(market)
    const before = await get(market.seeker, id)
    expect(await reword(id, { title: '夜宵摊帮工', shifts: ['night'] })).toMatchObject({ state: 'open', version: 2 })
    const after = await get(market.seeker, id)
    expect(after).toMatchObject({ title: '夜宵摊帮工', publishedAt: before.publishedAt, endsAt: before.endsAt })
    const found = await ok(cloud, market.seeker.openid, 'jobs.list', { shift: 'night' })
    expect(found.rows.map((row) => row.id)).toContain(id)
  })
})

describe('the gate', () => {
  test('says what it would say and keeps nothing', async () => {
    const stored = rowsOf(cloud, 'postings').length
    const draft = draftPosting({ needs: '限男性，手脚麻利。' })
    const { findings } = await ok(cloud, people.visitor.openid, 'jobs.check', draft)
    expect(findings).toMatchObject([{ ground: 'sex', field: 'needs' }])
    expect((await ok(cloud, people.visitor.openid, 'jobs.check', draftPosting())).findings).toEqual([])
    expect(rowsOf(cloud, 'postings').length).toBe(stored)
    expect(cloud.lastCost().databaseRequests).toBe(1)
  })

  test('blocks: nobody else knows of it, and mended as proposed it is published', async () => {
    const { id } = await postBlocked(market, { title: '要人端面' })
    for (const who of STRANGERS()) {
      expect(await isKnown(who, id)).toBe(false)
      expect(await isListed(who, id)).toBe(false)
    }
    const { own, needs, moves } = await get(market.officer, id)
    expect(moves).toEqual(['ask'])
    expect(own?.findings).toMatchObject([{ ground: 'sex', field: 'needs' }])
    const words = { title: '要人端面', needs: mended(needs, own?.findings ?? []) }
    expect(await reword(id, words)).toMatchObject({ state: 'open', findings: [] })
    expect(await isListed(market.seeker, id)).toBe(true)
    expect((await get(market.officer, id)).own).toMatchObject({ findings: [], events: [{}, { what: 'changed' }] })
  })

  test('new words of an open one that it catches take it down', async () => {
    const { id } = await postOpen(market)
    expect(await reword(id, UNLAWFUL)).toMatchObject({ state: 'blocked', version: 2, findings: [{ ground: 'sex' }] })
    expect(await isListed(market.seeker, id)).toBe(false)
    expect(await isKnown(market.seeker, id)).toBe(false)
    expect(postingOf(cloud, id)).toMatchObject({ keys: [], grams: [], publishedAt: null })
  })

  test('the enterprise asks, the staff publish it with a reason; both are logged, and the same words pass from then on', async () => {
    const { id } = await postBlocked(market)
    const asked = '我们是男澡堂，搓背只能要男师傅'
    await movePosting(cloud, market.officer, id, { move: 'ask', reason: asked })
    expect(await newsOf(cloud, people.staff, id)).toEqual(['gate_asked'])
    const desk = await ok(cloud, people.staff.openid, 'jobs.blocked', {})
    expect(desk.rows[0]).toMatchObject({ id, asked, findings: [{ ground: 'sex' }], state: 'blocked' })

    expect(await movePosting(cloud, people.staff, id, { move: 'overrule', reason: '确实只能男的' })).toMatchObject({
      state: 'open',
    })
    expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_overruled'])
    expect(await isListed(market.seeker, id)).toBe(true)
    expect((await get(market.officer, id)).own?.events).toMatchObject([
      { what: 'made', by: 'enterprise', text: null },
      { what: 'ask', by: 'enterprise', text: asked },
      { what: 'overrule', by: 'staff', text: '确实只能男的' },
    ])
    expect(postingOf(cloud, id).events[2]?.by.openid).toBe(people.staff.openid)
    expect((await ok(cloud, people.staff.openid, 'jobs.blocked', {})).rows.map((row) => row.id)).not.toContain(id)

    expect(await movePosting(cloud, market.officer, id, { move: 'renew' })).toMatchObject({ state: 'open' })
    expect(await reword(id, { ...UNLAWFUL, title: '换个名字' })).toMatchObject({ state: 'open', findings: [] })
    expect(await reword(id, { needs: '只招小伙子。' })).toMatchObject({ state: 'blocked' })
  })

  test('a renewed one comes before it again', async () => {
    const { id } = await postOpen(market)
    await movePosting(cloud, market.officer, id, { move: 'close' })
    // as if the words had been lawful when it was posted
    await change(cloud, 'postings', id, { needs: UNLAWFUL.needs })
    expect(await movePosting(cloud, market.officer, id, { move: 'renew' })).toMatchObject({ state: 'blocked' })
    expect((await get(market.officer, id)).own?.findings).toMatchObject([{ ground: 'sex' }])
    expect(await isKnown(market.seeker, id)).toBe(false)
  })

  test('those that ask come before those that only wait to be mended, the longest waiting first', async () => {
    const ids: string[] = []
    for (const title of ['甲', '乙', '丙']) ids.push((await postBlocked(market, { title })).id)
    for (const id of [ids[2], ids[0]]) {
      await cloud.shift(1_000)
      await movePosting(cloud, market.officer, id ?? '', { move: 'ask', reason: '请看看' })
    }
    const { rows } = await ok(cloud, people.staff.openid, 'jobs.blocked', {})
    const order = rows.map((row) => row.id).filter((id) => ids.includes(id))
    expect(order).toEqual([ids[2], ids[0], ids[1]])
  })
})

describe('words that the platform refuses', () => {
  const unsafe = { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } }

  test('are not published, and an open posting stays as it is', async () => {
    const { officer, enterprise } = market
    expect(await refused(cloud, officer.openid, 'jobs.post', postOf(market, { duties: '违规词' }))).toEqual(unsafe)
    const { id, version } = await postOpen(market)
    const words = { ...postOf(market, { place: '违规词' }), id, version, enterprise }
    expect(await refused(cloud, officer.openid, 'jobs.post', words)).toEqual(unsafe)
    expect(postingOf(cloud, id)).toMatchObject({ state: 'open', version, place: draftPosting().place })
  })

  test('are looked at when the staff publish what the gate blocked', async () => {
    const { id } = await postBlocked(market, { duties: '端面，违规词' })
    expect(await refusedMove(cloud, people.staff, id, { move: 'overrule', reason: '行' })).toEqual(unsafe)
    expect(postingOf(cloud, id).state).toBe('blocked')
  })

  test('nor is a reason', async () => {
    const { id } = await postBlocked(market)
    const risky = { code: 'UNSAFE_CONTENT', fields: { reason: 'unsafe' } }
    expect(await refusedMove(cloud, market.officer, id, { move: 'ask', reason: '违规词' })).toEqual(risky)
    expect(await refusedMove(cloud, people.staff, id, { move: 'remove', reason: '违规词' })).toEqual(risky)
  })
})

describe('refusals', () => {
  test.each([
    ['pay the wrong way round', { pay: { from: 300, to: 299, unit: 'hour' } }, { 'pay.to': 'too_small' }],
    ['no pay', { pay: { from: 0, to: 0, unit: 'hour' } }, { 'pay.from': 'too_small:1', 'pay.to': 'too_small:1' }],
    ['a long title', { title: '面'.repeat(21) }, { title: 'too_long:20' }],
    ['no duties', { duties: ' ' }, { duties: 'too_short:1' }],
    ['long needs', { needs: '要'.repeat(301) }, { needs: 'too_long:300' }],
    ['no shift', { shifts: [] }, { shifts: 'too_short:1' }],
    ['a shift twice', { shifts: ['day', 'day'] }, { shifts: 'wrong_form' }],
    ['a quarter of an hour', { hoursPerDay: 7.25 }, { hoursPerDay: 'wrong_form' }],
    ['a day without end', { hoursPerDay: 13 }, { hoursPerDay: 'too_large:12' }],
    ['eight days a week', { daysPerWeek: 8 }, { daysPerWeek: 'too_large:7' }],
    ['too far', { way: { by: 'bus', minutes: 121 } }, { 'way.minutes': 'too_large:120' }],
    ['a whole army', { wanted: 201 }, { wanted: 'too_large:200' }],
    ['no such kind', { kind: 'magic' }, { kind: 'not_a_choice' }],
    ['an unknown field', { age: 20 }, { age: 'unknown_field' }],
    ['a version alone', { version: 1 }, { id: 'missing' }],
    ['an id alone', { id: '0'.repeat(26) }, { version: 'missing' }],
  ])('%s', async (_what, part, fields) => {
    const input = { ...postOf(market), ...part }
    expect(await refused(cloud, market.officer.openid, 'jobs.post', input)).toEqual({ code: 'INVALID_INPUT', fields })
  })

  test('another enterprise’s posting is not there', async () => {
    const { id, version } = await postOpen(market)
    const { otherOfficer, otherEnterprise } = market
    const words = { ...postOf(market), id, version }
    const foreign = [words, { ...words, enterprise: otherEnterprise }]
    for (const input of foreign) {
      expect(await refused(cloud, otherOfficer.openid, 'jobs.post', input)).toEqual({ code: 'NOT_FOUND' })
    }
    for (const move of ['renew', 'close'] as const) {
      expect(await refusedMove(cloud, otherOfficer, id, { move })).toEqual({ code: 'NOT_FOUND' })
    }
  })

  test('staff who act for the enterprise may not judge it', async () => {
    const { insider, otherEnterprise, otherOfficer } = market
    const draft = { ...draftPosting(UNLAWFUL), enterprise: otherEnterprise }
    const { id } = await ok(cloud, otherOfficer.openid, 'jobs.post', draft)
    for (const move of ['overrule', 'keep', 'remove'] as const) {
      expect(await refusedMove(cloud, insider, id, { move, reason: '没事' })).toEqual({ code: 'FORBIDDEN' })
    }
    expect(await movePosting(cloud, insider, id, { move: 'ask', reason: '请看看' })).toMatchObject({ state: 'blocked' })
    expect(await newsOf(cloud, insider, id)).toEqual([])
    expect(await newsOf(cloud, people.staff, id)).toEqual(['gate_asked'])
  })

  test('somebody was faster', async () => {
    const { id, version } = await postOpen(market)
    await reword(id, { title: '先改的' })
    const { officer } = market
    const late = { ...postOf(market), id, version }
    expect(await refused(cloud, officer.openid, 'jobs.post', late)).toEqual({ code: 'CONFLICT' })
    expect(await refused(cloud, officer.openid, 'jobs.move', { id, version, move: 'close' })).toEqual({
      code: 'CONFLICT',
    })
  })

  test('of ten who change it at once one gets through', async () => {
    const { id, version } = await postOpen(market)
    const tries = Array.from({ length: 10 }, (_, no) => post({ id, version, title: `改${no}` }))
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('CONFLICT')
    expect(postingOf(cloud, id)).toMatchObject({ version: 2 })
  })

  test('what is not possible now', async () => {
    const { id } = await postOpen(market)
    const { officer } = market
    await movePosting(cloud, people.staff, id, { move: 'remove', reason: '假的' })
    for (const move of ['renew', 'close'] as const) {
      expect(await refusedMove(cloud, officer, id, { move })).toEqual({ code: 'NOT_NOW' })
    }
    const { version } = postingOf(cloud, id)
    expect(await refused(cloud, officer.openid, 'jobs.post', { ...postOf(market), id, version })).toEqual({
      code: 'NOT_NOW',
    })
    expect(await newsOf(cloud, officer, id)).toEqual(['posting_removed'])
    expect(await isKnown(market.seeker, id)).toBe(false)
    expect((await get(officer, id)).own?.events.at(-1)).toMatchObject({ what: 'remove', by: 'staff', text: '假的' })
    expect(postingOf(cloud, id).toClose).toBe(true)
  })
})

describe('an enterprise', () => {
  test('that does not look for people, or may not work here, posts nothing', async () => {
    const { enterprise, officer } = market
    const open = await postOpen(market)
    const ended = await postOpen(market)
    await movePosting(cloud, officer, ended.id, { move: 'close' })
    for (const fields of [{ wants: ['piecework'] }, { state: 'suspended' }, { state: 'applied' }]) {
      await change(cloud, 'enterprises', enterprise, fields)
      expect(await post()).toMatchObject({ error: { code: 'NOT_NOW' } })
      expect(await post({ ...open })).toMatchObject({ error: { code: 'NOT_NOW' } })
      for (const { id } of [open, ended]) {
        expect(await refusedMove(cloud, officer, id, { move: 'renew' })).toEqual({ code: 'NOT_NOW' })
        expect((await get(officer, id)).moves).not.toContain('renew')
      }
      await change(cloud, 'enterprises', enterprise, { wants: ['hiring'], state: 'active' })
    }
  })

  test('that is suspended has nothing shown, and all of it again when it may come back', async () => {
    const { enterprise, officer, seeker } = market
    const { id } = await postOpen(market, { title: '停业看不见' })
    const listed = async () => [
      await isListed(seeker, id),
      (await ok(cloud, seeker.openid, 'jobs.list', { text: '停业看不见' })).rows.length,
      await isKnown(seeker, id),
    ]
    expect(await listed()).toEqual([true, 1, true])
    await change(cloud, 'enterprises', enterprise, { state: 'suspended' })
    expect(await listed()).toEqual([false, 0, false])
    for (const who of [officer, people.staff]) expect(await isKnown(who, id)).toBe(true)
    expect((await get(officer, id)).moves).toEqual(['close'])
    await change(cloud, 'enterprises', enterprise, { state: 'active' })
    expect(await listed()).toEqual([true, 1, true])
  })

  test('has fifty that are not over', async () => {
    const { otherEnterprise, otherOfficer } = market
    const draft = { ...draftPosting(), enterprise: otherEnterprise }
    const { id } = await ok(cloud, otherOfficer.openid, 'jobs.post', draft)
    const { _id: _own, ...doc } = postingOf(cloud, id)
    const counted = rowsOf<{ enterprise: string; state: PostingState }>(cloud, 'postings').filter(
      ({ enterprise, state }) => enterprise === otherEnterprise && ['blocked', 'open', 'hidden'].includes(state),
    )
    const states: PostingState[] = ['blocked', 'open', 'hidden']
    const missing = JOB_LIMITS.openPostings - counted.length
    insert(
      cloud,
      'postings',
      Array.from({ length: missing }, (_, no) => {
        const state = states[no % states.length]
        return { ...doc, _id: `X${String(no).padStart(25, '0')}`, requestId: randomUUID(), state, keys: [], grams: [] }
      }),
    )
    const limited = async () => refused(cloud, otherOfficer.openid, 'jobs.post', draft)
    expect(await limited()).toEqual({ code: 'LIMIT' })
    await movePosting(cloud, otherOfficer, id, { move: 'close' })
    const { id: next } = await ok(cloud, otherOfficer.openid, 'jobs.post', draft)
    expect(await limited()).toEqual({ code: 'LIMIT' })
    expect(await refusedMove(cloud, otherOfficer, id, { move: 'renew' })).toEqual({ code: 'LIMIT' })
    // what is open already takes no more room
    expect(await movePosting(cloud, otherOfficer, next, { move: 'renew' })).toMatchObject({ state: 'open' })
  })

  test('lists its own by state', async () => {
    const { enterprise, officer } = market
    for (const state of POSTING_STATES) {
      const { rows } = await ok(cloud, officer.openid, 'jobs.own', { enterprise, state })
      for (const row of rows) expect(row.state).toBe(state)
    }
    const all: string[] = []
    let after: string | null = null
    do {
      const page: Out<'jobs.own'> = await ok(cloud, officer.openid, 'jobs.own', {
        enterprise,
        ...(after ? { after } : {}),
      })
      all.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    const stored = rowsOf<{ _id: string; enterprise: string }>(cloud, 'postings').filter(
      (doc) => doc.enterprise === enterprise,
    )
    expect(all.sort()).toEqual(stored.map(({ _id }) => _id).sort())
  })
})

describe('a retried call does nothing twice', () => {
  const twice = async (who: Person, route: string, input: object) => {
    const requestId = randomUUID()
    const first = await cloud.call(who.openid, route, input, requestId)
    const again = await cloud.call(who.openid, route, input, requestId)
    expect(first.ok).toBe(true)
    expect(again).toEqual(first)
    return (first.ok ? first.data : {}) as Out<'jobs.move'>
  }

  test('post', async () => {
    const before = rowsOf(cloud, 'postings').length
    const { id } = await twice(market.officer, 'jobs.post', postOf(market, { title: '只有一个' }))
    expect(rowsOf(cloud, 'postings').length).toBe(before + 1)
    expect(postingOf(cloud, id).version).toBe(1)
  })

  test('ten of the same at once are one', async () => {
    const before = rowsOf(cloud, 'postings').length
    const requestId = randomUUID()
    const input = postOf(market, { title: '手抖了' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        cloud.call<Out<'jobs.post'>>(market.officer.openid, 'jobs.post', input, requestId),
      ),
    )
    expect(new Set(answers.map((answer) => (answer.ok ? answer.data.id : answer.error.code))).size).toBe(1)
    expect(rowsOf(cloud, 'postings').length).toBe(before + 1)
  })

  test('new words and moves', async () => {
    const { id } = await postOpen(market)
    await twice(market.officer, 'jobs.post', { ...postOf(market, { ...UNLAWFUL, title: '新名字' }), id, version: 1 })
    await twice(market.officer, 'jobs.move', { id, version: 2, move: 'ask', reason: '请看看' })
    await twice(people.staff, 'jobs.move', { id, version: 3, move: 'overrule', reason: '行' })
    await twice(market.officer, 'jobs.move', { id, version: 4, move: 'renew' })
    await twice(market.officer, 'jobs.move', { id, version: 5, move: 'close' })
    await twice(people.staff, 'jobs.move', { id, version: 6, move: 'remove', reason: '假的' })
    const { events, version } = postingOf(cloud, id)
    expect(events.map(({ what }) => what)).toEqual(['made', 'changed', 'ask', 'overrule', 'renew', 'close', 'remove'])
    expect(version).toBe(7)
    expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_removed', 'posting_overruled'])
    expect(await newsOf(cloud, people.staff, id)).toEqual(['gate_asked'])
  })

  test('the same requestId for something else is a mistake', async () => {
    const { id } = await postOpen(market)
    const requestId = randomUUID()
    await cloud.call(market.officer.openid, 'jobs.move', { id, version: 1, move: 'close' }, requestId)
    const other = await cloud.call(market.officer.openid, 'jobs.move', { id, version: 2, move: 'renew' }, requestId)
    expect(other).toMatchObject({ error: { code: 'INVALID_INPUT', fields: { requestId: 'used_before' } } })
  })
})
