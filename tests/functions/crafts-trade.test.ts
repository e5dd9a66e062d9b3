import type { BatchDoc, CrafterDoc, ProductDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out } from '../../miniprogram/contract/api'
import { CRAFT_LIMITS, KEPT_VIDEO } from '../../miniprogram/contract/crafts'
import { CRAFT_NEWS_SENTENCES } from '../../miniprogram/contract/craft-news'
import {
  batchOf,
  crafterDoc,
  DAY,
  fetchedClaim,
  moveClaim,
  picture,
  productDoc,
  refusedMove,
  startWorkshop,
  take,
  takeOf,
  type Workshop,
} from './crafts'
import { ok, refused, type Person } from './people'
import { change, everything, insert, rowsOf } from './store'

let workshop: Workshop
let cloud: Workshop['cloud']
let people: Workshop['people']

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, people } = workshop)
})
afterAll(() => cloud.stop())

const cardOf = (openid: string) => rowsOf<CrafterDoc>(cloud, 'crafters').find(({ _id }) => _id === openid)
const newsOf = async (who: Person) => (await ok(cloud, who.openid, 'messages.list', {})).rows
const CARD = { hours: 3, sewing: false, lifting: true, stairs: true, smallChildren: true, match: true }
const COUNTER = { place: 'A区18栋吊层 3号', hours: '每天 9:00–17:00' }

const DRAFT: Omit<In<'crafts.design'>, 'enterprise'> = {
  name: '绣花鞋垫',
  pictures: [],
  steps: ['剪布', '绣花'],
  standard: '线头剪净',
  needs: { sewing: true, lifting: false, stairs: false, unsafeForChildren: true },
}
const draftOf = (enterprise: string, more: Partial<In<'crafts.design'>> = {}): In<'crafts.design'> => ({
  enterprise,
  ...DRAFT,
  ...more,
})
const postOf = (product: string, more: Partial<In<'crafts.post'>> = {}): In<'crafts.post'> => ({
  enterprise: workshop.enterprise,
  product,
  pieces: 200,
  price: 150,
  claimedMinutes: 120,
  least: 5,
  most: 40,
  materials: [{ name: '布', amount: '每双半尺' }],
  fetch: COUNTER,
  giveBack: COUNTER,
  deadline: cloud.now() + 20 * DAY,
  trial: false,
  ...more,
})
const design = (who: Person, more: Partial<In<'crafts.design'>> = {}) =>
  ok(cloud, who.openid, 'crafts.design', draftOf(workshop.enterprise, more))
const post = async (more: Partial<In<'crafts.post'>> = {}) =>
  (await ok(cloud, workshop.officer.openid, 'crafts.post', postOf(workshop.product._id, more))).id
const approve = (id: string) => ok(cloud, people.staff.openid, 'crafts.approve', { id, version: 1, approve: true })

// ---- the card

