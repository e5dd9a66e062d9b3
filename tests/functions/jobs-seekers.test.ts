/** Cards, saved postings and suggestions, through the routes. */
import { newSeeker } from '../../cloudfunctions/jobs/seeker.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import {
  DAY,
  draftPosting,
  HOUR,
  movePosting,
  newsOf,
  postingOf,
  postOpen,
  reportTwice,
  startMarket,
  type Market,
} from './jobs'
import { ok, refused, type Person } from './people'
import { answer, apply, card, INTRO, keepCard, seekerOf } from './seekers'
import { change, everything, insert, remove, rowsOf } from './store'
import { moreResidents } from './jobs'

let market: Market
let cloud: Market['cloud']

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud } = market)
})
afterAll(() => cloud.stop())

const cardOf = async (who: Person) => (await ok(cloud, who.openid, 'jobs.card', {})).card
const savedBy = async (who: Person) => (await ok(cloud, who.openid, 'jobs.saved', {})).rows.map(({ id }) => id)
const suited = async (who: Person) => (await ok(cloud, who.openid, 'jobs.suited', {})).rows
const someone = (): Person => {
  const [person] = moreResidents(cloud, 1)
  if (!person) throw new Error('nobody')
  return person
}
const cost = () => cloud.lastCost().databaseRequests

describe('a card', () => {
  test('is kept after the month of birth was looked at, which is kept nowhere', async () => {
    const who = someone()
    expect(await cardOf(who)).toBeNull()
    const keep = (more: object) => refused(cloud, who.openid, 'jobs.keep', { ...card(), ...more })
    expect(await keep({})).toEqual({ code: 'INVALID_INPUT', fields: { born: 'missing' } })
    expect(await keep({ born: '2010-11' })).toEqual({ code: 'INVALID_INPUT', fields: { born: 'too_young' } })
    expect(await ok(cloud, who.openid, 'jobs.keep', { ...card(), born: '1991-07' })).toEqual({ card: card() })
    expect(cost()).toBeLessThanOrEqual(3)
    expect(await cardOf(who)).toEqual(card())
    expect(everything(cloud)).not.toContain('1991-07')
    expect(JSON.stringify(cloud.logs())).not.toContain('1991-07')

    const changed = card({ want: 400_000, match: false })
    expect(await ok(cloud, who.openid, 'jobs.keep', changed)).toEqual({ card: changed })
    expect(await cardOf(who)).toEqual(changed)
  })

  test.each([
    ['no kind', { kinds: [] }, { kinds: 'too_short:1' }],
    ['six kinds', { kinds: ['factory', 'kitchen', 'waiter', 'sales', 'cleaning', 'care'] }, { kinds: 'too_long:5' }],
    ['a kind twice', { kinds: ['care', 'care'] }, { kinds: 'wrong_form' }],
    ['an unknown kind', { kinds: ['king'] }, { 'kinds.0': 'not_a_choice' }],
    ['no shift', { shifts: [] }, { shifts: 'too_short:1' }],
    ['no pay', { want: 0 }, { want: 'too_small:1' }],
    ['a long way', { minutes: 121 }, { minutes: 'too_large:120' }],
    ['a long intro', { intro: '好'.repeat(101) }, { intro: 'too_long:100' }],
    ['a photograph', { photo: 'x' }, { photo: 'unknown_field' }],
  ])('is not kept with %s', async (_what, more, fields) => {
    const answer = await refused(cloud, market.seeker.openid, 'jobs.keep', { ...card(), born: '1990-01', ...more })
    expect(answer).toEqual({ code: 'INVALID_INPUT', fields })
  })

  test('is not kept with words that the platform refuses', async () => {
    const who = someone()
    const input = { ...card({ intro: '违规词' }), born: '1990-01' }
    expect(await refused(cloud, who.openid, 'jobs.keep', input)).toEqual({
      code: 'UNSAFE_CONTENT',
      fields: { intro: 'unsafe' },
    })
    expect(await cardOf(who)).toBeNull()
  })

  test('kept ten times at once is one card', async () => {
    const who = someone()
    const input = { ...card(), born: '1990-01' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => cloud.call(who.openid, 'jobs.keep', input)))
    const codes = new Set(answers.map((one) => (one.ok ? 'ok' : one.error.code)))
    codes.delete('BUSY')
    expect([...codes]).toEqual(['ok'])
    expect(await cardOf(who)).toEqual(card())
  })

  test('forgotten, it goes with what was saved, and open applications are withdrawn', async () => {
    const who = someone()
    const { id } = await postOpen(market)
    const { id: other } = await postOpen(market)
    await keepCard(cloud, who)
    await ok(cloud, who.openid, 'jobs.save', { posting: id, saved: true })
    const first = await apply(cloud, who, id)
    const invited = await apply(cloud, who, other)
    await answer(cloud, market.officer, invited.id, { move: 'invite', text: `${who.name}您好，明天九点` })
    expect([postingOf(cloud, id).waiting, postingOf(cloud, other).waiting]).toEqual([1, 0])

    expect(await ok(cloud, who.openid, 'jobs.forget', {})).toEqual({ done: true })
    expect(cost()).toBeLessThanOrEqual(6)
    expect(rowsOf(cloud, 'seekers').filter(({ _id }) => _id === who.openid)).toEqual([])
    for (const application of [first, invited]) {
      const view = await ok(cloud, market.officer.openid, 'jobs.application', { id: application.id })
      expect(view).toMatchObject({ state: 'withdrawn', shared: null, moves: [] })
      expect(JSON.stringify(view)).not.toContain(who.name)
      expect(await newsOf(cloud, market.officer, application.id)).toContain('withdrawn')
    }
    expect([postingOf(cloud, id).waiting, postingOf(cloud, other).waiting]).toEqual([0, 0])
    expect(await ok(cloud, who.openid, 'jobs.forget', {})).toEqual({ done: true })
    expect(await cardOf(who)).toBeNull()
  })
})

