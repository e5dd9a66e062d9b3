/** A batch from its post to the staff’s word. */
import type { BatchDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In } from '../../miniprogram/contract/api'
import { CRAFT_NEWS_SENTENCES } from '../../miniprogram/contract/craft-news'
import { draftOf, postOf } from './craft-drafts'
import { batchOf, DAY, picture, productDoc, startWorkshop, takeOf, type Workshop } from './crafts'
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

const newsOf = async (who: Person) => (await ok(cloud, who.openid, 'messages.list', {})).rows
const design = (who: Person, more: Partial<In<'crafts.design'>> = {}) =>
  ok(cloud, who.openid, 'crafts.design', draftOf(workshop.enterprise, more))
const post = async (more: Partial<In<'crafts.post'>> = {}) =>
  (await ok(cloud, workshop.officer.openid, 'crafts.post', postOf(workshop, more))).id
const approve = (id: string) => ok(cloud, people.staff.openid, 'crafts.approve', { id, version: 1, approve: true })

describe('a batch', () => {
  test('waits for the staff, is the enterprise’s own until then, and is everybody’s afterwards', async () => {
    const { officer, otherOfficer, worker, enterprise } = workshop
    const video = await picture(cloud, officer)
    const product = await design(officer, { video })
    const { id, state } = await ok(
      cloud,
      officer.openid,
      'crafts.post',
      postOf(workshop, { product: product.id, price: 200 }),
    )
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
    const input = postOf(workshop, more as Partial<In<'crafts.post'>>)
    const deadline = 'deadline' in more ? cloud.now() + more.deadline : input.deadline
    const answer = await refused(cloud, workshop.officer.openid, 'crafts.post', { ...input, deadline })
    expect(answer).toEqual({ code: 'INVALID_INPUT', fields })
  })

  test('is not posted of another’s product, by another, or by an enterprise that may not', async () => {
    const { officer, otherOfficer, otherEnterprise, enterprise } = workshop
    const foreign = productDoc(cloud.now(), otherEnterprise)
    insert(cloud, 'products', [foreign])
    const own = postOf(workshop)
    expect(await refused(cloud, officer.openid, 'crafts.post', postOf(workshop, { product: foreign._id }))).toEqual({
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
    const input = postOf(workshop, { price: 777 })
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