describe('the card', () => {
  test('the month of birth is asked once, looked at, and is nowhere afterwards', async () => {
    const { openid } = people.mediator
    expect(await ok(cloud, openid, 'crafts.card', {})).toEqual({ card: null })
    expect(await refused(cloud, openid, 'crafts.keep', CARD)).toEqual({
      code: 'INVALID_INPUT',
      fields: { born: 'missing' },
    })
    expect(await ok(cloud, openid, 'crafts.keep', { ...CARD, born: '1993-07' })).toEqual({ card: CARD })
    expect(await ok(cloud, openid, 'crafts.card', {})).toEqual({ card: CARD })
    // a second time it is not asked, and what is sent is not looked at
    const changed = { ...CARD, hours: 5, match: false }
    expect(await ok(cloud, openid, 'crafts.keep', { ...changed, born: '2020-01' })).toEqual({ card: changed })
    expect(await ok(cloud, openid, 'crafts.keep', CARD)).toEqual({ card: CARD })
    for (const month of ['1993-07', '2020-01']) {
      expect(everything(cloud)).not.toContain(month)
      expect(JSON.stringify(cloud.logs())).not.toContain(month)
    }
  })

  test('who is not sixteen leaves nothing', async () => {
    const { openid } = people.leader
    // sixteen this month: the whole month must be over
    const year = new Date(cloud.now() + 8 * 3_600_000).getUTCFullYear()
    const month = new Date(cloud.now() + 8 * 3_600_000).toISOString().slice(5, 7)
    for (const born of [`${year - 16}-${month}`, `${year - 10}-01`, '2050-01']) {
      expect(await refused(cloud, openid, 'crafts.keep', { ...CARD, born })).toEqual({
        code: 'INVALID_INPUT',
        fields: { born: 'too_young' },
      })
    }
    expect(cardOf(openid)).toBeUndefined()
    expect(everything(cloud)).not.toContain(`${year - 16}-${month}`)
    expect(await refused(cloud, openid, 'crafts.keep', { ...CARD, born: 'soon' })).toMatchObject({
      fields: { born: 'wrong_form' },
    })
    expect(await ok(cloud, openid, 'crafts.keep', { ...CARD, born: `${year - 17}-${month}` })).toEqual({ card: CARD })
  })

  test('the same call ten times at once is one card', async () => {
    const { openid } = people.worker
    const input = { ...CARD, born: '1988-02' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => cloud.call(openid, 'crafts.keep', input, 'keep-my-card-just-once')),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(rowsOf(cloud, 'crafters').filter(({ _id }) => _id === openid)).toHaveLength(1)
  })

  test('a card is put away when nothing is at home any more, with all it remembered', async () => {
    const { colleague } = workshop
    const { id } = await take(cloud, colleague, workshop.batch(), 5)
    expect(await refused(cloud, colleague.openid, 'crafts.forget', {})).toEqual({ code: 'NOT_NOW' })
    await moveClaim(cloud, colleague, id, { move: 'cancel' })
    expect(await ok(cloud, colleague.openid, 'crafts.forget', {})).toEqual({ done: true })
    expect(cardOf(colleague.openid)).toBeUndefined()
    expect(await ok(cloud, colleague.openid, 'crafts.forget', {})).toEqual({ done: true })
    expect(await ok(cloud, colleague.openid, 'crafts.card', {})).toEqual({ card: null })
    insert(cloud, 'crafters', [crafterDoc(colleague.openid, cloud.now())])
  })

  test.each([[{ hours: 0 }], [{ hours: 17 }], [{ hours: 2.5 }], [{ sewing: 'yes' }], [{ phone: '1' }]])(
    'a card with %j is refused',
    async (more) => {
      const answer = await refused(cloud, people.mediator.openid, 'crafts.keep', { ...CARD, ...more })
      expect(answer.code).toBe('INVALID_INPUT')
    },
  )
})

// ---- products

