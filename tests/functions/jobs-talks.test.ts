/** Talks: a question before applying, without a name and with numbers hidden. */
import { newId } from '../../cloudfunctions/kit/ids'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { DAY, moreResidents, movePosting, newsOf, postOpen, startMarket, type Market } from './jobs'
import { ok, refused, type Person } from './people'
import { answer, apply, keepCard, say, talkOf } from './seekers'
import { change, everything, rowsOf } from './store'

let market: Market
let cloud: Market['cloud']

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud } = market)
})
afterAll(() => cloud.stop())

const cost = () => cloud.lastCost().databaseRequests
const someone = (): Person => {
  const [person] = moreResidents(cloud, 1)
  if (!person) throw new Error('nobody')
  return person
}
const look = (who: Person, id: string) => ok(cloud, who.openid, 'jobs.talk', { id })
const talks = async (who: Person, more: object = {}) => (await ok(cloud, who.openid, 'jobs.talks', more)).rows
const ofEnterprise = () => ({ enterprise: market.enterprise })

async function talk(text = '早班几点开始？'): Promise<{ who: Person; posting: string; id: string }> {
  const who = someone()
  const { id: posting } = await postOpen(market)
  return { who, posting, id: (await say(cloud, who, { posting, text })).talk }
}

describe('a talk', () => {
  test('goes to and fro; the enterprise reads four characters for a name', async () => {
    const who = someone()
    const { id: posting } = await postOpen(market)
    const first = await say(cloud, who, { posting, text: '早班几点开始？' })
    expect(first).toMatchObject({ version: 1 })
    expect(cost()).toBeLessThanOrEqual(6)
    const id = first.talk
    expect(await newsOf(cloud, market.officer, id)).toEqual(['asked'])
    const [row] = await talks(market.officer, ofEnterprise())
    expect(cost()).toBe(2)
    expect(row).toMatchObject({
      id,
      posting,
      last: '早班几点开始？',
      unread: true,
      enterpriseName: market.enterpriseName,
    })
    expect(row?.with).toMatch(/^求职者 [0-9A-Z]{4}$/)
    const seen = await look(market.officer, id)
    expect(cost()).toBeLessThanOrEqual(4)
    expect(seen).toMatchObject({
      canWrite: true,
      lines: [{ no: 1, mine: false, text: '早班几点开始？' }],
      unread: false,
    })
    expect((await talks(market.officer, ofEnterprise()))[0]?.unread).toBe(false)

    expect(await say(cloud, market.officer, { talk: id, text: '早上八点，九点也行' })).toEqual({ talk: id, version: 2 })
    expect(cost()).toBeLessThanOrEqual(6)
    expect(await newsOf(cloud, who, id)).toEqual(['answered'])
    expect(await talks(who)).toEqual([
      expect.objectContaining({ id, with: market.enterpriseName, last: '早上八点，九点也行', unread: true }),
    ])
    expect((await look(who, id)).lines.map(({ mine, text }) => [mine, text])).toEqual([
      [true, '早班几点开始？'],
      [false, '早上八点，九点也行'],
    ])
    // either way of asking goes into the one talk
    expect(await say(cloud, who, { posting, text: '周末呢？' })).toEqual({ talk: id, version: 3 })
    expect(await say(cloud, who, { talk: id, text: '包午饭吗？' })).toEqual({ talk: id, version: 4 })
    // told once until it is read
    expect(await newsOf(cloud, market.officer, id)).toEqual(['asked', 'asked'])
    expect((await ok(cloud, who.openid, 'jobs.get', { id: posting })).mine.talk).toBe(id)
    const told = JSON.stringify([await look(market.officer, id), await talks(market.officer, ofEnterprise())])
    for (const secret of [who.name, who.openid, who.id]) expect(told).not.toContain(secret)
  })

  test('the same person is somebody else in another talk', async () => {
    const who = someone()
    const ids = [await postOpen(market), await postOpen(market)].map(({ id }) => id)
    for (const posting of ids) await say(cloud, who, { posting, text: '还招吗？' })
    const names = (await talks(market.officer, ofEnterprise())).slice(0, 2).map((row) => row.with)
    expect(new Set(names).size).toBe(2)
  })

  test('numbers are hidden both ways, and stored nowhere', async () => {
    const { who, id } = await talk('打我电话 138-1234-5678，微信laowang88')
    await say(cloud, market.officer, { talk: id, text: '加店长 一三九八七六五四三二一 就行' })
    for (const by of [who, market.officer]) {
      expect((await look(by, id)).lines.map(({ text }) => text)).toEqual(['打我电话 •••，微信•••', '加店长 ••• 就行'])
    }
    const [row] = await talks(who)
    expect(row?.last).toBe('加店长 ••• 就行')
    for (const secret of ['1234-5678', 'laowang88', '八七六五四三二一']) expect(everything(cloud)).not.toContain(secret)
  })

  test('words that the platform refuses are in no talk', async () => {
    const who = someone()
    const { id: posting } = await postOpen(market)
    const unsafe = { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } }
    expect(await refused(cloud, who.openid, 'jobs.say', { posting, text: '违规词' })).toEqual(unsafe)
    expect(await talks(who)).toEqual([])
    const { talk: id } = await say(cloud, who, { posting, text: '在吗' })
    expect(await refused(cloud, market.officer.openid, 'jobs.say', { talk: id, text: '违规词' })).toEqual(unsafe)
    expect(await refused(cloud, who.openid, 'jobs.say', { talk: id, text: '' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { text: 'too_short:1' },
    })
    const long = { talk: id, text: '长'.repeat(JOB_LIMITS.wordsCharacters + 1) }
    expect(await refused(cloud, who.openid, 'jobs.say', long)).toEqual({
      code: 'INVALID_INPUT',
      fields: { text: 'too_long:200' },
    })
  })
})

