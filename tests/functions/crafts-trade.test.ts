/** Prices, stops, lists, and the honest hour as it is lived. */
import type { BatchDoc, ProductDoc } from '../../cloudfunctions/crafts/model.rules'
import type { Out } from '../../miniprogram/contract/api'
import {
  batchOf,
  DAY,
  fetchedClaim,
  moveClaim,
  productDoc,
  refusedMove,
  startWorkshop,
  take,
  takeOf,
  type Workshop,
} from './crafts'
import { ok, refused, type Person } from './people'
import { change, insert, rowsOf } from './store'

let workshop: Workshop
let cloud: Workshop['cloud']
let people: Workshop['people']

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, people } = workshop)
})
afterAll(() => cloud.stop())

describe('price and stop', () => {
  test('a new price is for later takes; the old takes keep theirs', async () => {
    const { officer, worker, colleague } = workshop
    const id = workshop.batch()
    const first = await take(cloud, worker, id)
    const adjusted = await ok(cloud, officer.openid, 'crafts.adjust', { id, version: 1, price: 95 })
    expect(adjusted).toEqual({ id, state: 'open', version: 2, price: 95 })
    // who saw the old price must look again
    expect(await refused(cloud, colleague.openid, 'crafts.take', takeOf(id))).toEqual({ code: 'CONFLICT' })
    const second = await ok(cloud, colleague.openid, 'crafts.take', takeOf(id, 10, { price: 95 }))
    expect((await ok(cloud, worker.openid, 'crafts.claim', { id: first.id })).price).toBe(80)
    expect((await ok(cloud, colleague.openid, 'crafts.claim', { id: second.id })).price).toBe(95)
    const { prices, price } = await ok(cloud, worker.openid, 'crafts.batch', { id })
    expect([price, ...prices.map((line) => line.price)]).toEqual([95, 80, 95])
  })

  test('a stopped batch gives nothing more, what is out goes on', async () => {
    const { officer, worker, colleague } = workshop
    const id = workshop.batch()
    const claim = await fetchedClaim(workshop, id, 5)
    expect(await ok(cloud, officer.openid, 'crafts.adjust', { id, version: 1, stop: true })).toMatchObject({
      state: 'stopped',
    })
    expect(await refused(cloud, colleague.openid, 'crafts.take', takeOf(id))).toEqual({
      code: 'INVALID_INPUT',
      fields: { batch: 'closed' },
    })
    await moveClaim(cloud, worker, claim, { move: 'hand_in', pieces: 5, minutes: 60 })
    const again = await refused(cloud, officer.openid, 'crafts.adjust', { id, version: 2, price: 100 })
    expect(again).toEqual({ code: 'NOT_NOW' })
    expect(await refusedMove(cloud, worker, claim, { move: 'cancel' })).toEqual({ code: 'NOT_NOW' })
  })

  test('a suspended enterprise can stop, and nothing else', async () => {
    const { officer, enterprise } = workshop
    const id = workshop.batch()
    await change(cloud, 'enterprises', enterprise, { state: 'suspended' })
    expect(await refused(cloud, officer.openid, 'crafts.adjust', { id, version: 1, price: 100 })).toEqual({
      code: 'NOT_NOW',
    })
    const { allowed } = await ok(cloud, workshop.worker.openid, 'crafts.batch', { id })
    expect(allowed).toEqual({ pieces: 0, why: 'closed' })
    await ok(cloud, officer.openid, 'crafts.adjust', { id, version: 1, stop: true })
    await change(cloud, 'enterprises', enterprise, { state: 'active' })
  })

  test('only by the enterprise, only as it was seen, and a retried call is one change', async () => {
    const { officer, otherOfficer, worker } = workshop
    const id = workshop.batch()
    for (const who of [otherOfficer, worker, people.staff]) {
      expect(await refused(cloud, who.openid, 'crafts.adjust', { id, version: 1, stop: true })).toEqual({
        code: 'NOT_FOUND',
      })
    }
    expect(await refused(cloud, officer.openid, 'crafts.adjust', { id, version: 2, price: 90 })).toEqual({
      code: 'CONFLICT',
    })
    for (const more of [{}, { price: 90, stop: true }, { stop: false }, { price: 0 }]) {
      expect((await refused(cloud, officer.openid, 'crafts.adjust', { id, version: 1, ...more })).code).toBe(
        'INVALID_INPUT',
      )
    }
    const send = () =>
      cloud.call(officer.openid, 'crafts.adjust', { id, version: 1, price: 90 }, 'adjust-this-just-once')
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toEqual({ ok: true, data: { id, state: 'open', version: 2, price: 90 } })
    expect(batchOf(cloud, id).prices).toHaveLength(2)
  })
})