describe('products', () => {
  test('are designed, changed while nobody uses them, and then stay as they are', async () => {
    const { officer, enterprise } = workshop
    const { id, version } = await design(officer)
    expect(version).toBe(1)
    const changed = await design(officer, { id, version, name: '绣花鞋垫（大）' })
    expect(changed).toEqual({ id, version: 2 })
    const stale = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, { id, version: 1 }))
    expect(stale).toEqual({ code: 'CONFLICT' })
    const noVersion = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, { id }))
    expect(noVersion).toEqual({ code: 'INVALID_INPUT', fields: { version: 'missing' } })

    await ok(cloud, officer.openid, 'crafts.post', postOf(id))
    const { rows } = await ok(cloud, officer.openid, 'crafts.products', { enterprise })
    expect(rows.find((row) => row.id === id)).toMatchObject({ name: '绣花鞋垫（大）', frozen: true, version: 2 })
    const frozen = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, { id, version: 2 }))
    expect(frozen).toEqual({ code: 'NOT_NOW' })
  })

  test('a retried design is one product, ten at once too', async () => {
    const input = draftOf(workshop.enterprise, { name: '重复的' })
    const send = () => cloud.call(workshop.officer.openid, 'crafts.design', input, 'design-this-once-please')
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true, data: { version: 1 } })
    expect(rowsOf<ProductDoc>(cloud, 'products').filter(({ name }) => name === '重复的')).toHaveLength(1)
    const { id } = (answers[0] as { data: Out<'crafts.design'> }).data
    const edit = { ...input, id, version: 1, standard: '更好' }
    const change = () => cloud.call(workshop.officer.openid, 'crafts.design', edit, 'change-this-once-please')
    const edits = await Promise.all([change(), change(), change()])
    expect(edits.every((answer) => JSON.stringify(answer) === JSON.stringify(edits[0]))).toBe(true)
    expect(edits[0]).toEqual({ ok: true, data: { id, version: 2 } })
  })

  test('pictures and the video are own uploads; those that are named stay, in the order named', async () => {
    const { officer, otherOfficer, enterprise } = workshop
    const [first, second, video] = [
      await picture(cloud, officer),
      await picture(cloud, officer),
      await picture(cloud, officer),
    ] as [string, string, string]
    const { id } = await design(officer, { pictures: [first, second], video })
    const stored = () => rowsOf<ProductDoc>(cloud, 'products').find(({ _id }) => _id === id)
    const [one, two] = (stored()?.pictures ?? []).map((kept) => kept.id) as [string, string]
    const third = await picture(cloud, officer)
    await design(officer, { id, version: 1, pictures: [two, third, one], video: KEPT_VIDEO })
    expect(stored()?.pictures.map(({ fileId }) => fileId)).toEqual([second, third, first])
    expect(stored()?.video).toBe(video)
    await design(officer, { id, version: 2, pictures: [one] })
    expect(stored()).toMatchObject({ video: null, pictures: [{ id: one }] })

    const foreign = await picture(cloud, otherOfficer)
    for (const more of [{ pictures: [foreign] }, { video: foreign }]) {
      const answer = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, more))
      expect(answer).toEqual({ code: 'INVALID_INPUT', fields: { [Object.keys(more)[0] ?? '']: 'not_yours' } })
    }
    // the id of a picture of another product is nothing here
    const elsewhere = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, { pictures: [two] }))
    expect(elsewhere).toEqual({ code: 'INVALID_INPUT', fields: { pictures: 'not_yours' } })
  })

  test('what the platform refuses is not kept, nor what asks a worker for money', async () => {
    const { officer, enterprise } = workshop
    const before = rowsOf(cloud, 'products').length
    const risky = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, { standard: '违规词' }))
    expect(risky).toEqual({ code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } })
    for (const more of [{ name: '先交押金' }, { steps: ['交 保证金 50'] }, { standard: '培训费自理' }]) {
      const answer = await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise, more))
      expect(answer).toEqual({ code: 'INVALID_INPUT', fields: { text: 'deposit' } })
    }
    expect(rowsOf(cloud, 'products')).toHaveLength(before)
  })

  test('another enterprise reaches nothing of it', async () => {
    const { officer, otherOfficer, otherEnterprise, enterprise } = workshop
    const { id } = await design(officer)
    for (const input of [draftOf(enterprise), draftOf(otherEnterprise, { id, version: 1 })]) {
      expect(await refused(cloud, otherOfficer.openid, 'crafts.design', input)).toEqual({ code: 'NOT_FOUND' })
    }
    expect(await refused(cloud, otherOfficer.openid, 'crafts.products', { enterprise })).toEqual({ code: 'NOT_FOUND' })
    expect((await ok(cloud, otherOfficer.openid, 'crafts.products', { enterprise: otherEnterprise })).rows).toEqual([])
  })
})

// ---- batches