describe('who may not', () => {
  test('others read and write nothing', async () => {
    const { id } = await talk()
    for (const { openid } of [market.otherOfficer, market.people.staff, market.otherSeeker, market.insider]) {
      expect(await refused(cloud, openid, 'jobs.talk', { id })).toEqual({ code: 'NOT_FOUND' })
      expect(await refused(cloud, openid, 'jobs.say', { talk: id, text: '喂' })).toEqual({ code: 'NOT_FOUND' })
    }
    expect(await refused(cloud, market.otherOfficer.openid, 'jobs.talks', ofEnterprise())).toEqual({
      code: 'NOT_FOUND',
    })
    expect(await refused(cloud, market.people.staff.openid, 'jobs.talks', ofEnterprise())).toEqual({
      code: 'NOT_FOUND',
    })
  })

  test('nobody asks the own enterprise, nor about what cannot be seen; who has no home is told so', async () => {
    const { id: posting } = await postOpen(market)
    const ask = (who: { openid: string }, id = posting) =>
      refused(cloud, who.openid, 'jobs.say', { posting: id, text: '在吗' })
    expect(await ask(market.officer)).toEqual({ code: 'FORBIDDEN' })
    expect(await ask(market.people.visitor)).toEqual({ code: 'HOME_NEEDED' })
    const who = someone()
    expect(await ask(who, newId(1))).toEqual({ code: 'NOT_FOUND' })
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect(await ask(who)).toEqual({ code: 'NOT_FOUND' })
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
    await movePosting(cloud, market.officer, posting, { move: 'close' })
    expect(await ask(who)).toEqual({ code: 'NOT_NOW' })
    await movePosting(cloud, market.people.staff, posting, { move: 'remove', reason: '重复' })
    expect(await ask(who)).toEqual({ code: 'NOT_FOUND' })
  })

  test('ten talks begun in a day; the next day some more', async () => {
    const who = someone()
    for (let no = 0; no < JOB_LIMITS.talksPerDay; no++) {
      await say(cloud, who, { posting: (await postOpen(market)).id, text: '还招吗？' })
    }
    const next = { posting: (await postOpen(market)).id, text: '还招吗？' }
    expect(await refused(cloud, who.openid, 'jobs.say', next)).toEqual({ code: 'LIMIT' })
    const [open] = await talks(who)
    await say(cloud, who, { talk: open?.id ?? '', text: '那边呢？' })
    await cloud.shift(DAY)
    await say(cloud, who, next)
  })
})

