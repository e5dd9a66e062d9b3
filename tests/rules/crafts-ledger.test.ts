/** Pieces and money of piece-work are conserved, whatever people do. */
import {
  CLAIM_COMMANDS,
  CRAFT_LIMITS,
  possibleClaimMoves,
  type ClaimMove,
  type Pieces,
  type Tally,
} from '../../miniprogram/contract/crafts'
import type { Step } from '../../cloudfunctions/crafts/claim-changes.rules'
import { relationsTo, SYSTEM, type Actor } from '../../cloudfunctions/crafts/claim.rules'
import { book } from '../../cloudfunctions/crafts/ledger.rules'
import type { ClaimDoc, Refused } from '../../cloudfunctions/crafts/model.rules'
import {
  batch,
  card,
  chance,
  CODE,
  DAY,
  foreignOfficer,
  HOUR,
  NOW,
  officer,
  staff,
  stranger,
  worker,
  World,
} from './craft-world'

type Random = ReturnType<typeof chance>

const WORKERS = ['ann', 'bea', 'cai', 'dan', 'eve'] as const
const workerNamed = (name: string): Actor => ({ ...worker, openid: `openid-${name}` })
const BATCHES = [
  { _id: 'plain', pieces: 400, most: 60, least: 5 },
  { _id: 'trial', pieces: 300, most: 30, least: 8, trial: true },
  { _id: 'small', pieces: 37, most: 10, least: 4, claimedMinutes: 6_000 },
  { _id: 'stopped', pieces: 200, most: 50, least: 1 },
]

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T

/** Any input at all: amounts from nothing to too much. */
function anyInput(move: ClaimMove, claim: ClaimDoc, random: Random): Step['input'] {
  const about = (most: number) => (random(6) === 0 ? random(2 * most + 2) : random(most) + 1)
  const tally = (): Tally => {
    const whole = random(8) === 0 ? about(claim.handedIn) : claim.handedIn
    const accepted = random(whole + 1)
    const rework = random(3) === 0 ? random(whole - accepted + 1) : 0
    return { accepted, rework, rejected: whole - accepted - rework }
  }
  const code = random(5) === 0 ? 'WRONG1' : CODE
  const words = random(6) === 0 ? {} : { text: '说明' }
  const proof = random(6) === 0 ? {} : { pictures: ['file'] }
  switch (move) {
    case 'fetch':
      return { move, code }
    case 'progress':
      return { move, done: random(claim.pieces.out + 2), minutes: random(90) }
    case 'hand_in':
      return { move, pieces: about(claim.pieces.out), minutes: random(200) }
    case 'lose':
      return { move, pieces: about(claim.pieces.out), text: '丢了' }
    case 'take_back':
      return { move, code, pieces: about(claim.pieces.out) }
    case 'count':
      return { move, ...tally(), ...words, ...proof }
    case 'settle':
      return { move, ...tally(), text: '看过了' }
    case 'object':
      return { move, text: '不对' }
    default:
      return { move }
  }
}

const say = (claim: ClaimDoc) => JSON.stringify({ ...claim, events: claim.events.length })

/** Throws at the first thing that contradicts another. Plain comparisons: it runs after every step. */
function checkBatch(world: World, id: string): void {
  const pool = world.batches.get(id)
  if (!pool) throw new Error(`no batch ${id}`)
  const claims = world.claimsOf(id)
  const demand = (isTrue: boolean, what: string) => {
    if (!isTrue) throw new Error(`${what}: ${JSON.stringify(pool.sums)}\n${claims.map(say).join('\n')}`)
  }
  const sums: Pieces = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }
  const held = new Map<string, number>()
  for (const { pieces, money, entries, state, open, handedIn, count, workerId, done, dueAt, nextCheckAt } of claims) {
    const { issued, accepted, rejected, returned, lost, out } = pieces
    demand(issued === accepted + rejected + returned + lost + out, 'issued = accepted+rejected+returned+lost+out')
    demand(
      Object.values(pieces).every((one) => Number.isInteger(one) && one >= 0),
      'no negative pieces',
    )
    const booked = book(entries, [], 0)
    demand(JSON.stringify(booked.pieces) === JSON.stringify(pieces), 'pieces follow from the entries')
    demand(JSON.stringify(booked.money) === JSON.stringify(money), 'money follows from the entries')
    demand(money.owed === money.paid + money.open && money.open >= 0, 'owed = paid + open')
    demand(
      entries.every(({ no, amount }, index) => no === index + 1 && amount > 0),
      'entries are numbered',
    )
    demand(open === (state !== 'ended') && open === out > 0, 'open while pieces are out')
    demand(handedIn + done <= out, 'what is done or handed in is out')
    demand(handedIn > 0 === ['handed_in', 'counted', 'objected'].includes(state), 'handed in')
    demand((count !== null) === ['counted', 'objected'].includes(state), 'a count waits for a word')
    demand((dueAt !== null) === ['taken', 'counted'].includes(state), 'due')
    demand((nextCheckAt !== null) === ['taken', 'counted'].includes(state), 'watched')
    if (count) demand(count.accepted + count.rework + count.rejected === handedIn, 'the count is of what lies there')
    held.set(workerId, (held.get(workerId) ?? 0) + issued - returned)
    for (const kind of Object.keys(sums) as (keyof Pieces)[]) sums[kind] += pieces[kind]
  }
  demand(JSON.stringify(sums) === JSON.stringify(pool.sums), 'sums of the claims = sums of the batch')
  demand(pool.left >= 0, 'the pool is never overdrawn')
  demand(pool.left + sums.issued - (world.pooled.get(id) ?? 0) === pool.pieces, 'left + issued − pooled = pieces')
  for (const [person, pieces] of held) {
    demand(pieces <= pool.most, `${person} has more than the most`)
    demand((pool.takers[person] ?? 0) === pieces, `takers of ${person}`)
  }
  demand(Object.keys(pool.takers).length === [...held.values()].filter((pieces) => pieces > 0).length, 'takers')
}

