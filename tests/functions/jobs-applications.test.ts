/** An application from the consent to its end, through the routes. */
import { DECLINE_SENTENCES } from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { EnterpriseFields } from '../../cloudfunctions/kit/enterprises'
import type { LookDoc } from '../../cloudfunctions/kit/looks'
import { newId } from '../../cloudfunctions/kit/ids'
import {
  DAY,
  HOUR,
  moreResidents,
  movePosting,
  newsOf,
  postingOf,
  postOpen,
  reportTwice,
  startMarket,
  type Market,
} from './jobs'
import { ok, refused, type Person } from './people'
import { answer, applicationOf, apply, card, INTRO, INVITE, keepCard, refusedAnswer } from './seekers'
import { change, insert, rowsOf } from './store'

// many processes on few cores
jest.setTimeout(180_000)

let market: Market
let cloud: Market['cloud']

beforeAll(async () => {
  market = await startMarket({ poolSize: 6 })
  ;({ cloud } = market)
})
afterAll(() => cloud.stop())

const cost = () => cloud.lastCost().databaseRequests
const hiresOf = async () =>
  (await ok(cloud, market.seeker.openid, 'enterprises.get', { id: market.enterprise })).record.hires
const lookAt = (who: Person, id: string) => ok(cloud, who.openid, 'jobs.application', { id })
const applicants = async (posting: string, more: object = {}) =>
  (await ok(cloud, market.officer.openid, 'jobs.applicants', { posting, ...more })).rows

/** Somebody with a card and a telephone. */
let numbers = 0
async function seekerWithCard(): Promise<Person> {
  const [person] = moreResidents(cloud, 1)
  if (!person) throw new Error('nobody')
  const phone = `139${String(++numbers).padStart(8, '0')}`
  await ok(cloud, person.openid, 'estate.profile', { phone })
  await keepCard(cloud, person)
  return { ...person, phone }
}

async function applied(
  more: Parameters<typeof postOpen>[1] = {},
): Promise<{ who: Person; posting: string; id: string }> {
  const who = await seekerWithCard()
  const { id: posting } = await postOpen(market, more)
  return { who, posting, id: (await apply(cloud, who, posting)).id }
}