test('who has made it sees the own pace, others see theirs once they are five', async () => {
  const { worker, colleague, officer } = workshop
  const product = productDoc(cloud.now(), workshop.enterprise)
  insert(cloud, 'products', [product])
  const id = workshop.batch({ product: product._id, pieces: 1_000, left: 1_000, most: 100 })
  const hourOf = async (who: Person) => (await ok(cloud, who.openid, 'crafts.batch', { id })).hour
  expect(await hourOf(worker)).toEqual({ minutesPerPiece: 200, source: 'claimed', samples: 0, fenPerHour: 240 })

  const claim = await fetchedClaim(workshop, id, 10)
  const { version } = await ok(cloud, worker.openid, 'crafts.claim', { id: claim })
  const handIn = { id: claim, version, move: 'hand_in', pieces: 10, minutes: 150 }
  // the same hand-in, sent three times
  const sent = () => cloud.call(worker.openid, 'crafts.move', handIn, 'hand-in-just-once-please')
  await sent()
  await Promise.all([sent(), sent()])
  const own = { minutesPerPiece: 150, source: 'own', samples: 1, fenPerHour: 320 }
  expect(await hourOf(worker)).toEqual(own)
  expect(await hourOf(colleague)).toMatchObject({ source: 'claimed' })
  expect((await ok(cloud, worker.openid, 'crafts.batches', {})).rows.find((row) => row.id === id)?.hour).toEqual(own)

  const samples = [100, 120, 140, 160].map((tenths, index) => ({ who: `P${index}`, of: `x.${index}`, tenths }))
  const { paces } = rowsOf<ProductDoc>(cloud, 'products').find(({ _id }) => _id === product._id) as ProductDoc
  expect(paces.beginners).toEqual([{ who: worker.id, of: expect.any(String), tenths: 150 }])
  await change(cloud, 'products', product._id, { 'paces.beginners': [...paces.beginners, ...samples] })
  expect(await hourOf(colleague)).toEqual({ minutesPerPiece: 140, source: 'others', samples: 5, fenPerHour: 342 })
  // the enterprise sees the pace of others and nobody's own
  expect(await hourOf(officer)).toMatchObject({ minutesPerPiece: 140, source: 'others' })
  const bytes = JSON.stringify(await ok(cloud, colleague.openid, 'crafts.batch', { id }))
  expect(bytes).not.toContain(worker.id)
})

test('a card that is switched off, and no card, get no judgement', async () => {
  const { worker } = workshop
  const id = workshop.batch()
  const fitOf = async (who: Person) => (await ok(cloud, who.openid, 'crafts.batch', { id })).fit
  expect(await fitOf(worker)).toMatchObject({ reasons: ['time_yes'] })
  await change(cloud, 'crafters', worker.openid, { match: false })
  expect(await fitOf(worker)).toBeNull()
  await change(cloud, 'crafters', worker.openid, { match: true })
  expect(await fitOf(people.visitor)).toBeNull()
})

test('lists come in pages, the newest first, without a row twice', async () => {
  for (let index = 0; index < 45; index++) workshop.batch({ name: `第${index}批` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page: Out<'crafts.batches'> = await ok(cloud, people.visitor.openid, 'crafts.batches', after ? { after } : {})
    expect(page.rows.length).toBeLessThanOrEqual(20)
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
    seen.push(...page.rows.map((row) => row.id))
    after = page.next ?? undefined
  } while (after)
  const open = rowsOf<BatchDoc>(cloud, 'batches').filter(({ state }) => state === 'open')
  expect(seen).toHaveLength(open.length)
  expect(new Set(seen).size).toBe(seen.length)
  const times = seen.map((id) => batchOf(cloud, id).createdAt)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect((await refused(cloud, people.visitor.openid, 'crafts.batches', { after: 'nonsense' })).code).toBe(
    'INVALID_INPUT',
  )
})

test('when the day of a batch has come the timer ends it', async () => {
  const [ending, going] = [workshop.batch({ deadline: cloud.now() + DAY }), workshop.batch()]
  await cloud.shift(DAY + 1_000)
  await cloud.timer('crafts')
  expect([batchOf(cloud, ending).state, batchOf(cloud, going).state]).toEqual(['stopped', 'open'])
  expect((await ok(cloud, workshop.worker.openid, 'crafts.batches', {})).rows.some(({ id }) => id === ending)).toBe(
    false,
  )
})
