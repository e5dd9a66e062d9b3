/** Notices: from those who publish to those who read. */
import type { Out } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { DAY, HOUR } from './case-helpers'
import { A18, B1, CLUSTER_A, ESTATE, noticesIn } from './notice-helpers'
import { ok, refused, settledCloud, type People, type Person } from './people'
import { change } from './store'

let cloud: TestCloud
let people: People
const { clear, correction, get, list, managed, publish, stored, water } = noticesIn(() => cloud)

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ poolSize: 8, only: ['cases', 'estate', 'messages', 'notices'] }))
}, 60_000)
afterAll(() => cloud.stop())
afterEach(clear)

const MOST_REQUESTS = 6

describe('from the author to the people', () => {
  it('whom it concerns has it in the list and can open it; others do not learn of it', async () => {
    const { id, version } = await publish(people.leader, { audience: A18 })
    expect(version).toBe(1)
    for (const who of [people.resident, people.neighbour, people.mediator, people.worker, people.colleague]) {
      expect(await list(who)).toEqual([id])
      expect(await get(who, id)).toMatchObject({
        title: '明天上午停水',
        state: 'current',
        mayChange: false,
        author: null,
      })
    }
    for (const who of [people.visitor, people.foreigner, people.foreignWorker, people.foreignLeader]) {
      expect(await list(who)).toEqual([])
      expect(await refused(cloud, who.openid, 'notices.get', { id })).toEqual({ code: 'NOT_FOUND' })
    }
  })

  it('the whole estate reads what is for the estate, also who has left nothing', async () => {
    const { id } = await publish(people.staff, { audience: ESTATE })
    for (const who of [people.visitor, people.resident, people.foreigner, people.foreignLeader, people.admin])
      expect(await list(who)).toEqual([id])
  })

  it('who moves away does not read on', async () => {
    const { id } = await publish(people.staff, { audience: B1 })
    const openid = 'oMoves_between_buildings'
    await ok(cloud, openid, 'estate.bind', { building: 'B1', unit: 1, floor: 2, room: 1 })
    expect(await ok(cloud, openid, 'notices.get', { id })).toMatchObject({ id })
    await ok(cloud, openid, 'estate.bind', { building: 'C1', unit: 1, floor: 2, room: 1 })
    expect((await ok(cloud, openid, 'notices.list', {})).rows).toEqual([])
    expect(await refused(cloud, openid, 'notices.get', { id })).toEqual({ code: 'NOT_FOUND' })
  })

  it('nothing of the author goes out but to staff, and no openid at all', async () => {
    const { id } = await publish(people.leader, { audience: CLUSTER_A })
    const author = { role: 'leader', name: people.leader.name }
    expect((await get(people.staff, id)).author).toEqual(author)
    expect((await managed(people.admin))[0]?.author).toEqual(author)
    expect((await managed(people.leader))[0]?.author).toBeNull()
    for (const who of [people.resident, people.leader, people.staff]) {
      const said = JSON.stringify([await get(who, id), await ok(cloud, who.openid, 'notices.list', {})])
      expect(said).not.toContain(people.leader.openid)
      expect(said.includes(people.leader.name)).toBe(who === people.staff)
    }
    expect(JSON.stringify(stored())).not.toContain(people.leader.openid)
  })

  it('pinned ones stand first, then the newest; page by page each comes once', async () => {
    const ids: string[] = []
    for (let count = 0; count < 25; count++) {
      ids.unshift((await publish(people.staff, { audience: ESTATE, pinned: count % 10 === 3 })).id)
      await cloud.shift(1_000)
    }
    const first = await ok(cloud, people.resident.openid, 'notices.list', {})
    expect(first.rows).toHaveLength(20)
    const rest = await ok(cloud, people.resident.openid, 'notices.list', { after: String(first.next) })
    expect(rest.next).toBeNull()
    const rows = [...first.rows, ...rest.rows]
    expect(rows.map(({ pinned }) => pinned)).toEqual([true, true, true, ...Array(22).fill(false)])
    const pinned = rows.slice(0, 3).map(({ id }) => id)
    expect(pinned).toEqual(ids.filter((id) => pinned.includes(id)))
    expect(rows.slice(3).map(({ id }) => id)).toEqual(ids.filter((id) => !pinned.includes(id)))
  })

  it('a correction is read at once and says that it is one; pinning moves it up', async () => {
    const { id } = await publish(people.leader)
    await cloud.shift(HOUR)
    const { id: newer } = await publish(people.leader)
    expect(await list(people.resident)).toEqual([newer, id])
    const endsAt = cloud.now() + DAY
    const words = { title: '明天下午停水', text: '改到下午两点', pinned: true, endsAt }
    const saved = await ok(cloud, people.staff.openid, 'notices.change', { id, version: 1, ...words })
    expect(saved).toEqual({ id, version: 2 })
    const view = await get(people.resident, id)
    expect(view).toMatchObject({ ...words, version: 2 })
    expect((view.changedAt ?? 0) - view.publishedAt).toBeGreaterThanOrEqual(HOUR)
    const { rows } = await ok(cloud, people.resident.openid, 'notices.list', {})
    expect(rows.map((row) => [row.id, row.excerpt])).toEqual([
      [id, '改到下午两点'],
      [newer, water().text],
    ])
  })

  it('what is taken down is gone for people at once, and stays with those who answer for it', async () => {
    const { id } = await publish(people.leader)
    const { id: other } = await publish(people.staff)
    expect(await ok(cloud, people.leader.openid, 'notices.end', { id })).toEqual({ id, version: 2 })
    expect(await list(people.resident)).toEqual([other])
    expect(await list(people.leader)).toEqual([other])
    expect(await refused(cloud, people.resident.openid, 'notices.get', { id })).toEqual({ code: 'NOT_FOUND' })
    expect(await get(people.leader, id)).toMatchObject({ state: 'taken_down', mayChange: true })
    expect((await managed(people.leader)).map((row) => [row.id, row.state])).toEqual(
      expect.arrayContaining([
        [id, 'taken_down'],
        [other, 'current'],
      ]),
    )
  })

  it('what has run out is gone at once, though the timer has not run', async () => {
    const { id } = await publish(people.staff)
    expect(await list(people.resident)).toEqual([id])
    await change(cloud, 'notices', id, { endsAt: cloud.now() })
    expect(stored()).toMatchObject([{ current: true }])
    expect(await list(people.resident)).toEqual([])
    expect((await ok(cloud, people.resident.openid, 'cases.home', {})).notices).toEqual([])
    expect(await refused(cloud, people.resident.openid, 'notices.get', { id })).toEqual({ code: 'NOT_FOUND' })
    expect(await managed(people.leader)).toMatchObject([{ id, state: 'over' }])
    expect(await refused(cloud, people.staff.openid, 'notices.change', correction({ id, version: 1 }))).toEqual({
      code: 'NOT_NOW',
    })
    // there is nothing left to take down
    expect(await ok(cloud, people.staff.openid, 'notices.end', { id })).toEqual({ id, version: 1 })
    expect(await managed(people.leader)).toMatchObject([{ id, state: 'over' }])
  })

  it('leaders answer for their own cluster alone, staff for all', async () => {
    const { id: estate } = await publish(people.staff, { audience: ESTATE })
    const { id: both } = await publish(people.staff, { audience: { to: 'clusters', clusters: ['A', 'B'] } })
    const { id: own } = await publish(people.staff, { audience: A18 })
    const { id: foreign } = await publish(people.foreignLeader, { audience: B1 })
    const ids = async (who: Person) => (await managed(who)).map(({ id }) => id).sort()
    expect(await ids(people.leader)).toEqual([own])
    expect(await ids(people.foreignLeader)).toEqual([foreign])
    expect(await ids(people.staff)).toEqual([estate, both, own, foreign].sort())
    // a leader reads the notice to both clusters, and knows that it is not the leader's to change
    const code = async (who: Person, id: string) =>
      (await refused(cloud, who.openid, 'notices.change', correction({ id, version: 1 }))).code
    expect([await code(people.leader, both), await code(people.leader, estate)]).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect([await code(people.leader, foreign), await code(people.foreignLeader, own)]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ])
    expect((await refused(cloud, people.leader.openid, 'notices.end', { id: both })).code).toBe('FORBIDDEN')
    expect((await refused(cloud, people.foreignLeader.openid, 'notices.end', { id: own })).code).toBe('NOT_FOUND')
  })
})

