/** One call of every route of claims, and of every move of a claim. */
import type { claimRoutes } from '../../cloudfunctions/crafts/claim.routes'
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { newMember } from '../../cloudfunctions/kit/members'
import type { In } from '../../miniprogram/contract/api'
import type { ClaimInput } from '../../miniprogram/contract/crafts'
import type { TestCloud } from '../../tests/cloud'
import { BATCH, CRAFTER, FIRM, OFFICER } from './craft-stage'
import { inTransaction, page, ROWS, scenario, STAFF, type Bench, type Scenario } from './scenario'

const DAY = 86_400_000
const HOME = { building: 'A1', unit: 1, floor: 1, room: 1 }

/** A claim of which nothing but its row matters. */
function claimOf(n: number, now: number, worker: string, more: Partial<ClaimDoc>): ClaimDoc {
  const _id = newId(now - n)
  return {
    _id,
    batch: BATCH,
    product: 'none',
    name: '串珠手链',
    enterprise: FIRM,
    enterpriseName: '试算手工社',
    worker,
    workerId: _id,
    requestId: _id,
    state: 'working',
    open: true,
    seat: _id,
    price: 80,
    minutesPerPiece: 200,
    beginner: true,
    entries: [],
    pieces: { issued: 10, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 10 },
    money: { owed: 0, paid: 0, open: 0 },
    handedIn: 0,
    count: null,
    done: 0,
    minutesOpen: 0,
    minutes: 0,
    events: [],
    pictures: [],
    takenAt: now - n,
    updatedAt: now - n,
    dueAt: null,
    deadline: now + DAY,
    nextCheckAt: null,
    wrongCodes: [],
    codeTries: 0,
    version: 2,
    ...more,
  }
}

const put = ({ cloud }: TestCloud, collection: string, docs: object[]) =>
  cloud.database.load(collection, docs as Record<string, unknown>[])

/** Fills the lists of claims. */
export function fillClaims(cloud: TestCloud, now: number, rows = ROWS): void {
  const numbers = Array.from({ length: rows }, (_, n) => n)
  const neighbours = numbers.map((n) => ({ ...newMember(`bench-neighbour-${n}`, newId(now - n), now), name: '邻居' }))
  put(cloud, 'members', neighbours)
  put(cloud, 'claims', [
    // at the counter the longest waiting come first: before the crowd
    ...neighbours.map(({ _id }, n) => claimOf(n, now - 400 * DAY, _id, {})),
    ...numbers.map((n) => claimOf(n, now, CRAFTER, { state: 'ended', open: false })),
  ])
}

/** Claims of others with the same enterprise, which none of the calls is about: as many as the estate is large. */
export function fillCrowd(cloud: TestCloud, now: number, size: number): void {
  const ended = { state: 'ended', open: false } as const
  put(
    cloud,
    'claims',
    Array.from({ length: size }, (_, n) => claimOf(n, now - DAY, `bench-crowd-${n}`, n % 2 === 0 ? {} : ended)),
  )
}

let makers = 0

/** A person with a home and a card who has nothing yet: nobody may have more than ten claims. */
async function newMaker(bench: Bench): Promise<string> {
  const openid = `bench-maker-${++makers}`
  await bench.call(openid, 'estate.bind', HOME)
  const card = { hours: 3, sewing: true, lifting: true, stairs: true, smallChildren: false, match: true }
  await bench.call(openid, 'crafts.keep', { ...card, born: '1990-01' })
  return openid
}

const takeOf = (pieces: number): In<'crafts.take'> => ({
  batch: BATCH,
  price: 80,
  pieces,
  agree: true,
  warned: ['day', 'week'],
})

type Mover = 'maker' | 'officer' | 'staff'
type Step = readonly [by: Mover, input: (code: string) => ClaimInput]

interface Moved {
  maker: string
  id: string
  version: number
  code: string
}

