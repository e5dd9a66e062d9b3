/** The life of a claim, from the take to the wage, through the routes. */
import { messagePage } from '../../miniprogram/contract/messages'
import type { CrafterDoc } from '../../cloudfunctions/crafts/model.rules'
import type { TestCloud } from '../cloud'
import {
  batchOf,
  checkBooks,
  claimOf,
  countedClaim,
  DAY,
  disputesOf,
  fetchedClaim,
  lookAt,
  moveClaim,
  picture,
  startWorkshop,
  take,
  takeOf,
  wagesIn,
  type Workshop,
} from './crafts'
import { ok, type Person } from './people'
import { change, rowsOf } from './store'

let workshop: Workshop
let cloud: TestCloud
let worker: Person
let officer: Person

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, worker, officer } = workshop)
})
afterAll(() => cloud.stop())

const newsOf = async (who: Person, id: string) => {
  const { rows } = await ok(cloud, who.openid, 'messages.list', {})
  return rows.flatMap((row) => (row.topic === 'craft' && row.subject === id ? [row.what] : []))
}

describe('forty bracelets', () => {
  let batch: string
  let id: string

  test('ten are taken: they leave the pool, and there are two days to fetch the material', async () => {
    batch = workshop.batch()
    const before = cloud.now()
    const told = await take(cloud, worker, batch, 10)
    id = told.id
    expect(told).toMatchObject({ state: 'taken', version: 1, pieces: { issued: 10, out: 10 } })
    expect(batchOf(cloud, batch)).toMatchObject({
      left: 90,
      takers: { [worker.id]: 10 },
      sums: { issued: 10, out: 10 },
    })
    const claim = await lookAt(cloud, worker, id)
    expect(claim).toMatchObject({
      relations: ['worker'],
      moves: ['cancel'],
      price: 80,
      worker: worker.name,
      fetch: { place: 'A区18栋吊层 3号' },
      entries: [{ no: 1, what: 'issue', amount: 10 }],
      events: [{ no: 1, command: 'take', pieces: 10, by: { as: 'worker', name: null } }],
    })
    expect(claim.dueAt).toBeGreaterThanOrEqual(before + 2 * DAY)
    expect(claim.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/)
  })

  test('it is in the lists of those it concerns', async () => {
    const mine = await ok(cloud, worker.openid, 'crafts.mine', {})
    expect(mine.rows).toMatchObject([{ id, state: 'taken', worker: worker.name, money: { owed: 0 } }])
    const counter = await ok(cloud, officer.openid, 'crafts.counter', { enterprise: workshop.enterprise })
    expect(counter.rows).toMatchObject([{ id, state: 'taken', worker: worker.name }])
    const other = await ok(cloud, officer.openid, 'crafts.counter', {
      enterprise: workshop.enterprise,
      state: 'working',
    })
    expect(other.rows).toEqual([])
    expect((await ok(cloud, worker.openid, 'crafts.mine', { ended: true })).rows).toEqual([])
  })

  test('the counter hands out the material when the worker shows the code, typed in any way', async () => {
    const { code } = await lookAt(cloud, worker, id)
    const typed = ` ${(code ?? '').toLowerCase().slice(0, 3)}-${(code ?? '').slice(3)}`
    expect(await moveClaim(cloud, officer, id, { move: 'fetch', code: typed })).toMatchObject({ state: 'working' })
    expect((await lookAt(cloud, officer, id)).moves).toEqual(['take_back'])
    expect((await lookAt(cloud, officer, id)).code).toBeNull()
  })

  test('progress is written down, and adds up', async () => {
    await moveClaim(cloud, worker, id, { move: 'progress', done: 2, minutes: 50 })
    await moveClaim(cloud, worker, id, { move: 'progress', done: 5, minutes: 60 })
    expect(await lookAt(cloud, worker, id)).toMatchObject({ done: 5, minutes: 110, state: 'working' })
  })

  test('eight are handed in: the enterprise is told, and the pace is remembered', async () => {
    await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 8, minutes: 90 })
    expect(await lookAt(cloud, officer, id)).toMatchObject({
      state: 'handed_in',
      handedIn: 8,
      done: 0,
      moves: ['count'],
    })
    expect(await newsOf(officer, id)).toEqual(['handed_in'])
    const [card] = rowsOf<CrafterDoc>(cloud, 'crafters').filter(({ _id }) => _id === worker.openid)
    // 200 minutes, 8 pieces
    expect(card?.paces[workshop.product._id]).toEqual({ samples: [{ of: `${id}.5`, tenths: 250 }], pieces: 8 })
  })

  test('the count says what is good, what comes back to her and what is not taken, with words and a picture', async () => {
    const file = await picture(cloud, officer)
    await moveClaim(cloud, officer, id, {
      move: 'count',
      accepted: 5,
      rework: 2,
      rejected: 1,
      text: '两个松了，一个断了',
      pictures: [file],
    })
    const claim = await lookAt(cloud, worker, id)
    expect(claim).toMatchObject({
      state: 'counted',
      tally: { accepted: 5, rework: 2, rejected: 1 },
      moves: ['agree', 'object'],
      pieces: { issued: 10, accepted: 0, rejected: 0, out: 10 },
      money: { owed: 0 },
      pictures: [{ url: null }],
    })
    expect(claim.dueAt).toBeGreaterThan(cloud.now() + 2.9 * DAY)
    expect(claim.events.at(-1)).toMatchObject({
      command: 'count',
      text: '两个松了，一个断了',
      by: { as: 'enterprise' },
    })
    expect(await newsOf(worker, id)).toEqual(['counted'])
    const [message] = (await ok(cloud, worker.openid, 'messages.list', {})).rows
    expect(message && messagePage(message)).toContain(`claim/index?id=${id}`)
  })

  test('she agrees: five are owed for, two are hers to do again, one is gone', async () => {
    const moved = await moveClaim(cloud, worker, id, { move: 'agree' })
    expect(moved).toMatchObject({ state: 'working', pieces: { issued: 10, accepted: 5, rejected: 1, out: 4 } })
    expect(await lookAt(cloud, worker, id)).toMatchObject({
      money: { owed: 400, paid: 0, open: 400 },
      handedIn: 0,
      tally: null,
      wages: [{ amount: 400, pieces: 5, price: 80, state: 'owed', worker: worker.name, late: false }],
    })
    const [wage] = wagesIn(cloud)
    expect(wage).toMatchObject({ _id: `${id}.7`, worker: worker.openid, enterprise: workshop.enterprise, open: true })
    // the end of a Shanghai day
    expect(((wage?.dueAt ?? 0) + 1 + 8 * 3_600_000) % DAY).toBe(0)
    checkBooks(cloud, batch)
  })

  test('two more, done again, are counted; their minutes are not of the pace', async () => {
    await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 2, minutes: 6 })
    await moveClaim(cloud, officer, id, { move: 'count', accepted: 2, rework: 0, rejected: 0 })
    await moveClaim(cloud, worker, id, { move: 'agree' })
    const [card] = rowsOf<CrafterDoc>(cloud, 'crafters').filter(({ _id }) => _id === worker.openid)
    expect(card?.paces[workshop.product._id]?.samples).toHaveLength(1)
    expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'working', pieces: { accepted: 7, out: 2 } })
  })

  test('one is lost, without any deduction; the last comes back to the counter and to the pool; the claim ends', async () => {
    await moveClaim(cloud, worker, id, { move: 'lose', pieces: 1, text: '孩子弄丢了' })
    const { code } = await lookAt(cloud, worker, id)
    const moved = await moveClaim(cloud, officer, id, { move: 'take_back', code: code ?? '', pieces: 1 })
    expect(moved).toMatchObject({ state: 'ended', pieces: { accepted: 7, rejected: 1, lost: 1, returned: 1, out: 0 } })
    expect(await lookAt(cloud, worker, id)).toMatchObject({ money: { owed: 560 }, code: null, moves: [] })
    expect(batchOf(cloud, batch)).toMatchObject({
      left: 91,
      takers: { [worker.id]: 9 },
      sums: { issued: 10, accepted: 7, rejected: 1, returned: 1, lost: 1, out: 0 },
    })
    checkBooks(cloud, batch)
    expect((await ok(cloud, worker.openid, 'crafts.mine', { ended: true })).rows).toMatchObject([
      { id, state: 'ended' },
    ])
    expect((await ok(cloud, worker.openid, 'crafts.mine', {})).rows).toEqual([])
    const counter = await ok(cloud, officer.openid, 'crafts.counter', {
      enterprise: workshop.enterprise,
      state: 'ended',
    })
    expect(counter.rows.map((row) => row.id)).toEqual([id])
  })
})

