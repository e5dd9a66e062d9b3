/** The workshop of a test: an active enterprise, a product, an open batch, people with a card; made without routes. */
import type { BatchDoc, ClaimDoc, CrafterDoc, ProductDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out, Route } from '../../miniprogram/contract/api'
import type { ClaimInput, ClaimView } from '../../miniprogram/contract/crafts'
import type { TestCloud, TestCloudOptions } from '../cloud'
import { ok, refused, settledCloud, type People, type Person } from './people'
import { change, insert, rowsOf } from './store'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const enterpriseDoc = (now: number, more: Partial<EnterpriseDoc> = {}): EnterpriseDoc => ({
  _id: newId(now),
  name: '山城串珠',
  // unique; no test of piece-work looks at it
  code: newId(now).slice(8),
  contact: { name: '罗敏', phone: '13912340099' },
  wants: ['piecework'],
  about: '串珠手链',
  state: 'active',
  at: now,
  activeSince: now,
  reason: null,
  applicant: '',
  members: [],
  events: [],
  invitations: [],
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
  version: 1,
  ...more,
})

export const productDoc = (now: number, enterprise: string, more: Partial<ProductDoc> = {}): ProductDoc => ({
  _id: newId(now),
  enterprise,
  name: '串珠手链',
  pictures: [],
  steps: ['穿 20 颗珠子', '打结'],
  standard: '不掉珠',
  video: null,
  needs: { sewing: false, lifting: false, stairs: false, unsafeForChildren: false },
  frozen: true,
  paces: { beginners: [], practised: [] },
  createdAt: now,
  requestId: newId(now),
  by: '',
  version: 1,
  ...more,
})

const COUNTER = { place: 'A区18栋吊层 3号', hours: '每天 9:00–17:00' }

/** 100 pieces at 80 fen, 20 minutes each, at most 40 a person, at least 5 at a time; ten days. */
export const batchDoc = (now: number, product: ProductDoc, more: Partial<BatchDoc> = {}): BatchDoc => {
  const pieces = more.pieces ?? 100
  return {
    _id: newId(now),
    state: 'open',
    product: product._id,
    name: product.name,
    needs: product.needs,
    enterprise: product.enterprise,
    enterpriseName: '山城串珠',
    pieces,
    price: 80,
    claimedMinutes: 200,
    least: 5,
    most: 40,
    materials: [{ name: '珠子', amount: '每个 20 颗' }],
    fetch: COUNTER,
    giveBack: COUNTER,
    deadline: now + 10 * DAY,
    trial: false,
    left: pieces,
    takers: {},
    sums: { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 },
    prices: [{ price: more.price ?? 80, from: now }],
    reason: null,
    by: '',
    requestId: newId(now),
    lastCall: null,
    createdAt: now,
    version: 1,
    ...more,
  }
}

export const crafterDoc = (openid: string, now: number, more: Partial<CrafterDoc> = {}): CrafterDoc => ({
  _id: openid,
  hours: 3,
  sewing: true,
  lifting: true,
  stairs: true,
  smallChildren: false,
  match: true,
  adultSeenAt: now,
  paces: {},
  version: 1,
  ...more,
})

export interface Workshop {
  cloud: TestCloud
  people: People
  enterprise: string
  /** acts for the enterprise */
  officer: Person
  /** acts for another one */
  otherEnterprise: string
  otherOfficer: Person
  product: ProductDoc
  /** have a card */
  worker: Person
  colleague: Person
  /** a further open batch of the product; its id */
  batch(more?: Partial<BatchDoc>): string
}

/** A cloud with everybody in it and a workshop that is at work. */
export async function startWorkshop(options: TestCloudOptions = {}): Promise<Workshop> {
  const only = ['crafts', 'enterprises', 'estate', 'messages']
  const { cloud, people } = await settledCloud({ only, ...options })
  return openWorkshop(cloud, people)
}

/** The workshop in a cloud where everybody lives already. */
export async function openWorkshop(cloud: TestCloud, people: People): Promise<Workshop> {
  const now = cloud.now()
  const { foreigner: officer, foreignWorker: otherOfficer, resident: worker, neighbour: colleague } = people
  const founded = async (name: string, owner: Person): Promise<string> => {
    const members = [{ openid: owner.openid, id: owner.id, since: now, isOwner: true }]
    const doc = enterpriseDoc(now, { name, applicant: owner.openid, members })
    insert(cloud, 'enterprises', [doc])
    await change(cloud, 'members', owner.openid, { enterprises: [{ id: doc._id, name }] })
    return doc._id
  }
  const enterprise = await founded('山城串珠', officer)
  const otherEnterprise = await founded('巴渝绣坊', otherOfficer)
  const product = productDoc(now, enterprise)
  insert(cloud, 'products', [product])
  insert(
    cloud,
    'crafters',
    [worker, colleague].map(({ openid }) => crafterDoc(openid, now)),
  )
  const batch = (more: Partial<BatchDoc> = {}): string => {
    const doc = batchDoc(cloud.now(), product, more)
    insert(cloud, 'batches', [doc])
    return doc._id
  }
  return { cloud, people, enterprise, officer, otherEnterprise, otherOfficer, product, worker, colleague, batch }
}

// ---- claims

export type TakeInput = In<'crafts.take'>

/** What a person sends who takes so many pieces of a batch at 80 fen, and was warned of everything. */
export const takeOf = (batch: string, pieces = 10, more: Partial<TakeInput> = {}): TakeInput => ({
  batch,
  price: 80,
  pieces,
  agree: true,
  warned: ['day', 'week'],
  ...more,
})

