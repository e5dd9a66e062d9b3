/** Many at once, and the same again: nothing is given out twice, nothing is counted twice. */
import { newMember } from '../../cloudfunctions/kit/members'
import { newId } from '../../cloudfunctions/kit/ids'
import type { ClaimInput, ClaimMoved } from '../../miniprogram/contract/crafts'
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import type { RouteAnswer, TestCloud } from '../cloud'
import {
  batchOf,
  checkBooks,
  claimOf,
  countedClaim,
  crafterDoc,
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
import type { Person } from './people'
import { change, insert, rowsOf } from './store'

// many processes on few cores
jest.setTimeout(180_000)

let workshop: Workshop
let cloud: TestCloud
let worker: Person
let officer: Person

beforeAll(async () => {
  workshop = await startWorkshop({ poolSize: 8 })
  ;({ cloud, worker, officer } = workshop)
})
afterAll(() => cloud.stop())

/** As the phone does: "try again" is tried again, with the same requestId. */
async function persistent<T>(openid: string, route: string, input: object, requestId: string): Promise<RouteAnswer<T>> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const answer = await cloud.call<T>(openid, route, input, requestId)
    if (answer.ok || answer.error.code !== 'BUSY') return answer
  }
  throw new Error(`${route} is busy for ever`)
}

const codeOf = (answer: RouteAnswer<unknown>) => (answer.ok ? 'ok' : answer.error.code)
const claimsOf = (batch: string) => rowsOf<ClaimDoc>(cloud, 'claims').filter((claim) => claim.batch === batch)

test('200 people take from a batch of 100 at once: 100 pieces are out, none twice, none left', async () => {
  const batch = workshop.batch({ most: 5, least: 1 })
  const now = cloud.now()
  const people = Array.from({ length: 200 }, (_, n) => `oTaker_${n}_of_many_5d1c`)
  const home = { building: 'A18', unit: 1, floor: 3, room: 2 }
  insert(
    cloud,
    'members',
    people.map((openid, n) => ({ ...newMember(openid, newId(now), now), name: `领活人${n}`, home })),
  )
  insert(
    cloud,
    'crafters',
    people.map((openid) => crafterDoc(openid, now)),
  )
  const answers = await Promise.all(
    people.map((openid, n) => persistent<ClaimMoved>(openid, 'crafts.take', takeOf(batch, 1), `rush-request-no-${n}`)),
  )
  const codes = answers.map(codeOf)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(100)
  for (const answer of answers) {
    if (!answer.ok) expect(answer.error).toMatchObject({ code: 'INVALID_INPUT', fields: { batch: 'sold_out' } })
  }
  const claims = claimsOf(batch)
  expect(claims).toHaveLength(100)
  expect(new Set(claims.map(({ worker: who }) => who)).size).toBe(100)
  expect(batchOf(cloud, batch)).toMatchObject({ left: 0, sums: { issued: 100, out: 100 } })
  checkBooks(cloud, batch)

  // whoever asks again gets what was said before
  for (const n of [0, 57, 199]) {
    const again = await cloud.call(people[n] ?? '', 'crafts.take', takeOf(batch, 1), `rush-request-no-${n}`)
    expect(again.ok ? again : codeOf(again)).toEqual(answers[n]?.ok ? answers[n] : 'INVALID_INPUT')
  }
  expect(claimsOf(batch)).toHaveLength(100)
})

test('one take sent 20 times at once is one claim and 20 equal answers, also when all is gone since', async () => {
  const batch = workshop.batch({ pieces: 10 })
  const send = () => persistent<ClaimMoved>(worker.openid, 'crafts.take', takeOf(batch, 10), 'one-take-twenty-times')
  const answers = await Promise.all(Array.from({ length: 20 }, send))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: true, data: { pieces: { issued: 10 } } })
  expect(claimsOf(batch)).toHaveLength(1)
  expect(await send()).toEqual(answers[0])
  await moveClaim(cloud, worker, claimsOf(batch)[0]?._id ?? '', { move: 'cancel' })
  expect(await send()).toEqual(answers[0])
  expect(batchOf(cloud, batch).left).toBe(10)
  checkBooks(cloud, batch)
})

test('20 different takes of one person at once stay below the most, and below ten open claims', async () => {
  const batch = workshop.batch({ pieces: 1_000, most: 30, least: 1 })
  const others = Array.from({ length: 4 }, () =>
    workshop.batch({ pieces: 1_000, most: 500, least: 1, claimedMinutes: 1 }),
  )
  const who = workshop.colleague
  const wanted = Array.from({ length: 20 }, (_, n) => takeOf(n % 2 === 0 ? batch : (others[n % 4] ?? batch), 10))
  const answers = await Promise.all(
    wanted.map((input, n) => persistent(who.openid, 'crafts.take', input, `many-takes-of-one-${n}`)),
  )
  const open = rowsOf<ClaimDoc>(cloud, 'claims').filter((claim) => claim.worker === who.openid && claim.open)
  expect(open).toHaveLength(answers.filter(({ ok }) => ok).length)
  expect(open.length).toBeLessThanOrEqual(10)
  expect(open.length).toBeGreaterThan(3)
  expect(batchOf(cloud, batch).takers[who.id] ?? 0).toBeLessThanOrEqual(30)
  for (const id of [batch, ...others]) checkBooks(cloud, id)
})

/** Two calls at the same time, each with its own requestId. */
const both = (one: [Person, string, object], other: [Person, string, object]) =>
  Promise.all([one, other].map(([who, id, input]) => cloud.call(who.openid, 'crafts.move', { id, ...input })))

const ROUNDS = 5