describe('首页', () => {
  const homeIds = async (who: Person): Promise<string[]> => {
    const { notices } = await ok(cloud, who.openid, 'cases.home', {})
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(MOST_REQUESTS)
    return notices.map(({ id }) => id)
  }

  it('has the first three that concern the person, pinned first; leaders and staff have their page instead', async () => {
    const { id: pinned } = await publish(people.staff, { audience: ESTATE, pinned: true })
    const rest: string[] = []
    for (let count = 0; count < 3; count++) {
      await cloud.shift(1_000)
      rest.unshift((await publish(people.staff, { audience: count === 1 ? ESTATE : A18 })).id)
    }
    const [third = '', second = '', first = ''] = rest
    for (const who of [people.resident, people.mediator, people.worker])
      expect(await homeIds(who)).toEqual([pinned, third, second])
    expect(await homeIds(people.visitor)).toEqual([pinned, second])
    expect(await homeIds(people.foreigner)).toEqual([pinned, second])
    // no board: the administrator without another role reads them as everybody does
    expect(await homeIds(people.admin)).toEqual([pinned, third, second])
    for (const who of [people.leader, people.staff]) expect(await homeIds(who)).toEqual([])
    expect(first).not.toBe('')
  })
})

describe('sent twice, or by two at once', () => {
  const times = <T>(n: number, run: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: n }, (_, index) => run(index)))
  const same = (answers: readonly unknown[]) => new Set(answers.map((answer) => JSON.stringify(answer))).size

  it('one publishing sent ten times is one notice and ten equal answers, also after a correction', async () => {
    const input = water()
    const send = () =>
      cloud.call<Out<'notices.publish'>>(people.leader.openid, 'notices.publish', input, 'publish-once-0001')
    const answers = await times(10, send)
    expect(same(answers)).toBe(1)
    expect(stored()).toHaveLength(1)
    const [answer] = answers
    if (!answer?.ok) throw new Error('it was refused')
    await ok(cloud, people.leader.openid, 'notices.change', correction(answer.data, { title: '改了' }))
    expect(await send()).toEqual(answer)
    expect(stored()).toMatchObject([{ title: '改了' }])
    // the same id of another person is another request
    await cloud.call(people.staff.openid, 'notices.publish', input, 'publish-once-0001')
    expect(stored()).toHaveLength(2)
  })

  it('one correction sent ten times is one, and ten equal answers', async () => {
    const target = await publish(people.leader)
    const input = correction(target, { text: '改到下午' })
    const answers = await times(10, () =>
      cloud.call(people.leader.openid, 'notices.change', input, 'correct-once-0001'),
    )
    expect(same(answers)).toBe(1)
    expect(answers[0]).toEqual({ ok: true, data: { id: target.id, version: 2 } })
    expect(stored()).toMatchObject([{ text: '改到下午', version: 2 }])
  })

  it('of two different corrections at once one wins, and the other is told', async () => {
    const target = await publish(people.leader)
    const answers = await Promise.all(
      [people.leader, people.staff].map(({ openid }, index) =>
        cloud.call(openid, 'notices.change', correction(target, { text: `第${index}种说法` })),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))).toEqual(['CONFLICT'])
    expect(stored()[0]?.text).toBe(`第${answers.findIndex(({ ok }) => ok)}种说法`)
    const late = await refused(cloud, people.leader.openid, 'notices.change', correction(target))
    expect(late).toEqual({ code: 'CONFLICT' })
  })

  it('taken down by ten at once it is down once, and everybody is content', async () => {
    const { id } = await publish(people.leader)
    const answers = await times(10, (index) =>
      cloud.call((index % 2 ? people.leader : people.staff).openid, 'notices.end', { id }),
    )
    expect(same(answers)).toBe(1)
    expect(answers[0]).toEqual({ ok: true, data: { id, version: 2 } })
  })

  it('a correction and the taking down at once: it is down in the end, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      const target = await publish(people.leader)
      const [changed, ended] = await Promise.all([
        cloud.call(people.staff.openid, 'notices.change', correction(target, { text: '改了' })),
        cloud.call(people.leader.openid, 'notices.end', { id: target.id }),
      ])
      expect(ended.ok).toBe(true)
      if (!changed.ok) expect(['CONFLICT', 'NOT_NOW']).toContain(changed.error.code)
      expect(stored().find(({ _id }) => _id === target.id)).toMatchObject({
        current: false,
        endedAt: expect.any(Number),
      })
    }
    expect(await list(people.resident)).toEqual([])
  })
})