describe('when it ends', () => {
  test('nobody writes when the posting is over, unless there is an application', async () => {
    const { who, posting, id } = await talk()
    const other = someone()
    const { talk: second } = await say(cloud, other, { posting, text: '我也想来' })
    await keepCard(cloud, who)
    const application = await apply(cloud, who, posting)
    await movePosting(cloud, market.officer, posting, { move: 'close' })
    expect((await look(who, id)).canWrite).toBe(true)
    expect((await look(market.officer, id)).canWrite).toBe(true)
    await say(cloud, market.officer, { talk: id, text: '您的我看了' })
    expect((await look(other, second)).canWrite).toBe(false)
    expect(await refused(cloud, other.openid, 'jobs.say', { talk: second, text: '喂' })).toEqual({ code: 'NOT_NOW' })
    expect(await refused(cloud, other.openid, 'jobs.say', { posting, text: '喂' })).toEqual({ code: 'NOT_NOW' })
    expect(await refused(cloud, market.officer.openid, 'jobs.say', { talk: second, text: '喂' })).toEqual({
      code: 'NOT_NOW',
    })
    await answer(cloud, who, application.id, { move: 'withdraw' })
    expect((await look(who, id)).canWrite).toBe(false)
    expect(await refused(cloud, who.openid, 'jobs.say', { talk: id, text: '喂' })).toEqual({ code: 'NOT_NOW' })
  })

  test('nobody writes to a suspended enterprise, and it answers nobody', async () => {
    const { who, id } = await talk()
    await change(cloud, 'enterprises', market.enterprise, { state: 'suspended' })
    expect((await look(who, id)).canWrite).toBe(false)
    for (const by of [who, market.officer]) {
      expect(await refused(cloud, by.openid, 'jobs.say', { talk: id, text: '喂' })).toEqual({ code: 'NOT_NOW' })
    }
    await change(cloud, 'enterprises', market.enterprise, { state: 'active' })
  })

  test('it is full after sixty lines', async () => {
    const { who, id } = await talk()
    await change(cloud, 'talks', id, { version: JOB_LIMITS.talkLines - 1 })
    await say(cloud, who, { talk: id, text: '最后一句' })
    expect((await look(who, id)).canWrite).toBe(false)
    expect(await refused(cloud, who.openid, 'jobs.say', { talk: id, text: '还有' })).toEqual({ code: 'LIMIT' })
  })

  test('with an application the two know each other; without the consent no more', async () => {
    const { who, posting, id } = await talk()
    await keepCard(cloud, who)
    const { id: application } = await apply(cloud, who, posting)
    const linked = async (by: Person) => (await ok(cloud, by.openid, 'jobs.application', { id: application })).talk
    expect([await linked(who), await linked(market.officer)]).toEqual([id, id])
    await answer(cloud, who, application, { move: 'withdraw' })
    expect([await linked(who), await linked(market.officer)]).toEqual([id, null])
  })

  test('ninety days after the last line nothing of it is left but that there was one, after two years not even that', async () => {
    const { who, id } = await talk('九十天以前的话')
    await cloud.shift(89 * DAY)
    await cloud.timer('jobs')
    expect(talkOf(cloud, id).lines).toHaveLength(1)
    await cloud.shift(2 * DAY)
    await cloud.timer('jobs')
    expect(talkOf(cloud, id)).toMatchObject({ seeker: null, lines: [], last: '' })
    expect(everything(cloud)).not.toContain('九十天以前的话')
    expect(await refused(cloud, who.openid, 'jobs.talk', { id })).toEqual({ code: 'NOT_FOUND' })
    expect(await look(market.officer, id)).toMatchObject({ lines: [], canWrite: false })
    await cloud.shift(2 * 365 * DAY)
    await cloud.timer('jobs')
    expect(rowsOf(cloud, 'talks').some(({ _id }) => _id === id)).toBe(false)
  })
})

describe('calls that are repeated, and calls at once', () => {
  test('a retried line is one line, ten at once too', async () => {
    const who = someone()
    const { id: posting } = await postOpen(market)
    const send = (openid: string, input: object, requestId: string) => cloud.call(openid, 'jobs.say', input, requestId)
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => send(who.openid, { posting, text: '在吗' }, 'ask-this-once-please')),
    )
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1)
    const id = asked[0]?.ok ? (asked[0].data as { talk: string }).talk : ''
    expect(talkOf(cloud, id).lines).toHaveLength(1)
    const said = await Promise.all(
      Array.from({ length: 10 }, () => send(market.officer.openid, { talk: id, text: '在的' }, 'say-this-once-please')),
    )
    expect(new Set(said.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ ok: true, data: { talk: id, version: 2 } })]),
    )
    expect(talkOf(cloud, id).lines).toHaveLength(2)
    expect(await newsOf(cloud, who, id)).toEqual(['answered'])
  })

  test('two who write at once both get their line', async () => {
    const { who, id } = await talk()
    await Promise.all([
      say(cloud, who, { talk: id, text: '一' }),
      say(cloud, market.officer, { talk: id, text: '二' }),
      say(cloud, who, { talk: id, text: '三' }),
    ])
    const { lines, version } = talkOf(cloud, id)
    expect(lines.map(({ no }) => no)).toEqual([1, 2, 3, 4])
    expect(version).toBe(4)
  })

  test('a line that comes while somebody opens the talk stays unread', async () => {
    const { who, id } = await talk()
    await Promise.all([look(market.officer, id), say(cloud, who, { talk: id, text: '还有一句' })])
    const { unread, lines } = talkOf(cloud, id)
    const seen = (await talks(market.officer, ofEnterprise()))[0]
    expect(lines).toHaveLength(2)
    expect(seen?.unread).toBe(unread.enterprise)
  })
})