function checkMoney(world: World, claim: ClaimDoc): void {
  const wages = [...world.wages.values()].filter((wage) => wage.claim === claim._id)
  const total = (some: typeof wages) => some.reduce((sum, { amount }) => sum + amount, 0)
  const isSound =
    total(wages) === claim.money.owed &&
    total(wages.filter(({ open }) => !open)) === claim.money.paid &&
    claim.money.owed === claim.pieces.accepted * claim.price
  if (!isSound) throw new Error(`wages and ledger differ: ${JSON.stringify(wages)} ${say(claim)}`)
}

interface Told {
  /** how often each move was made, and how often something was refused with each code */
  made: Map<string, number>
  refusals: Map<string, number>
}

function play(seed: number, steps: number): Told & { world: World } {
  const random = chance(seed)
  const world = new World()
  for (const wanted of BATCHES) world.add(batch(wanted))
  for (const name of WORKERS) world.cards.set(`openid-${name}`, card({ _id: `openid-${name}` }))
  const told: Told = { made: new Map(), refusals: new Map() }
  const note = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  let batches = BATCHES.map(({ _id }) => _id)

  for (let n = 0; n < steps; n++) {
    world.now += random(3) === 0 ? random(20) * HOUR : random(20) * 60_000
    const claims = [...world.claims.values()]
    const action = random(10)
    if (action === 0 && random(30) === 0) world.stop('stopped')
    // sold out batches make room for new ones, so that the history goes on
    batches = batches.map((id) => {
      const pool = world.batches.get(id)
      const isOver = pool && (pool.left === 0 || pool.deadline < world.now)
      if (!isOver || random(20) !== 0) return id
      const next = { ...pick(random, BATCHES), _id: `${id.split('.')[0]}.${n}` }
      world.add(batch({ ...next, deadline: world.now + 60 * DAY }))
      return next._id
    })
    if (action < 2 || claims.length === 0) {
      const name = random(12) === 0 ? 'cardless' : pick(random, WORKERS)
      const id = pick(random, batches)
      const pieces = random(5) === 0 ? random(80) + 1 : random(12) + 1
      const wanted = { pieces, ...(random(15) === 0 ? { price: 79 } : {}), ...(random(15) === 0 ? { warned: [] } : {}) }
      const before = world.batches.get(id)
      const result = world.take(name, id, wanted)
      if ('ok' in result) {
        note(told.refusals, codeOf(result))
        expect(world.batches.get(id)).toBe(before)
      } else note(told.made, 'take')
      checkBatch(world, id)
      continue
    }
    if (action === 2) {
      const wage = pick(random, [...world.wages.values()])
      if (wage) {
        world.pay(wage._id)
        checkMoney(world, world.claims.get(wage.claim) as ClaimDoc)
      }
      continue
    }
    const open = claims.filter(({ state }) => state !== 'ended')
    const claim = random(12) === 0 || open.length === 0 ? pick(random, claims) : pick(random, open)
    const apt = random(4) > 0
    const fitting = [{ ...worker, openid: claim.worker }, officer, staff, SYSTEM].flatMap((by) =>
      possibleClaimMoves(claim.state, relationsTo(claim, by)).map((move) => ({ by, move })),
    )
    const chosen = apt ? pick(random, fitting) : undefined
    const others = [...WORKERS.map(workerNamed), officer, foreignOfficer, staff, SYSTEM, stranger]
    const { by, move } = chosen ?? { by: pick(random, others), move: pick(random, CLAIM_COMMANDS) }
    // a take that is never fetched runs out, silence runs out: the clock has to get there
    if (apt && (move === 'expire' || move === 'lapse') && random(2) === 0)
      world.now = Math.max(world.now, claim.dueAt ?? 0)
    const before = world.claims.get(claim._id) as ClaimDoc
    const batchBefore = world.batches.get(claim.batch)
    const result = world.move(claim._id, by, anyInput(move, claim, random), `r${n}`, [CODE])
    const now = world.claims.get(claim._id) as ClaimDoc
    if (result.ok) {
      note(told.made, move)
      expect(JSON.stringify(now.entries.slice(0, before.entries.length))).toBe(JSON.stringify(before.entries))
      expect(now.events.length).toBe(before.events.length + 1)
      expect(now.version).toBe(now.events.length)
    } else {
      note(told.refusals, codeOf(result))
      expect(world.batches.get(claim.batch)).toBe(batchBefore)
      const { wrongCodes: _wrong, codeTries: _tries, ...rest } = now
      const { wrongCodes: _wrongBefore, codeTries: _triesBefore, ...restBefore } = before
      if (now !== before) expect(rest).toEqual(restBefore)
    }
    checkBatch(world, claim.batch)
    checkMoney(world, now)
  }
  return { ...told, world }
}