describe('the timer', () => {
  it('marks what is over and removes what ended a year ago, once', async () => {
    const { id: short } = await publish(people.staff)
    const { id: long } = await publish(people.staff)
    const { id: down } = await publish(people.staff)
    await ok(cloud, people.staff.openid, 'notices.end', { id: down })
    await change(cloud, 'notices', short, { endsAt: cloud.now() })
    const current = () => Object.fromEntries(stored().map((doc) => [doc._id, doc.current]))
    expect(current()).toEqual({ [short]: true, [long]: true, [down]: false })
    await cloud.timer('notices')
    await cloud.timer('notices')
    expect(current()).toEqual({ [short]: false, [long]: true, [down]: false })

    // a year counts from the end, also from one that was moved or came early
    const endsAt = cloud.now() + DAY
    await ok(cloud, people.staff.openid, 'notices.change', correction({ id: long, version: 1 }, { endsAt }))
    const docOf = (id: string) => stored().find(({ _id }) => _id === id)
    expect(docOf(long)?.expiresAt).toBe(endsAt + 365 * DAY)
    expect(docOf(down)?.expiresAt).toBe((docOf(down)?.endedAt ?? 0) + 365 * DAY)
    await change(cloud, 'notices', short, { expiresAt: cloud.now() })
    await cloud.timer('notices')
    expect(Object.keys(current()).sort()).toEqual([down, long].sort())
  })
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
