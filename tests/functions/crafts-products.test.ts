/** Cards and products: what is kept, checked and refused. */
import type { CrafterDoc, ProductDoc } from '../../cloudfunctions/crafts/model.rules'
import type { In, Out } from '../../miniprogram/contract/api'
import { CRAFT_LIMITS, KEPT_VIDEO } from '../../miniprogram/contract/crafts'
import { CARD, draftOf, postOf } from './craft-drafts'
import { crafterDoc, moveClaim, picture, productDoc, startWorkshop, take, type Workshop } from './crafts'
import { ok, refused, type Person } from './people'
import { everything, insert, rowsOf } from './store'

let workshop: Workshop
let cloud: Workshop['cloud']
let people: Workshop['people']

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, people } = workshop)
})
afterAll(() => cloud.stop())

const cardOf = (openid: string) => rowsOf<CrafterDoc>(cloud, 'crafters').find(({ _id }) => _id === openid)
const design = (who: Person, more: Partial<In<'crafts.design'>> = {}) =>
  ok(cloud, who.openid, 'crafts.design', draftOf(workshop.enterprise, more))

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

    await ok(cloud, officer.openid, 'crafts.post', postOf(workshop, { product: id }))
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