describe('a batch', () => {
  test('waits for the staff, is the enterprise’s own until then, and is everybody’s afterwards', async () => {
    const { officer, otherOfficer, worker, enterprise } = workshop
    const video = await picture(cloud, officer)
    const product = await design(officer, { video })
    const { id, state } = await ok(cloud, officer.openid, 'crafts.post', postOf(product.id, { price: 200 }))
    expect(state).toBe('waiting')
    const seen = (who: Person) => cloud.call(who.openid, 'crafts.batch', { id })
    for (const who of [worker, otherOfficer, people.visitor, people.leader]) {
      expect(await seen(who)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    }
    const listed = async (who: Person) =>
      (await ok(cloud, who.openid, 'crafts.batches', {})).rows.some((row) => row.id === id)
    expect(await listed(worker)).toBe(false)
    expect(await seen(officer)).toMatchObject({
      ok: true,
      data: { state: 'waiting', allowed: { pieces: 0, why: 'closed' } },
    })
    expect(await seen(people.staff)).toMatchObject({
      ok: true,
      data: { product: { video: expect.stringMatching(/^http/) } },
    })
    const desk = await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'approvals' })
    expect(desk.batches?.rows.some((row) => row.id === id)).toBe(true)
    expect(JSON.stringify(desk)).not.toContain('sums')

    const approved = await ok(cloud, people.staff.openid, 'crafts.approve', { id, version: 1, approve: true })
    expect(approved).toEqual({ id, state: 'open', version: 2 })
    expect((await newsOf(officer))[0]).toMatchObject({
      topic: 'craft',
      about: 'batch',
      subject: id,
      what: 'batch_approved',
    })
    expect(await listed(worker)).toBe(true)
    const view = await ok(cloud, worker.openid, 'crafts.batch', { id })
    expect(view).toMatchObject({
      price: 200,
      left: 200,
      hour: { source: 'claimed', minutesPerPiece: 120, fenPerHour: 1_000 },
      fit: { fits: true, reasons: ['sewing_yes', 'time_yes'] },
      allowed: { pieces: 40, why: null },
      myClaim: null,
      sums: null,
      reason: null,
      record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
      minimum: { fen: 2300, from: '2025-01-01' },
      product: { video: expect.stringMatching(/^http/), name: '绣花鞋垫' },
    })
    expect((await ok(cloud, officer.openid, 'crafts.own', { enterprise })).rows[0]).toMatchObject({
      id,
      state: 'open',
      fit: null,
      sums: { issued: 0, out: 0 },
    })
  })

  test('allowed agrees with what take says', async () => {
    const { worker, colleague } = workshop
    const batches = [
      workshop.batch({ left: 3 }),
      workshop.batch({ left: 0 }),
      workshop.batch({ trial: true }),
      workshop.batch({ state: 'stopped' }),
      workshop.batch({ takers: { [worker.id]: 38 } }),
      workshop.batch({ takers: { [worker.id]: 40 } }),
    ]
    const said: unknown[] = []
    for (const who of [worker, people.foreignLeader]) {
      for (const id of batches) {
        const { allowed } = await ok(cloud, who.openid, 'crafts.batch', { id })
        said.push(allowed.why ?? allowed.pieces)
        const more = await refused(cloud, who.openid, 'crafts.take', takeOf(id, allowed.pieces + 1))
        const problem = allowed.why === null ? { pieces: `too_large:${allowed.pieces}` } : { batch: allowed.why }
        expect(more).toEqual({ code: 'INVALID_INPUT', fields: problem })
        if (allowed.why !== null) continue
        const taken = await ok(cloud, who.openid, 'crafts.take', takeOf(id, allowed.pieces))
        const after = await ok(cloud, who.openid, 'crafts.batch', { id })
        expect(after.myClaim).toBe(taken.id)
      }
    }
    // who has no card comes when the first batch is empty already
    const none = ['sold_out', 'sold_out', 'no_card', 'closed', 'no_card', 'no_card']
    expect(said).toEqual([3, 'sold_out', 5, 'closed', 2, 'limit', ...none])
    expect((await ok(cloud, colleague.openid, 'crafts.batch', { id: batches[2] ?? '' })).myClaim).toBeNull()
  })

  test.each([
    ['least beyond most', { least: 41 }, { least: 'too_large' }],
    ['more takes than it bears', { pieces: 20_000, least: 1, most: 5 }, { least: 'too_small' }],
    ['most beyond all', { most: 201 }, { most: 'too_large' }],
    ['tomorrow at this time is too soon', { deadline: -1 }, { deadline: 'too_small' }],
    ['in a year', { deadline: 366 * DAY }, { deadline: 'too_large' }],
    ['a deposit', { materials: [{ name: '料', amount: '押金 50' }] }, { text: 'deposit' }],
    ['a deposit at the counter', { fetch: { place: '先交保证金', hours: '九点' } }, { text: 'deposit' }],
    ['a product that is not there', { product: newId(1) }, { product: 'not_found' }],
    ['no pieces', { pieces: 0 }, { pieces: 'too_small:1' }],
    ['too dear', { price: 100_001 }, { price: 'too_large:100000' }],
    ['half a fen', { price: 1.5 }, { price: 'wrong_form' }],
  ] as const)('is not posted with %s', async (_what, more, fields) => {
    const input = postOf(workshop.product._id, more as Partial<In<'crafts.post'>>)
    const deadline = 'deadline' in more ? cloud.now() + more.deadline : input.deadline
    const answer = await refused(cloud, workshop.officer.openid, 'crafts.post', { ...input, deadline })
    expect(answer).toEqual({ code: 'INVALID_INPUT', fields })
  })

  test('is not posted of another’s product, by another, or by an enterprise that may not', async () => {
    const { officer, otherOfficer, otherEnterprise, enterprise } = workshop
    const foreign = productDoc(cloud.now(), otherEnterprise)
    insert(cloud, 'products', [foreign])
    const own = postOf(workshop.product._id)
    expect(await refused(cloud, officer.openid, 'crafts.post', postOf(foreign._id))).toEqual({
      code: 'INVALID_INPUT',
      fields: { product: 'not_found' },
    })
    expect(await refused(cloud, otherOfficer.openid, 'crafts.post', own)).toEqual({ code: 'NOT_FOUND' })
    for (const fields of [{ state: 'suspended' }, { state: 'applied' }, { wants: ['hiring'] }]) {
      await change(cloud, 'enterprises', enterprise, fields)
      expect(await refused(cloud, officer.openid, 'crafts.post', own)).toEqual({ code: 'NOT_NOW' })
      expect(await refused(cloud, officer.openid, 'crafts.design', draftOf(enterprise))).toEqual({ code: 'NOT_NOW' })
      await change(cloud, 'enterprises', enterprise, { state: 'active', wants: ['piecework'] })
    }
  })

  test('a retried post is one batch, ten at once too, and stays so when the enterprise may no longer post', async () => {
    const input = postOf(workshop.product._id, { price: 777 })
    const send = () => cloud.call(workshop.officer.openid, 'crafts.post', input, 'post-this-once-please')
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true, data: { state: 'waiting', version: 1 } })
    expect(rowsOf<BatchDoc>(cloud, 'batches').filter(({ price }) => price === 777)).toHaveLength(1)
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'suspended' })
    expect(await send()).toEqual(answers[0])
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'active' })
  })

  test('is refused with a reason that the enterprise reads and nobody else', async () => {
    const { officer, worker } = workshop
    const id = await post()
    const decide = (more: object) => ({ id, version: 1, approve: false, ...more })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', decide({}))).toEqual({
      code: 'INVALID_INPUT',
      fields: { reason: 'missing' },
    })
    const unsafe = await refused(cloud, people.staff.openid, 'crafts.approve', decide({ reason: '违规词' }))
    expect(unsafe).toEqual({ code: 'UNSAFE_CONTENT', fields: { reason: 'unsafe' } })
    await ok(cloud, people.staff.openid, 'crafts.approve', { ...decide({ reason: '单价太低' }), approve: false })
    expect(await ok(cloud, officer.openid, 'crafts.batch', { id })).toMatchObject({
      state: 'refused',
      reason: '单价太低',
    })
    expect(await refused(cloud, worker.openid, 'crafts.batch', { id })).toEqual({ code: 'NOT_FOUND' })
    const [news] = await newsOf(officer)
    expect(news).toMatchObject({ what: 'batch_refused', subject: id })
    expect(CRAFT_NEWS_SENTENCES.batch_refused).toContain('原因')
    expect(await refused(cloud, worker.openid, 'crafts.take', takeOf(id))).toEqual({ code: 'NOT_FOUND' })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', { id, version: 2, approve: true })).toEqual({
      code: 'NOT_NOW',
    })
  })

  test('staff who act for an enterprise decide nothing about it', async () => {
    const { enterprise } = workshop
    const id = await post()
    await change(cloud, 'members', people.staff.openid, { enterprises: [{ id: enterprise, name: '山城串珠' }] })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', { id, version: 1, approve: true })).toEqual({
      code: 'FORBIDDEN',
    })
    await change(cloud, 'members', people.staff.openid, { enterprises: [] })
    await approve(id)
  })

  test('what has changed since the post is looked at when it is let in', async () => {
    const id = await post({ deadline: cloud.now() + 2 * DAY })
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'suspended' })
    const input = { id, version: 1, approve: true }
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', input)).toEqual({ code: 'NOT_NOW' })
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'active' })
    await change(cloud, 'batches', id, { deadline: cloud.now() })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', input)).toEqual({
      code: 'INVALID_INPUT',
      fields: { deadline: 'past' },
    })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', { ...input, version: 9 })).toEqual({
      code: 'CONFLICT',
    })
    expect(await refused(cloud, people.staff.openid, 'crafts.approve', { ...input, id: newId(5) })).toEqual({
      code: 'NOT_FOUND',
    })
  })

  test('two who decide at once: one does; the same call ten times is one decision', async () => {
    const { openid } = people.staff
    const id = await post()
    const answers = await Promise.all([
      cloud.call(openid, 'crafts.approve', { id, version: 1, approve: true }),
      cloud.call(openid, 'crafts.approve', { id, version: 1, approve: false, reason: '不行' }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(batchOf(cloud, id).version).toBe(2)

    const other = await post()
    const send = () =>
      cloud.call(openid, 'crafts.approve', { id: other, version: 1, approve: true }, 'approve-this-just-once')
    const same = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(same.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(same[0]).toMatchObject({ ok: true, data: { state: 'open', version: 2 } })
    expect(await send()).toEqual(same[0])
    const told = (await newsOf(workshop.officer)).filter(({ subject }) => subject === other)
    expect(told).toHaveLength(1)
  })
})

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

// ---- the honest hour, lived

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

test('a page of products shows more pictures than the platform names addresses of in one call', async () => {
  const { otherOfficer, otherEnterprise } = workshop
  const fileId = await picture(cloud, otherOfficer)
  const shown = ['a', 'b', 'c'].map((id) => ({ id, fileId, traceId: `${id}-${fileId}`, state: 'shown' as const }))
  const now = cloud.now()
  insert(
    cloud,
    'products',
    Array.from({ length: 20 }, (_, n) => productDoc(now + n, otherEnterprise, { pictures: shown })),
  )
  const { rows } = await ok(cloud, otherOfficer.openid, 'crafts.products', { enterprise: otherEnterprise })
  expect(rows.flatMap(({ pictures }) => pictures)).toHaveLength(60)
  expect(rows.flatMap(({ pictures }) => pictures).every(({ url }) => url?.startsWith('http'))).toBe(true)
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

test('the limits of the contract are the limits of the routes', async () => {
  const { officer, enterprise } = workshop
  const long = '长'.repeat(CRAFT_LIMITS.nameCharacters + 1)
  for (const more of [
    { name: long },
    { name: '  ' },
    { steps: [] },
    { steps: Array<string>(CRAFT_LIMITS.steps + 1).fill('一步') },
    { pictures: Array<string>(CRAFT_LIMITS.pictures + 1).fill('x') },
    { standard: '长'.repeat(CRAFT_LIMITS.textCharacters + 1) },
    { price: 5 },
  ]) {
    const answer = await refused(cloud, officer.openid, 'crafts.design', { ...draftOf(enterprise), ...more })
    expect(answer.code).toBe('INVALID_INPUT')
  }
})