describe('an application', () => {
  test('is seen, invited and hired; each side sees what is theirs and is told', async () => {
    const who = await seekerWithCard()
    const { id: posting } = await postOpen(market)
    const made = await apply(cloud, who, posting)
    expect(made).toMatchObject({ state: 'sent', version: 1 })
    expect(cost()).toBeLessThanOrEqual(5)
    const { id } = made
    expect(await newsOf(cloud, market.officer, id)).toEqual(['applied'])
    expect(postingOf(cloud, posting)).toMatchObject({ waiting: 1, applications: 1, hired: 0 })
    expect((await ok(cloud, who.openid, 'jobs.get', { id: posting })).mine).toEqual({
      saved: false,
      application: { id, state: 'sent' },
      talk: null,
      reported: false,
    })
    expect(cost()).toBeLessThanOrEqual(6)

    const shared = {
      name: who.name,
      kinds: ['waiter', 'kitchen'],
      shifts: ['day', 'evening'],
      want: 350_000,
      intro: INTRO,
    }
    expect(await applicants(posting)).toEqual([expect.objectContaining({ id, state: 'sent', shared })])
    expect(cost()).toBe(3)
    // a card that is changed later is not what was agreed to
    await keepCard(cloud, who, { intro: '改过的话' })
    const view = await lookAt(market.officer, id)
    expect(cost()).toBe(3)
    expect(view).toMatchObject({
      shared,
      relations: ['enterprise'],
      moves: ['see', 'invite', 'decline'],
      state: 'sent',
    })
    // to look does not move it
    expect(applicationOf(cloud, id).state).toBe('sent')

    expect(await answer(cloud, market.officer, id, { move: 'see' })).toEqual({ id, state: 'seen', version: 2 })
    expect(cost()).toBeLessThanOrEqual(5)
    expect(postingOf(cloud, id === '' ? '' : posting).waiting).toBe(1)
    expect(await answer(cloud, market.officer, id, INVITE)).toEqual({ id, state: 'invited', version: 3 })
    expect(cost()).toBeLessThanOrEqual(5)
    expect(postingOf(cloud, posting).waiting).toBe(0)
    const hires = await hiresOf()
    expect(await answer(cloud, market.officer, id, { move: 'hire' })).toEqual({ id, state: 'hired', version: 4 })
    expect(cost()).toBeLessThanOrEqual(6)
    expect(postingOf(cloud, posting)).toMatchObject({ hired: 1, waiting: 0 })
    expect(await hiresOf()).toBe(hires + 1)
    expect((await newsOf(cloud, who, id)).sort()).toEqual(['hired', 'invited', 'seen'])

    const own = await lookAt(who, id)
    expect(own).toMatchObject({ relations: ['seeker'], moves: ['withdraw'], state: 'hired', shared })
    expect(own.events.map(({ what, by }) => [what, by])).toEqual([
      ['apply', 'seeker'],
      ['see', 'enterprise'],
      ['invite', 'enterprise'],
      ['hire', 'enterprise'],
    ])
    expect(own.events[2]?.text).toContain('罗师傅')
    expect(JSON.stringify(own)).not.toContain(market.officer.name)
    const listed = async (ended: boolean) =>
      (await ok(cloud, who.openid, 'jobs.applications', { ended })).rows.map((row) => row.id)
    expect([await listed(false), await listed(true)]).toEqual([[], [id]])
    expect(cost()).toBe(2)
  })

  test('a hire that died after its first write is counted by the timer, once', async () => {
    const { posting, id } = await applied()
    await answer(cloud, market.officer, id, { move: 'see' })
    const hires = await hiresOf()
    await answer(cloud, market.officer, id, { move: 'hire' })
    // as if the process had ended before these two
    await change(cloud, 'postings', posting, { hired: 0, hiredOf: [] })
    const enterprise = rowsOf<EnterpriseFields>(cloud, 'enterprises').find(({ _id }) => _id === market.enterprise)
    await change(cloud, 'enterprises', market.enterprise, {
      record: { ...enterprise?.record, hires },
      counted: enterprise?.counted?.filter((what) => what !== id),
    })
    for (let run = 0; run < 2; run++) {
      await cloud.shift(6 * 60_000)
      await cloud.timer('jobs')
      expect([postingOf(cloud, posting).hired, await hiresOf()]).toEqual([1, hires + 1])
    }
  })

  test('taken back: the consent ends at once, and the enterprise is told', async () => {
    const { who, posting, id } = await applied()
    await answer(cloud, market.officer, id, { move: 'invite', text: `${who.name}，明天来` })
    expect(await answer(cloud, who, id, { move: 'withdraw' })).toEqual({ id, state: 'withdrawn', version: 3 })
    expect(cost()).toBeLessThanOrEqual(6)
    expect(await newsOf(cloud, market.officer, id)).toContain('withdrawn')
    const told = [
      await lookAt(market.officer, id),
      await applicants(posting, { state: 'withdrawn' }),
      await cloud.call(market.officer.openid, 'jobs.contact', { application: id }),
    ]
    expect(told[0]).toMatchObject({ state: 'withdrawn', shared: null, moves: [], talk: null })
    expect(told[1]).toEqual([expect.objectContaining({ id, shared: null })])
    expect(told[2]).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
    for (const secret of [who.name, who.phone ?? '', who.openid, INTRO])
      expect(JSON.stringify(told)).not.toContain(secret)
    expect(await applicants(posting)).toEqual([])
    expect(postingOf(cloud, posting)).toMatchObject({ waiting: 0, applications: 1 })
  })

  test('who was hired and comes no more after all: the hire still counts, and the story tells', async () => {
    const { who, posting, id } = await applied()
    await answer(cloud, market.officer, id, INVITE)
    await answer(cloud, market.officer, id, { move: 'hire' })
    const hires = await hiresOf()
    await answer(cloud, who, id, { move: 'withdraw' })
    expect(postingOf(cloud, posting).hired).toBe(1)
    expect(await hiresOf()).toBe(hires)
    expect((await lookAt(market.officer, id)).events.map(({ what }) => what)).toEqual([
      'apply',
      'invite',
      'hire',
      'withdraw',
    ])
  })

  test('declined with a kind sentence that is chosen', async () => {
    const { who, id, posting } = await applied()
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'decline', reason: '太老了' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { reason: 'not_a_choice' },
    })
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'decline', reason: 'later', text: '不要' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { text: 'unknown_field' },
    })
    await answer(cloud, market.officer, id, { move: 'decline', reason: 'shifts' })
    expect((await lookAt(who, id)).events.at(-1)?.text).toBe(DECLINE_SENTENCES.shifts)
    expect(postingOf(cloud, posting).waiting).toBe(0)
    // also then the consent can be taken back
    expect(await lookAt(market.officer, id)).toMatchObject({ shared: { name: who.name } })
    await answer(cloud, who, id, { move: 'withdraw' })
    expect(await lookAt(market.officer, id)).toMatchObject({ state: 'withdrawn', shared: null })
    expect(postingOf(cloud, posting).waiting).toBe(0)
  })

  test('an invitation is checked before it is shown', async () => {
    const { id } = await applied()
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'invite', text: '违规词' })).toEqual({
      code: 'UNSAFE_CONTENT',
      fields: { text: 'unsafe' },
    })
    expect(applicationOf(cloud, id).state).toBe('sent')
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'invite' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { text: 'missing' },
    })
  })

  test('made again after it was taken back, three times at most', async () => {
    const { who, posting, id } = await applied()
    const send = () => refused(cloud, who.openid, 'jobs.apply', { posting, agree: true })
    expect(await send()).toEqual({ code: 'NOT_NOW' })
    await answer(cloud, who, id, { move: 'withdraw' })
    const second = await apply(cloud, who, posting)
    expect(second.id).not.toBe(id)
    await answer(cloud, market.officer, second.id, { move: 'decline', reason: 'filled' })
    const third = await apply(cloud, who, posting)
    await answer(cloud, who, third.id, { move: 'withdraw' })
    expect(await send()).toEqual({ code: 'LIMIT' })
    expect((await ok(cloud, who.openid, 'jobs.get', { id: posting })).mine.application).toEqual({
      id: third.id,
      state: 'withdrawn',
    })
  })
})