describe('saved postings', () => {
  test('come with the last saved first; saving twice is saving once; gone ones fall out', async () => {
    const who = someone()
    const ids = [await postOpen(market), await postOpen(market), await postOpen(market)].map(({ id }) => id)
    const [first = '', second = '', third = ''] = ids
    for (const posting of [first, second, third, first]) {
      expect(await ok(cloud, who.openid, 'jobs.save', { posting, saved: true })).toEqual({ saved: true })
      expect(cost()).toBeLessThanOrEqual(4)
    }
    expect(await savedBy(who)).toEqual([third, second, first])
    expect(cost()).toBeLessThanOrEqual(4)
    expect((await ok(cloud, who.openid, 'jobs.get', { id: first })).mine).toMatchObject({ saved: true })
    expect(await ok(cloud, who.openid, 'jobs.save', { posting: second, saved: false })).toEqual({ saved: false })
    await reportTwice(market, third)
    expect(await savedBy(who)).toEqual([first])
    await movePosting(cloud, market.people.staff, third, { move: 'keep', reason: '问过了，没收钱' })
    expect(await savedBy(who)).toEqual([third, first])
    await movePosting(cloud, market.people.staff, third, { move: 'remove', reason: '重复了' })
    await movePosting(cloud, market.officer, first, { move: 'close' })
    const rows = (await ok(cloud, who.openid, 'jobs.saved', {})).rows
    expect(rows.map(({ id, state }) => [id, state])).toEqual([[first, 'ended']])
    // without a card there is none either
    expect(await cardOf(who)).toBeNull()
  })

  test('what nobody may see is not saved, and what was not saved is not saved any more', async () => {
    const who = someone()
    const { id } = await postOpen(market)
    await reportTwice(market, id)
    expect(await refused(cloud, who.openid, 'jobs.save', { posting: id, saved: true })).toEqual({ code: 'NOT_FOUND' })
    expect(await ok(cloud, who.openid, 'jobs.save', { posting: id, saved: false })).toEqual({ saved: false })
    expect(rowsOf(cloud, 'seekers').some(({ _id }) => _id === who.openid)).toBe(false)
  })

  test('those of a suspended enterprise are not shown', async () => {
    const who = someone()
    const { id } = await postOpen(market)
    await ok(cloud, who.openid, 'jobs.save', { posting: id, saved: true })
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await savedBy(who)).toEqual([])
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
    expect(await savedBy(who)).toEqual([id])
  })

  test('fifty at most; those that are gone make room', async () => {
    const who = someone()
    const { id } = await postOpen(market)
    const there = postingOf(cloud, id)
    const copies = Array.from({ length: JOB_LIMITS.saved }, (_, no) => newId(no))
    insert(
      cloud,
      'postings',
      copies.map((_id, no) => ({ ...there, _id, requestId: `copy-${no}`, keys: [], grams: [] })),
    )
    insert(cloud, 'seekers', [{ ...newSeeker(who.openid, cloud.now()), saved: copies }])
    const save = { posting: id, saved: true }
    expect(await refused(cloud, who.openid, 'jobs.save', save)).toEqual({ code: 'LIMIT' })
    expect(cost()).toBeLessThanOrEqual(6)
    await change(cloud, 'postings', copies[7] ?? '', { state: 'removed' })
    await ok(cloud, who.openid, 'jobs.save', save)
    expect(seekerOf(cloud, who).saved).toEqual([...copies.filter((_, no) => no !== 7), id])
  })
})