/** A new claim of ten pieces, moved as far as the steps say. */
async function claimAfter(bench: Bench, steps: readonly Step[]): Promise<Moved> {
  const maker = await newMaker(bench)
  const { id } = await bench.call(maker, 'crafts.take', takeOf(10))
  const code = (await bench.call(maker, 'crafts.claim', { id })).code ?? ''
  let version = 1
  for (const [by, input] of steps) {
    const moved = await bench.call(openidOf(by, maker), 'crafts.move', { id, version, ...input(code) })
    version = moved.version
  }
  return { maker, id, version, code }
}

const openidOf = (by: Mover, maker: string) => ({ maker, officer: OFFICER, staff: STAFF })[by]

const FETCH: Step = ['officer', (code) => ({ move: 'fetch', code })]
const HAND_IN: Step = ['maker', () => ({ move: 'hand_in', pieces: 10, minutes: 200 })]
const COUNT: Step = ['officer', () => ({ move: 'count', accepted: 8, rework: 2, rejected: 0, text: '两个松了' })]
const OBJECT: Step = ['maker', () => ({ move: 'object', text: '没有松' })]

/** The last of the steps is counted. */
const moveOf = (...steps: [...Step[], Step]): Scenario => {
  const [by, input] = steps.at(-1) as Step
  return {
    route: 'crafts.move',
    name: input('').move,
    prepare: async (bench) => {
      const { maker, id, version, code } = await claimAfter(bench, steps.slice(0, -1))
      return { openid: openidOf(by, maker), input: { id, version, ...input(code) } }
    },
  }
}

const ofFirm = { enterprise: FIRM }
const claimFor = (by: Mover): Scenario['prepare'] => {
  return async (bench) => {
    const { maker, id } = await claimAfter(bench, [FETCH, HAND_IN, COUNT, ['maker', () => ({ move: 'agree' })]])
    return { openid: openidOf(by, maker), input: { id } }
  }
}

export const CRAFT_CLAIM_SCENARIOS: { readonly [R in keyof typeof claimRoutes]: readonly Scenario[] } = {
  'crafts.take': [
    inTransaction({
      route: 'crafts.take',
      name: '',
      prepare: async (bench) => ({ openid: await newMaker(bench), input: takeOf(10) }),
    }),
  ],
  'crafts.mine': [
    scenario('crafts.mine', CRAFTER, { ended: true }),
    page('crafts.mine', CRAFTER, { ended: true }),
    scenario('crafts.mine', CRAFTER, {}, 'open'),
  ],
  'crafts.claim': [
    { route: 'crafts.claim', name: 'worker', prepare: claimFor('maker') },
    { route: 'crafts.claim', name: 'enterprise', prepare: claimFor('officer') },
  ],
  'crafts.move': [
    moveOf(FETCH),
    moveOf(FETCH, ['maker', () => ({ move: 'progress', done: 3, minutes: 60 })]),
    // what follows from it: the enterprise is told, the pace is remembered twice
    inTransaction(moveOf(FETCH, HAND_IN)),
    moveOf(FETCH, HAND_IN, COUNT),
    // the claim, and the enterprise's record of disputes
    inTransaction(moveOf(FETCH, HAND_IN, COUNT, OBJECT)),
    inTransaction(moveOf(['maker', () => ({ move: 'cancel' })])),
    inTransaction(moveOf(FETCH, ['maker', () => ({ move: 'lose', pieces: 1, text: '丢了' })])),
    inTransaction(moveOf(FETCH, ['officer', (code) => ({ move: 'take_back', code, pieces: 2 })])),
    inTransaction(moveOf(FETCH, HAND_IN, COUNT, ['maker', () => ({ move: 'agree' })])),
    inTransaction(
      moveOf(FETCH, HAND_IN, COUNT, OBJECT, [
        'staff',
        () => ({ move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '都是好的' }),
      ]),
    ),
  ],
  'crafts.counter': [
    scenario('crafts.counter', OFFICER, ofFirm),
    page('crafts.counter', OFFICER, ofFirm),
    scenario('crafts.counter', OFFICER, { ...ofFirm, state: 'working' }, 'one state'),
  ],
  'crafts.contact': [
    {
      route: 'crafts.contact',
      name: '',
      prepare: async (bench) => ({ openid: OFFICER, input: { claim: (await claimAfter(bench, [FETCH])).id } }),
    },
  ],
}