describe('it is refused', () => {
  test('without agreeing, without a card or a name, and each is said', async () => {
    const { id: posting } = await postOpen(market)
    const [who] = moreResidents(cloud, 1)
    if (!who) throw new Error('nobody')
    const send = (input: object) => refused(cloud, who.openid, 'jobs.apply', { posting, ...input })
    expect(await send({})).toEqual({ code: 'INVALID_INPUT', fields: { agree: 'missing' } })
    expect(await send({ agree: false })).toEqual({ code: 'INVALID_INPUT', fields: { agree: 'not_a_choice' } })
    expect(await send({ agree: true })).toEqual({ code: 'NOT_NOW', fields: { card: 'needed' } })
    await ok(cloud, who.openid, 'estate.profile', { name: null })
    expect(await send({ agree: true })).toEqual({ code: 'NOT_NOW', fields: { card: 'needed', name: 'needed' } })
    await keepCard(cloud, who)
    expect(await send({ agree: true })).toEqual({ code: 'NOT_NOW', fields: { name: 'needed' } })
    // one who has only saved something has no card either
    const [saver] = moreResidents(cloud, 1)
    await ok(cloud, saver?.openid ?? '', 'jobs.save', { posting, saved: true })
    expect(await refused(cloud, saver?.openid ?? '', 'jobs.apply', { posting, agree: true })).toEqual({
      code: 'NOT_NOW',
      fields: { card: 'needed' },
    })
  })

  test('to the own enterprise, to one that is over, hidden, unknown, or of an enterprise that is suspended', async () => {
    const who = await seekerWithCard()
    const { id: posting } = await postOpen(market)
    await keepCard(cloud, market.officer)
    const send = async (by: Person, id = posting) =>
      (await refused(cloud, by.openid, 'jobs.apply', { posting: id, agree: true })).code
    expect(await send(market.officer)).toBe('FORBIDDEN')
    expect(await send(who, newId(1))).toBe('NOT_FOUND')
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await send(who)).toBe('NOT_FOUND')
    await change(cloud, 'enterprises', market.enterprise, { state: 'active', wants: ['piecework'] })
    expect(await send(who)).toBe('NOT_NOW')
    await change(cloud, 'enterprises', market.enterprise, { wants: ['hiring'] })
    await movePosting(cloud, market.officer, posting, { move: 'close' })
    expect(await send(who)).toBe('NOT_NOW')
    const { id: hidden } = await postOpen(market)
    await reportTwice(market, hidden)
    expect(await send(who, hidden)).toBe('NOT_FOUND')
    // one that has run out, before the timer has come
    const { id: late } = await postOpen(market)
    await change(cloud, 'postings', late, { endsAt: cloud.now() })
    expect(await send(who, late)).toBe('NOT_NOW')
  })

  test('beyond thirty that are open, and at a posting that five hundred have applied for', async () => {
    const { who, id } = await applied()
    const one = applicationOf(cloud, id)
    const copies = Array.from({ length: JOB_LIMITS.openApplications - 1 }, (_, no) => ({
      ...one,
      _id: newId(no),
      posting: newId(no),
    }))
    insert(cloud, 'applications', copies)
    const { id: next } = await postOpen(market)
    const send = (by: Person, posting: string) => refused(cloud, by.openid, 'jobs.apply', { posting, agree: true })
    expect(await send(who, next)).toEqual({ code: 'LIMIT' })
    await answer(cloud, who, id, { move: 'withdraw' })
    await apply(cloud, who, next)
    await change(cloud, 'postings', next, { applications: JOB_LIMITS.applications })
    expect(await send(await seekerWithCard(), next)).toEqual({ code: 'LIMIT' })
  })

  test('moves by others, with an old version, and a retried call for something else', async () => {
    const { who, id } = await applied()
    const { otherOfficer, people } = market
    for (const stranger of [otherOfficer, people.staff, people.leader, market.otherSeeker]) {
      expect(await refused(cloud, stranger.openid, 'jobs.application', { id })).toEqual({ code: 'NOT_FOUND' })
      expect(await refusedAnswer(cloud, stranger, id, { move: 'see' })).toEqual({ code: 'NOT_FOUND' })
      expect(await refused(cloud, stranger.openid, 'jobs.contact', { application: id })).toEqual({ code: 'NOT_FOUND' })
    }
    expect(await refusedAnswer(cloud, who, id, { move: 'hire' })).toEqual({ code: 'FORBIDDEN' })
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'hire' })).toEqual({ code: 'NOT_NOW' })
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'withdraw' })).toEqual({ code: 'FORBIDDEN' })
    expect(await refusedAnswer(cloud, market.officer, id, { move: 'close' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { move: 'not_a_choice' },
    })
    const old = { id, version: 1, move: 'see' }
    await ok(cloud, market.officer.openid, 'jobs.answer', { ...old, move: 'see' })
    expect(await refused(cloud, market.officer.openid, 'jobs.answer', old)).toEqual({ code: 'CONFLICT' })
    await cloud.call(market.officer.openid, 'jobs.answer', { ...old, version: 2, ...INVITE }, 'the-same-request-id')
    const again = await cloud.call(
      market.officer.openid,
      'jobs.answer',
      { id, version: 3, move: 'hire' },
      'the-same-request-id',
    )
    expect(again).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: { requestId: 'used_before' } } })
  })

  test('an invitation and the telephone, to an enterprise that is suspended', async () => {
    const { id } = await applied()
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await refusedAnswer(cloud, market.officer, id, INVITE)).toEqual({ code: 'NOT_NOW' })
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
    await answer(cloud, market.officer, id, INVITE)
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await refused(cloud, market.officer.openid, 'jobs.contact', { application: id })).toEqual({
      code: 'NOT_NOW',
    })
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
  })
})

