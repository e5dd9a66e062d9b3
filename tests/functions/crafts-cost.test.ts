/** How many requests to the database each step of a claim takes. */
import type { ClaimInput } from '../../miniprogram/contract/crafts'
import type { TestCloud } from '../cloud'
import { checkBooks, claimOf, countedClaim, lookAt, startWorkshop, take, takeOf, type Workshop } from './crafts'
import type { Person } from './people'

let workshop: Workshop
let cloud: TestCloud
let worker: Person
let officer: Person

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, worker, officer } = workshop)
})
afterAll(() => cloud.stop())

describe('what it costs the database', () => {
  const cost = async (who: Person, route: string, input: object) => {
    const answer = await cloud.call(who.openid, route, input)
    expect(answer).toMatchObject({ ok: true })
    return cloud.lastCost().databaseRequests
  }

  test('a take at most seven requests', async () => {
    expect(await cost(worker, 'crafts.take', takeOf(workshop.batch(), 5))).toBeLessThanOrEqual(7)
  })

  test('moves with lines in the ledgers at most eight, others fewer', async () => {
    const costs: Record<string, number> = {}
    const { staff } = workshop.people
    const move = async (who: Person, id: string, input: ClaimInput) => {
      const { version } = claimOf(cloud, id)
      costs[input.move] = await cost(who, 'crafts.move', { id, version, ...input })
    }
    const batch = workshop.batch()
    const first = (await take(cloud, worker, batch, 5)).id
    await move(worker, first, { move: 'cancel' })
    const id = (await take(cloud, worker, batch, 20)).id
    const code = async () => (await lookAt(cloud, worker, id)).code ?? ''
    await move(officer, id, { move: 'fetch', code: await code() })
    await move(worker, id, { move: 'progress', done: 3, minutes: 60 })
    await move(worker, id, { move: 'lose', pieces: 1, text: '丢了' })
    await move(officer, id, { move: 'take_back', code: await code(), pieces: 2 })
    await move(worker, id, { move: 'hand_in', pieces: 5, minutes: 60 })
    await move(officer, id, { move: 'count', accepted: 5, rework: 0, rejected: 0 })
    await move(worker, id, { move: 'agree' })
    await move(worker, id, { move: 'hand_in', pieces: 5, minutes: 60 })
    await move(officer, id, { move: 'count', accepted: 4, rework: 1, rejected: 0, text: '松了' })
    await move(worker, id, { move: 'object', text: '没松' })
    await move(staff, id, { move: 'settle', accepted: 5, rework: 0, rejected: 0, text: '是好的' })
    expect(costs).toEqual({
      cancel: 7,
      fetch: 3,
      progress: 3,
      lose: 6,
      take_back: 7,
      hand_in: 7,
      count: 4,
      agree: 7,
      object: 8,
      settle: 8,
    })
    checkBooks(cloud, batch)
  })

  test('reads at most six', async () => {
    const id = await countedClaim(workshop, workshop.batch(), { accepted: 5 })
    expect(await cost(officer, 'crafts.claim', { id })).toBeLessThanOrEqual(6)
    expect(await cost(worker, 'crafts.mine', {})).toBe(2)
    expect(await cost(officer, 'crafts.counter', { enterprise: workshop.enterprise })).toBe(3)
    expect(await cost(officer, 'crafts.contact', { claim: id })).toBe(4)
  })
})