describe('other ways it can go', () => {
  test('a take that is not fetched can be given back as a whole', async () => {
    const batch = workshop.batch()
    const { id } = await take(cloud, worker, batch, 40)
    expect(await moveClaim(cloud, worker, id, { move: 'cancel' })).toMatchObject({ state: 'ended', pieces: { out: 0 } })
    expect(batchOf(cloud, batch)).toMatchObject({ left: 100, takers: {}, sums: { issued: 40, returned: 40, out: 0 } })
    // it does not count for the most a person may have
    const again = await take(cloud, worker, batch, 40)
    await moveClaim(cloud, worker, again.id, { move: 'cancel' })
    checkBooks(cloud, batch)
  })

  test('an objection goes to the staff, whose count stands; the days to pay begin then', async () => {
    const batch = workshop.batch()
    const id = await countedClaim(workshop, batch, { accepted: 6, rejected: 4 })
    const disputes = await disputesOf(workshop)
    await moveClaim(cloud, worker, id, { move: 'object', text: '四个都是好的' })
    expect(await disputesOf(workshop)).toBe(disputes + 1)
    expect(await newsOf(officer, id)).toContain('objected')
    const { staff } = workshop.people
    expect(await lookAt(cloud, staff, id)).toMatchObject({
      relations: ['staff'],
      moves: ['settle'],
      worker: worker.name,
    })
    // the staff take their time
    const { count } = claimOf(cloud, id)
    await change(cloud, 'claims', id, { count: { ...count, at: cloud.now() - 20 * DAY } })
    await moveClaim(cloud, staff, id, { move: 'settle', accepted: 9, rework: 0, rejected: 1, text: '只有一个断了' })
    expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'ended', money: { owed: 720 } })
    expect(await newsOf(worker, id)).toEqual(['settled', 'counted'])
    const [wage] = wagesIn(cloud).filter(({ claim }) => claim === id)
    expect(wage?.dueAt).toBeGreaterThan(cloud.now() + 14.9 * DAY)
    checkBooks(cloud, batch)
  })

  test('of a batch that was stopped meanwhile, pieces come back but not into the pool', async () => {
    const batch = workshop.batch()
    const id = await fetchedClaim(workshop, batch, 20)
    await change(cloud, 'batches', batch, { state: 'stopped' })
    const { code } = await lookAt(cloud, worker, id)
    await moveClaim(cloud, officer, id, { move: 'take_back', code: code ?? '', pieces: 20 })
    expect(batchOf(cloud, batch)).toMatchObject({ left: 80, takers: {}, sums: { issued: 20, returned: 20, out: 0 } })
    checkBooks(cloud, batch)
  })

  test('a count in which nothing is good owes nothing', async () => {
    const batch = workshop.batch()
    const id = await countedClaim(workshop, batch, { accepted: 0, rework: 3, rejected: 2 })
    await moveClaim(cloud, worker, id, { move: 'agree' })
    expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'working', money: { owed: 0 }, wages: [] })
    expect(claimOf(cloud, id).pieces).toMatchObject({ rejected: 2, out: 3 })
    checkBooks(cloud, batch)
  })
})