describe('suggestions', () => {
  test('the best first, with reasons; nothing without a card, with suggestions off, of the own enterprise or applied for', async () => {
    const who = someone()
    const blind = async () => (await ok(cloud, who.openid, 'jobs.suited', {})).blind
    expect([await suited(who), await blind()]).toEqual([[], 'no_card'])
    await movePostingsAway()
    const { id: good } = await postOpen(market, { title: '好岗位', pay: { from: 380_000, to: 420_000, unit: 'month' } })
    const { id: far } = await postOpen(market, { title: '远一点', way: { by: 'bus', minutes: 55 } })
    await postOpen(market, { title: '上夜班', shifts: ['night'] })
    await postOpen(market, { title: '开车', kind: 'driver' })
    await keepCard(cloud, who)
    const rows = await suited(who)
    expect(cost()).toBeLessThanOrEqual(6)
    expect(rows.map(({ id }) => id)).toEqual([good, far])
    expect(rows[0]).toMatchObject({
      score: 97,
      matched: false,
      reasons: ['kind_yes', 'shift_yes', 'pay_yes', 'near_yes'],
      title: '好岗位',
    })
    expect(rows[1]?.reasons).toContain('near_no')

    await keepCard(cloud, market.officer)
    expect(await suited(market.officer)).toEqual([])
    await apply(cloud, who, good)
    expect((await suited(who)).map(({ id }) => id)).toEqual([far])
    expect(await blind()).toBeNull()
    await keepCard(cloud, who, { match: false })
    expect([await suited(who), await blind()]).toEqual([[], 'off'])
    await keepCard(cloud, who)
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await suited(who)).toEqual([])
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
  })
})

/** Ends all that earlier tests have posted. */
async function movePostingsAway(): Promise<void> {
  for (const { _id, state } of rowsOf<{ _id: string; state: string }>(cloud, 'postings')) {
    if (state === 'open') await change(cloud, 'postings', _id, { state: 'ended', keys: [], grams: [] })
  }
}