export const take = (cloud: TestCloud, who: Person, batch: string, pieces = 10): Promise<Out<'crafts.take'>> =>
  ok(cloud, who.openid, 'crafts.take', takeOf(batch, pieces))

export const lookAt = (cloud: TestCloud, who: Person, id: string): Promise<ClaimView> =>
  ok(cloud, who.openid, 'crafts.claim', { id })

/** A move by one who has just looked at the claim. */
export async function moveClaim(
  cloud: TestCloud,
  who: Person,
  id: string,
  input: ClaimInput,
): Promise<Out<'crafts.move'>> {
  const { version } = await lookAt(cloud, who, id)
  return ok(cloud, who.openid, 'crafts.move', { id, version, ...input })
}

/** The same, refused. */
export async function refusedMove(cloud: TestCloud, who: Person, id: string, input: object) {
  const version = claimOf(cloud, id).version
  return refused(cloud, who.openid, 'crafts.move' satisfies Route, { id, version, ...input })
}

/** A fresh claim of the worker whose material is fetched; its id. */
export async function fetchedClaim({ cloud, worker, officer }: Workshop, batch: string, pieces = 10): Promise<string> {
  const { id } = await take(cloud, worker, batch, pieces)
  const { code } = await lookAt(cloud, worker, id)
  await moveClaim(cloud, officer, id, { move: 'fetch', code: code ?? '' })
  return id
}

/** A claim of so many pieces, all handed in and counted. */
export async function countedClaim(
  workshop: Workshop,
  batch: string,
  tally: { accepted: number; rework?: number; rejected?: number },
): Promise<string> {
  const { cloud, worker, officer } = workshop
  const { accepted, rework = 0, rejected = 0 } = tally
  const pieces = accepted + rework + rejected
  const id = await fetchedClaim(workshop, batch, pieces)
  await moveClaim(cloud, worker, id, { move: 'hand_in', pieces, minutes: pieces * 20 })
  const bad = rework + rejected > 0 ? { text: '珠子掉了' } : {}
  const proof = rejected > 0 ? { pictures: [await picture(cloud, officer)] } : {}
  await moveClaim(cloud, officer, id, { move: 'count', accepted, rework, rejected, ...bad, ...proof })
  return id
}

/** What is owed to the worker for so many accepted pieces; the id of the wage. */
export async function owedWage(workshop: Workshop, batch: string, accepted = 10): Promise<string> {
  const { cloud, worker } = workshop
  const id = await countedClaim(workshop, batch, { accepted })
  const { version } = await moveClaim(cloud, worker, id, { move: 'agree' })
  return `${id}.${version}`
}

/** What the enterprise sends that says it paid these. */
export const payOf = (enterprise: string, ...wages: string[]): In<'crafts.pay'> => ({
  enterprise,
  wages,
  way: 'wechat',
  proof: '尾号 0291',
})

/** A picture that this person has uploaded; its file id. */
export async function picture(cloud: TestCloud, who: Person): Promise<string> {
  const { prefix } = await ok(cloud, who.openid, 'estate.uploads', {})
  return cloud.upload(who.openid, `${prefix}${newId(cloud.now())}.jpg`, Buffer.from('a picture'))
}

const one = <T extends { _id: string }>(cloud: TestCloud, collection: string, id: string): T => {
  const doc = rowsOf<T>(cloud, collection).find(({ _id }) => _id === id)
  if (!doc) throw new Error(`no ${id} in ${collection}`)
  return doc
}

export const claimOf = (cloud: TestCloud, id: string): ClaimDoc => one(cloud, 'claims', id)
export const batchOf = (cloud: TestCloud, id: string): BatchDoc => one(cloud, 'batches', id)
export const wagesIn = (cloud: TestCloud): WageDoc[] => rowsOf<WageDoc>(cloud, 'wages')

/** Nothing of the two ledgers of this batch contradicts anything else. */
export function checkBooks(cloud: TestCloud, batchId: string): void {
  const batch = batchOf(cloud, batchId)
  const claims = rowsOf<ClaimDoc>(cloud, 'claims').filter((claim) => claim.batch === batchId)
  const total = (pick: (claim: ClaimDoc) => number) => claims.reduce((sum, claim) => sum + pick(claim), 0)
  const sums = Object.fromEntries(
    (Object.keys(batch.sums) as (keyof BatchDoc['sums'])[]).map((kind) => [kind, total(({ pieces }) => pieces[kind])]),
  )
  expect(batch.sums).toEqual(sums)
  for (const { pieces, money } of claims) {
    const { issued, accepted, rejected, returned, lost, out } = pieces
    expect(issued).toBe(accepted + rejected + returned + lost + out)
    expect(money.owed).toBe(money.paid + money.open)
  }
  if (batch.state === 'open') expect(batch.left + batch.sums.issued - batch.sums.returned).toBe(batch.pieces)
  for (const [person, held] of Object.entries(batch.takers)) {
    const own = claims.filter(({ workerId }) => workerId === person)
    expect(held).toBe(own.reduce((sum, { pieces }) => sum + pieces.issued - pieces.returned, 0))
    expect(held).toBeLessThanOrEqual(batch.most)
  }
  const owed = wagesIn(cloud).filter((wage) => wage.batch === batchId)
  expect(owed.reduce((sum, { amount }) => sum + amount, 0)).toBe(total(({ money }) => money.owed))
}

/** Disputes on the record of the workshop's enterprise. */
export async function disputesOf({ cloud, worker, enterprise }: Workshop): Promise<number> {
  return (await ok(cloud, worker.openid, 'enterprises.get', { id: enterprise })).record.disputes
}