const codeOf = ({ code, fields }: Refused) => [code, ...Object.keys(fields ?? {})].join(' ')

describe('10,000 steps of people who take, work, count, quarrel and pay', () => {
  const STEPS = 2_500
  const seeds = [20261124, 7, 1_000_003, 424_242]
  const plays = new Map<number, ReturnType<typeof play>>()

  test.each(seeds)('everything adds up after every step, with seed %d', (seed) => {
    const played = play(seed, STEPS)
    plays.set(seed, played)
    for (const id of played.world.batches.keys()) checkBatch(played.world, id)
    for (const claim of played.world.claims.values()) checkMoney(played.world, claim)
  })

  test('every move was made and every kind of refusal was met, so that the histories mean something', () => {
    const sum = (which: 'made' | 'refusals', key: string) =>
      [...plays.values()].reduce((total, told) => total + (told[which].get(key) ?? 0), 0)
    for (const move of ['take', ...CLAIM_COMMANDS]) expect([move, sum('made', move) >= 10]).toEqual([move, true])
    const refusals = [
      'NOT_FOUND',
      'FORBIDDEN',
      'NOT_NOW',
      'CONFLICT',
      'INVALID_INPUT code',
      'INVALID_INPUT pieces',
      'INVALID_INPUT batch',
      'INVALID_INPUT warned',
      'INVALID_INPUT accepted',
      'INVALID_INPUT text',
      'INVALID_INPUT pictures',
      'INVALID_INPUT done',
    ]
    for (const code of refusals) expect([code, sum('refusals', code) >= 3]).toEqual([code, true])
    const paid = [...plays.values()].flatMap(({ world }) => [...world.wages.values()]).filter(({ open }) => !open)
    expect(paid.length).toBeGreaterThan(50)
  })

  test('nobody ever had more open claims than the limit', () => {
    for (const { world } of plays.values()) {
      for (const name of WORKERS) {
        const open = [...world.claims.values()].filter((one) => one.worker === `openid-${name}` && one.open)
        expect(open.length).toBeLessThanOrEqual(CRAFT_LIMITS.openClaims)
        expect(new Set(open.map(({ seat }) => seat)).size).toBe(open.length)
      }
    }
  })
})

describe('a ledger', () => {
  test('refuses lines that cannot be', () => {
    const issued = book([], [{ what: 'issue', amount: 5 }], NOW).entries
    expect(() => book(issued, [{ what: 'accept', amount: 6 }], NOW)).toThrow('unsound')
    expect(() => book(issued, [{ what: 'lose', amount: -1 }], NOW)).toThrow('unsound')
    expect(() => book(issued, [{ what: 'return', amount: 0.5 }], NOW)).toThrow('unsound')
    expect(() => book(issued, [{ what: 'pay', amount: 1 }], NOW)).toThrow('unsound')
    expect(book(issued, [{ what: 'accept', amount: 0 }], NOW).added).toEqual([])
  })
})