describe('the night', () => {
  /** Forward to this hour in Shanghai. */
  async function moveTo(hour: number): Promise<void> {
    const shanghai = 8 * HOUR
    const today = Math.floor((cloud.now() + shanghai) / DAY) * DAY - shanghai
    const at = today + hour * HOUR
    await cloud.shift((at > cloud.now() ? at : at + DAY) - cloud.now())
  }
  /** The night is matched once more, as if it had not been yet. */
  async function again(): Promise<void> {
    await remove(cloud, 'settings', 'jobs.matched')
    await cloud.timer('jobs')
  }
  const nights = () => cloud.logs().filter(({ text }) => text.includes('"matched"')).length

  test('each gets the best of what both sides like; told once, and again only when it changes', async () => {
    await movePostingsAway()
    for (const { _id } of rowsOf(cloud, 'seekers')) await remove(cloud, 'seekers', _id)
    const near = await postOpen(market, { title: '近的', wanted: 1, way: { by: 'foot', minutes: 5 } })
    const far = await postOpen(market, { title: '远的', wanted: 5, way: { by: 'foot', minutes: 28 } })
    const [early, late, picky] = moreResidents(cloud, 3)
    if (!early || !late || !picky) throw new Error('nobody')
    await keepCard(cloud, early)
    await cloud.shift(1_000)
    await keepCard(cloud, late)
    await keepCard(cloud, picky, { kinds: ['driver'] })
    await keepCard(cloud, market.officer)

    await moveTo(1)
    const before = nights()
    await cloud.timer('jobs')
    expect(nights()).toBe(before)
    await moveTo(2)
    await cloud.timer('jobs')
    await cloud.timer('jobs')
    expect(nights()).toBe(before + 1)
    expect(seekerOf(cloud, early).matched).toMatchObject({ posting: near.id })
    expect(seekerOf(cloud, late).matched).toMatchObject({ posting: far.id })
    expect([seekerOf(cloud, picky).matched, seekerOf(cloud, market.officer).matched]).toEqual([null, null])
    expect(await newsOf(cloud, early, near.id)).toEqual(['matched'])
    expect(await newsOf(cloud, picky, near.id)).toEqual([])
    expect((await suited(late)).map(({ id, matched }) => [id, matched])).toEqual([
      [far.id, true],
      [near.id, false],
    ])

    // the next night nothing has changed
    await moveTo(2)
    await cloud.timer('jobs')
    expect(nights()).toBe(before + 2)
    expect(await newsOf(cloud, early, near.id)).toEqual(['matched'])

    // who has applied is not sent there again, and makes room for the other
    await ok(cloud, market.officer.openid, 'jobs.move', {
      id: near.id,
      version: postingOf(cloud, near.id).version,
      move: 'renew',
    })
    await ok(cloud, market.officer.openid, 'jobs.move', {
      id: far.id,
      version: postingOf(cloud, far.id).version,
      move: 'renew',
    })
    await apply(cloud, early, near.id)
    await again()
    expect(seekerOf(cloud, early).matched).toMatchObject({ posting: far.id })
    expect(seekerOf(cloud, late).matched).toMatchObject({ posting: near.id })
    expect(await newsOf(cloud, late, near.id)).toEqual(['matched'])

    // switched off: nothing stays of it
    await keepCard(cloud, late, { match: false })
    expect(seekerOf(cloud, late).matched).toBeNull()
    await again()
    expect(seekerOf(cloud, late).matched).toBeNull()
  })

  test('puts a counter right that a call which died has left wrong', async () => {
    const { id } = await postOpen(market)
    const who = someone()
    await keepCard(cloud, who)
    await apply(cloud, who, id)
    await change(cloud, 'postings', id, { waiting: 7 })
    await again()
    expect(postingOf(cloud, id).waiting).toBe(1)
  })

  test('a full posting is given to nobody, and a suspended enterprise gets nobody', async () => {
    await movePostingsAway()
    const { id: full } = await postOpen(market, { wanted: 1 })
    await change(cloud, 'postings', full, { hired: 1 })
    await again()
    const matched = () =>
      rowsOf<{ _id: string; matched: unknown }>(cloud, 'seekers').filter((one) => one.matched !== null)
    expect(matched()).toEqual([])
    const { id: free } = await postOpen(market)
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    await again()
    expect(matched()).toEqual([])
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
    await again()
    expect(matched().length).toBeGreaterThan(0)
    expect(JSON.stringify(matched())).toContain(free)
  })

  test('many people: what one run cannot write the next one does', async () => {
    await movePostingsAway()
    const now = cloud.now()
    const people = Array.from({ length: 700 }, (_, no) => `oMany_${no}_who_look_77aa`)
    const there = postingOf(cloud, (await postOpen(market)).id)
    const postings = Array.from({ length: 600 }, (_, no) => ({
      ...there,
      ...draftPosting({ wanted: 1, way: { by: 'foot', minutes: 1 + (no % 30) } }),
      _id: newId(no),
      requestId: `many-${no}`,
    }))
    insert(cloud, 'postings', postings)
    insert(
      cloud,
      'seekers',
      people.map((openid, no) => ({
        ...newSeeker(openid, now + no),
        adultSeenAt: now,
        card: card({ want: 300_000 + (no % 40) * 2_500, minutes: 20 + (no % 25), intro: '' }),
      })),
    )
    const given = () =>
      rowsOf<{ matched: { posting: string } | null }>(cloud, 'seekers').flatMap(({ matched }) => matched?.posting ?? [])
    const runs = nights()
    await again()
    const first = given().length
    for (let run = 0; run < 5; run++) await cloud.timer('jobs')
    expect(first).toBeLessThan(600)
    expect(given().length).toBeGreaterThanOrEqual(600)
    expect(new Set(given()).size).toBeGreaterThanOrEqual(600)
    expect(nights() - runs).toBe(2)
  })
})

test('an intro is in no answer but the own', async () => {
  for (const who of [market.officer, market.people.staff, market.otherSeeker]) {
    for (const [route, input] of [
      ['jobs.card', {}],
      ['jobs.list', {}],
      ['jobs.own', { enterprise: market.enterprise }],
    ] as const) {
      if (who === market.officer && route === 'jobs.card') continue
      expect(JSON.stringify(await cloud.call(who.openid, route, input))).not.toContain(INTRO)
    }
  }
})