describe('what a beginner may take', () => {
  test('of a batch with a trial a few to begin with, and more after the first hand-in', async () => {
    const batch = workshop.batch({ trial: true, least: 10 })
    await change(cloud, 'crafters', worker.openid, { paces: {} })
    const seen = await ok(cloud, worker.openid, 'crafts.batch', { id: batch })
    expect(seen.allowed).toEqual({ pieces: 5, why: null })
    const { id } = await take(cloud, worker, batch, 3)
    const { code } = await lookAt(cloud, worker, id)
    await moveClaim(cloud, officer, id, { move: 'fetch', code: code ?? '' })
    await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 3, minutes: 0 })
    expect(await ok(cloud, worker.openid, 'crafts.take', takeOf(batch, 37))).toMatchObject({ pieces: { issued: 37 } })
  })

  test('the last pieces of a pool may be fewer than the least', async () => {
    const batch = workshop.batch({ pieces: 7, left: 3, least: 5, sums: { ...sumsOf(4) } })
    expect(await take(cloud, worker, batch, 3)).toMatchObject({ pieces: { issued: 3 } })
    expect(batchOf(cloud, batch).left).toBe(0)
  })
})

const sumsOf = (issued: number) => ({ issued, accepted: 0, rejected: 0, returned: 0, lost: 0, out: issued })

describe("the worker's telephone", () => {
  test('is shown to the enterprise while the claim is open; she reads who looked', async () => {
    const { id } = await take(cloud, workshop.colleague, workshop.batch(), 5)
    const contact = await ok(cloud, officer.openid, 'crafts.contact', { claim: id })
    expect(contact).toEqual({ name: workshop.colleague.name, phone: workshop.colleague.phone })
    const { rows } = await ok(cloud, workshop.colleague.openid, 'estate.looks', {})
    expect(rows).toMatchObject([{ by: `山城串珠 ${officer.name}`, role: 'enterprise', subject: id }])
    await moveClaim(cloud, workshop.colleague, id, { move: 'cancel' })
    const answer = await cloud.call(officer.openid, 'crafts.contact', { claim: id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  })
})