test('applicants come a page at a time, who has waited longest first, without gaps or doubles', async () => {
  const { posting, id } = await applied()
  const one = applicationOf(cloud, id)
  const copies = Array.from({ length: 44 }, (_, no) => ({
    ...one,
    _id: newId(one.at + no),
    seeker: `oCopy_${no}_0f`,
    at: one.at + 1 + Math.floor(no / 3),
  }))
  insert(cloud, 'applications', copies)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ok(cloud, market.officer.openid, 'jobs.applicants', { posting, ...(after ? { after } : {}) })
    seen.push(...page.rows.map((row) => row.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual([id, ...copies.map(({ _id }) => _id)])
  expect((await applicants(posting, { state: 'invited' })).length).toBe(0)
  expect(await refused(cloud, market.otherOfficer.openid, 'jobs.applicants', { posting })).toEqual({
    code: 'NOT_FOUND',
  })
  expect(await refused(cloud, market.people.staff.openid, 'jobs.applicants', { posting })).toEqual({
    code: 'NOT_FOUND',
  })
})

describe('the telephone', () => {
  test('is shown when invited, and every look is written down where the person reads it', async () => {
    const { who, id } = await applied()
    const contact = () =>
      cloud.call(market.officer.openid, 'jobs.contact', { application: id }, 'look-at-the-telephone')
    expect(await contact()).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
    await answer(cloud, market.officer, id, { move: 'see' })
    expect(await contact()).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
    expect(await refused(cloud, who.openid, 'jobs.contact', { application: id })).toEqual({ code: 'FORBIDDEN' })
    await answer(cloud, market.officer, id, INVITE)
    expect(await contact()).toEqual({ ok: true, data: { name: who.name, phone: who.phone } })
    expect(cost()).toBeLessThanOrEqual(5)
    expect(await contact()).toMatchObject({ ok: true })
    expect(rowsOf<LookDoc>(cloud, 'looks').filter(({ subject }) => subject === id)).toHaveLength(1)
    const { rows } = await ok(cloud, who.openid, 'estate.looks', {})
    expect(rows[0]).toMatchObject({
      role: 'employer',
      subject: id,
      by: `${market.enterpriseName} ${market.officer.name}`,
    })
    await answer(cloud, market.officer, id, { move: 'hire' })
    expect(await contact()).toMatchObject({ ok: true })
  })
})

describe('calls that are repeated, and calls at once', () => {
  test('a retried apply is one application, also when it has gone on since; ten at once too', async () => {
    const who = await seekerWithCard()
    const { id: posting } = await postOpen(market)
    const send = () => cloud.call(who.openid, 'jobs.apply', { posting, agree: true }, 'apply-this-once-please')
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    const [first] = answers
    expect(first).toMatchObject({ ok: true, data: { state: 'sent', version: 1 } })
    const mine = rowsOf<{ posting: string }>(cloud, 'applications').filter((one) => one.posting === posting)
    expect(mine).toHaveLength(1)
    expect(postingOf(cloud, posting)).toMatchObject({ waiting: 1, applications: 1 })
    const id = first?.ok ? (first.data as { id: string }).id : ''
    await answer(cloud, market.officer, id, INVITE)
    expect(await send()).toEqual(first)
    await movePosting(cloud, market.officer, posting, { move: 'close' })
    expect(await send()).toEqual(first)
  })

  test('the same person from two phones at once: one application', async () => {
    const who = await seekerWithCard()
    const { id: posting } = await postOpen(market)
    const send = (no: number) =>
      cloud.call(who.openid, 'jobs.apply', { posting, agree: true }, `apply-from-phone-${no}`)
    const answers = await Promise.all([1, 2, 3, 4, 5].map(send))
    const codes = answers.map((one) => (one.ok ? 'ok' : one.error.code)).sort()
    expect(codes).toEqual(['NOT_NOW', 'NOT_NOW', 'NOT_NOW', 'NOT_NOW', 'ok'])
    expect(postingOf(cloud, posting)).toMatchObject({ waiting: 1, applications: 1 })
  })

  test('a retried hire counts once, ten at once too', async () => {
    const { posting, id } = await applied()
    await answer(cloud, market.officer, id, INVITE)
    const hires = await hiresOf()
    const send = () =>
      cloud.call(market.officer.openid, 'jobs.answer', { id, version: 2, move: 'hire' }, 'hire-this-one-once')
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    for (const one of answers) if (!one.ok) expect(one.error.code).toBe('CONFLICT')
    expect(await send()).toEqual({ ok: true, data: { id, state: 'hired', version: 3 } })
    expect(postingOf(cloud, posting)).toMatchObject({ hired: 1, waiting: 0 })
    expect(await hiresOf()).toBe(hires + 1)
  })

  test('hired and taken back at once: one wins, and all agree with it', async () => {
    for (let round = 0; round < 12; round++) {
      const { who, posting, id } = await applied()
      await answer(cloud, market.officer, id, INVITE)
      const hires = await hiresOf()
      const send = (by: Person, move: 'hire' | 'withdraw') =>
        cloud.call(by.openid, 'jobs.answer', { id, version: 2, move }, `${move}-at-once-in-round-${round}`)
      const [hire, withdraw] = await Promise.all(
        round % 2 === 0
          ? [send(market.officer, 'hire'), send(who, 'withdraw')]
          : [send(who, 'withdraw'), send(market.officer, 'hire')].reverse(),
      )
      const winners = [hire, withdraw].filter((one) => one?.ok)
      expect(winners).toHaveLength(1)
      const doc = applicationOf(cloud, id)
      const isHired = doc.state === 'hired'
      expect(hire?.ok).toBe(isHired)
      expect(doc.shared === null).toBe(!isHired)
      expect(doc.events.map(({ what }) => what)).toEqual(['apply', 'invite', isHired ? 'hire' : 'withdraw'])
      expect(postingOf(cloud, posting)).toMatchObject({ hired: isHired ? 1 : 0, waiting: 0 })
      expect(await hiresOf()).toBe(hires + (isHired ? 1 : 0))
    }
  })

  test('twenty apply at once: nobody is lost, and as many wait', async () => {
    const { id: posting } = await postOpen(market)
    const people = moreResidents(cloud, 20)
    for (const who of people) await keepCard(cloud, who)
    await Promise.all(people.map((who) => apply(cloud, who, posting)))
    expect(postingOf(cloud, posting)).toMatchObject({ waiting: 20, applications: 20 })
    expect(await applicants(posting)).toHaveLength(20)
  })
})

describe('what time does', () => {
  test('a posting that is taken away closes what is open at it, and the consents end', async () => {
    const { who, posting, id } = await applied()
    await answer(cloud, market.officer, id, INVITE)
    await movePosting(cloud, market.people.staff, posting, { move: 'remove', reason: '收押金' })
    await cloud.timer('jobs')
    expect(await lookAt(who, id)).toMatchObject({ state: 'closed', shared: null })
    expect(JSON.stringify(await lookAt(market.officer, id))).not.toContain(who.name)
    expect(await newsOf(cloud, who, id)).toContain('closed')
    expect(postingOf(cloud, posting).toClose).toBe(false)
  })

  test('after thirty days of silence it closes, after ninety more the person is out of it, after two years it is gone', async () => {
    const { who, posting, id } = await applied()
    await cloud.shift(29 * DAY)
    await cloud.timer('jobs')
    expect(applicationOf(cloud, id).state).toBe('sent')
    await answer(cloud, market.officer, id, { move: 'see' })
    await cloud.shift(29 * DAY)
    await cloud.timer('jobs')
    expect(applicationOf(cloud, id).state).toBe('seen')
    await cloud.shift(DAY + HOUR)
    await cloud.timer('jobs')
    expect(applicationOf(cloud, id)).toMatchObject({ state: 'closed', shared: null, open: false })
    expect(postingOf(cloud, posting).waiting).toBe(0)
    expect(await newsOf(cloud, who, id)).toContain('closed')
    await cloud.shift(90 * DAY)
    for (let run = 0; run < 3; run++) await cloud.timer('jobs')
    const bare = applicationOf(cloud, id)
    expect(bare).toMatchObject({ seeker: null, shared: null, state: 'closed' })
    expect(JSON.stringify(bare)).not.toContain(who.openid)
    expect(await refused(cloud, who.openid, 'jobs.application', { id })).toEqual({ code: 'NOT_FOUND' })
    await cloud.shift(2 * 365 * DAY - 91 * DAY)
    await cloud.timer('jobs')
    expect(applicationOf(cloud, id).state).toBe('closed')
    await cloud.shift(2 * DAY)
    for (let run = 0; run < 3; run++) await cloud.timer('jobs')
    expect(rowsOf(cloud, 'applications').some(({ _id }) => _id === id)).toBe(false)
  })
})

test('a card in an answer is the copy that was agreed to, nothing more', async () => {
  const { id } = await applied()
  const view = await lookAt(market.officer, id)
  expect(Object.keys(view.shared ?? {}).sort()).toEqual(['intro', 'kinds', 'name', 'shifts', 'want'])
  expect(card().minutes).toBe(30)
})
