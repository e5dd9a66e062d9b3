/** Piece-work: two products, a batch that is open and one that waits, and those who worked for it at home. */
import { NO_PIECES } from '../../cloudfunctions/crafts/ledger.rules'
import type { BatchDoc, ClaimDoc, CrafterDoc, ProductDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import type { Needs } from '../../miniprogram/contract/crafts'
import type { Chance } from './chance'
import { Books } from './craft-books'

const DAY = 86_400_000

export interface CraftsOptions {
  /** the two that are active; the first gives out the open batch */
  enterprises: readonly EnterpriseDoc[]
  residents: readonly Member[]
  now: number
  chance: Chance
}

export interface SeededCrafts {
  /** as they were given, with what was counted on their record */
  enterprises: EnterpriseDoc[]
  products: ProductDoc[]
  batches: BatchDoc[]
  claims: ClaimDoc[]
  wages: WageDoc[]
  crafters: CrafterDoc[]
}

const COUNTER = { place: 'A区18栋吊层 3 号，巧手梦工坊', hours: '每天 9 点到 17 点' }
const EASY: Needs = { sewing: false, lifting: false, stairs: false, unsafeForChildren: false }

/** Those who worked for the open batch before, by their place among the residents. */
const EARLIER = { from: 20, to: 26 }

export function craftsOf({ enterprises, residents, now, chance }: CraftsOptions): SeededCrafts {
  const [knitters, folders] = enterprises
  if (!knitters || !folders) throw new Error('two enterprises give out work')
  const gloves = productOf(knitters, now - 30 * DAY, chance, {
    name: '手套收口',
    steps: ['把手套口的线头挑出来', '用针把口收紧，打两个结', '剪掉线头，十双一捆'],
    standard: '口收平，拉一下不松，没有线头',
    needs: { ...EASY, unsafeForChildren: true },
  })
  const bags = productOf(folders, now - 5 * DAY, chance, {
    name: '纸袋穿手提绳',
    steps: ['两根绳从里往外穿过孔', '里面打结拉紧', '五十个一捆'],
    standard: '两边绳一样长，结拉不脱',
    needs: EASY,
  })
  const open: BatchDoc = batchOf(gloves, knitters, now - 25 * DAY, chance, {
    state: 'open',
    pieces: 600,
    price: 450,
    claimedMinutes: 100,
    least: 5,
    most: 60,
    deadline: now + 20 * DAY,
    materials: [{ name: '没收口的手套', amount: '按双发' }],
    version: 2,
  })
  const waiting = batchOf(bags, folders, now - DAY, chance, {
    pieces: 2_000,
    price: 30,
    claimedMinutes: 8,
    least: 50,
    most: 500,
    deadline: now + 15 * DAY,
    materials: [{ name: '绳', amount: '每个 2 根' }],
  })
  const books = new Books(open, gloves, knitters, chance)
  for (const [index, person] of residents.slice(EARLIER.from, EARLIER.to).entries()) {
    const claim = books.take(person, now - (22 - index / 4) * DAY, 10)
    books.pay(books.finish(claim, 10, 10 * (13 + chance.below(6))))
  }
  const [first] = residents
  if (first) {
    books.finish(books.take(first, now - 8 * DAY, 20), 20, 330)
    books.work(books.take(first, now - 2 * DAY, 20), 6, 90)
  }
  return {
    enterprises: enterprises.map((one) => (one._id === knitters._id ? books.enterprise : one)),
    products: [books.product, bags],
    batches: [books.batch, waiting],
    claims: [...books.claims.values()],
    wages: [...books.wages.values()],
    crafters: [...books.cards.values()],
  }
}

type Designed = Pick<ProductDoc, 'name' | 'steps' | 'standard' | 'needs'>

function productOf(
  { _id: enterprise, applicant: by }: EnterpriseDoc,
  at: number,
  chance: Chance,
  made: Designed,
): ProductDoc {
  const _id = newId(at, chance.bytes(16))
  return {
    _id,
    enterprise,
    pictures: [],
    video: null,
    ...made,
    frozen: true,
    paces: { beginners: [], practised: [] },
    createdAt: at,
    requestId: `seed-${_id}`,
    by,
    version: 1,
  }
}

type Posted = Pick<BatchDoc, 'pieces' | 'price' | 'claimedMinutes' | 'least' | 'most' | 'deadline' | 'materials'>

function batchOf(
  { _id: product, name, needs }: ProductDoc,
  { _id: enterprise, name: enterpriseName, applicant: by }: EnterpriseDoc,
  at: number,
  chance: Chance,
  posted: Posted & Partial<BatchDoc>,
): BatchDoc {
  const _id = newId(at, chance.bytes(16))
  return {
    _id,
    state: 'waiting',
    product,
    name,
    needs,
    enterprise,
    enterpriseName,
    fetch: COUNTER,
    giveBack: COUNTER,
    trial: false,
    left: posted.pieces,
    takers: {},
    sums: NO_PIECES,
    prices: [{ price: posted.price, from: at }],
    reason: null,
    by,
    requestId: `seed-${_id}`,
    lastCall: null,
    createdAt: at,
    version: 1,
    ...posted,
  }
}