test('two counts at once: one stands, the other must look again', async () => {
  const batch = workshop.batch({ most: 100 })
  for (let round = 0; round < ROUNDS; round++) {
    const id = await fetchedClaim(workshop, batch, 10)
    const { version } = await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 10, minutes: 100 })
    const count = (accepted: number) => ({
      version,
      move: 'count',
      accepted,
      rework: 10 - accepted,
      rejected: 0,
      text: '松了',
    })
    const answers = await both([officer, id, count(9)], [officer, id, count(4)])
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'ok'])
    expect(claimOf(cloud, id).events.filter(({ command }) => command === 'count')).toHaveLength(1)
    await moveClaim(cloud, worker, id, { move: 'agree' })
    await moveClaim(cloud, worker, id, { move: 'lose', pieces: claimOf(cloud, id).pieces.out, text: '丢了' })
    checkBooks(cloud, batch)
  }
})

test('agree and object at once: one of them, never both', async () => {
  const batch = workshop.batch({ most: 100 })
  for (let round = 0; round < ROUNDS; round++) {
    const id = await countedClaim(workshop, batch, { accepted: 10 })
    const { version } = claimOf(cloud, id)
    const answers = await both(
      [worker, id, { version, move: 'agree' }],
      [worker, id, { version, move: 'object', text: '不对' }],
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const claim = claimOf(cloud, id)
    expect(claim.version).toBe(version + 1)
    expect(wagesIn(cloud).filter((wage) => wage.claim === id)).toHaveLength(claim.state === 'ended' ? 1 : 0)
    if (claim.state === 'objected') {
      const settle: ClaimInput = { move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '好的' }
      await moveClaim(cloud, workshop.people.staff, id, settle)
    }
    checkBooks(cloud, batch)
  }
})

test('the silence that agrees and her own word at once: one wage', async () => {
  const batch = workshop.batch({ most: 100 })
  for (let round = 0; round < ROUNDS; round++) {
    const id = await countedClaim(workshop, batch, { accepted: 10 })
    const { version } = claimOf(cloud, id)
    await change(cloud, 'claims', id, { dueAt: cloud.now() - 1, nextCheckAt: cloud.now() - 1 })
    await Promise.all([
      cloud.timer('crafts'),
      cloud.call(worker.openid, 'crafts.move', { id, version, move: 'agree' }),
      cloud.timer('crafts'),
    ])
    expect(claimOf(cloud, id)).toMatchObject({ state: 'ended', version: version + 1, money: { owed: 800 } })
    expect(wagesIn(cloud).filter((wage) => wage.claim === id)).toHaveLength(1)
    checkBooks(cloud, batch)
  }
})

test('every move sent again, at once and long after, gives the same answer and is made once', async () => {
  const batch = workshop.batch()
  const { staff } = workshop.people
  const { id } = await take(cloud, worker, batch, 20)
  const proof = await picture(cloud, officer)
  const code = async () => (await lookAt(cloud, worker, id)).code ?? ''
  const moves: [who: Person, input: () => Promise<object> | object][] = [
    [officer, async () => ({ move: 'fetch', code: await code() })],
    [worker, () => ({ move: 'progress', done: 3, minutes: 60 })],
    [worker, () => ({ move: 'lose', pieces: 1, text: '丢了' })],
    [officer, async () => ({ move: 'take_back', code: await code(), pieces: 2 })],
    [worker, () => ({ move: 'hand_in', pieces: 5, minutes: 60 })],
    [officer, () => ({ move: 'count', accepted: 4, rework: 0, rejected: 1, text: '断了', pictures: [proof] })],
    [worker, () => ({ move: 'agree' })],
    [worker, () => ({ move: 'hand_in', pieces: 12, minutes: 60 })],
    [officer, () => ({ move: 'count', accepted: 10, rework: 2, rejected: 0, text: '松了' })],
    [worker, () => ({ move: 'object', text: '没松' })],
    [staff, () => ({ move: 'settle', accepted: 12, rework: 0, rejected: 0, text: '是好的' })],
  ]
  const disputes = await disputesOf(workshop)
  const made: { who: Person; input: object; requestId: string; answer: RouteAnswer<ClaimMoved> }[] = []
  for (const [index, [who, input]] of moves.entries()) {
    const { version } = claimOf(cloud, id)
    const call = { id, version, ...(await input()) }
    const requestId = `every-move-once-${index}`
    const send = () => persistent<ClaimMoved>(who.openid, 'crafts.move', call, requestId)
    const answers = await Promise.all([send(), send(), send(), send()])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true, data: { version: version + 1 } })
    expect(claimOf(cloud, id).version).toBe(version + 1)
    if (answers[0]) made.push({ who, input: call, requestId, answer: answers[0] })
  }
  // pictures apart: the platform's verdict comes when it comes
  const stored = () => {
    const { pictures, ...claim } = claimOf(cloud, id)
    return [claim, pictures.length, batchOf(cloud, batch), wagesIn(cloud), rowsOf(cloud, 'messages').length]
  }
  const before = stored()
  for (const { who, input, requestId, answer } of made) {
    expect(await cloud.call(who.openid, 'crafts.move', input, requestId)).toEqual(answer)
  }
  expect(stored()).toEqual(before)
  expect(await disputesOf(workshop)).toBe(disputes + 1)
  expect(claimOf(cloud, id)).toMatchObject({
    state: 'ended',
    pieces: { accepted: 16, rejected: 1, lost: 1, returned: 2 },
  })
  const told = rowsOf<{ _id: string; subject: string; what: string }>(cloud, 'messages').filter(
    (row) => row.subject === id,
  )
  expect(told.map(({ what }) => what).sort()).toEqual([
    'counted',
    'counted',
    'handed_in',
    'handed_in',
    'objected',
    'settled',
  ])
  checkBooks(cloud, batch)
})
