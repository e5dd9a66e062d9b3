/** Many at once, and the same again: nobody is in two places, nothing counts twice. */
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { Out } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import {
  arrange,
  book,
  boothsIn,
  checkFair,
  checkIn,
  fairOf,
  firms,
  jobSeekers,
  MINUTE,
  moveToFair,
  signUp,
  signupsIn,
  startFair,
  talkOf,
  talksIn,
  walkInOf,
  type Fair,
  type Firm,
} from './fairs'
import { codeOf, emptySpecial, newCall, persistent, sorted, times } from './fairs-rush'
import { ok, type Person } from './people'
import { change, rowsOf } from './store'

// many processes on few cores
jest.setTimeout(180_000)

let hall: Fair
let cloud: TestCloud
let fair: string

/** Four booths, and more people than they have slots for. */
beforeAll(async () => {
  hall = await startFair({ poolSize: 8 })
  ;({ cloud, fair } = hall)
  for (const shop of await firms(cloud, 4)) await book(cloud, shop, fair)
  for (const person of jobSeekers(cloud, 41)) await signUp(cloud, person, fair)
})
afterAll(() => cloud.stop())

describe('the hall', () => {
  let booths: string[]

  test('the timer and three of the staff arrange at once: one timetable', async () => {
    booths = boothsIn(cloud, fair)
      .sort((one, other) => one.no - other.no)
      .map(({ _id }) => _id)
    const { openid } = hall.people.staff
    const answers = await Promise.all([
      persistent<Out<'fairs.arrange'>>(cloud, openid, 'fairs.arrange', { fair }),
      persistent<Out<'fairs.arrange'>>(cloud, openid, 'fairs.arrange', { fair }, 'arrange-it-now-once'),
      persistent<Out<'fairs.arrange'>>(cloud, openid, 'fairs.arrange', { fair }, 'arrange-it-now-once'),
      cloud.timer('fairs'),
    ])
    const codes = answers.flatMap((answer) => (answer ? [codeOf(answer)] : []))
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(1)
    expect(codes.every((code) => code === 'ok' || code === 'NOT_NOW')).toBe(true)
    const { arranged } = fairOf(cloud, fair)
    expect(arranged?.talks).toBe(talksIn(cloud, fair).length)
    checkFair(cloud, fair)
  })

  test('somebody who dies over the timetable is replaced, and what he had written is made anew', async () => {
    const special = await emptySpecial(hall)
    for (const person of jobSeekers(cloud, 8)) await signUp(cloud, person, special)
    const [shop] = await firms(cloud, 1)
    await book(cloud, shop as Firm, special)
    await arrange(hall, special)
    const before = talksIn(cloud, special)
    expect(before.length).toBeGreaterThan(5)
    await change(cloud, 'fairs', special, { state: 'planned', arrangingAt: cloud.now() })
    const { openid } = hall.people.staff
    expect(codeOf(await cloud.call(openid, 'fairs.arrange', { fair: special }))).toBe('BUSY')
    const [late] = jobSeekers(cloud, 1)
    const input = { fair: special, wants: [], agree: true }
    expect(codeOf(await cloud.call((late as Person).openid, 'fairs.signup', input))).toBe('BUSY')
    await cloud.shift(2 * MINUTE)
    await arrange(hall, special)
    checkFair(cloud, special)
    expect(talksIn(cloud, special)).toHaveLength(before.length)
  })

  test('people come and go while the timetable is made: whoever is in it is signed up', async () => {
    const id = await emptySpecial(hall)
    for (const shop of await firms(cloud, 2)) await book(cloud, shop, id)
    const [early, late] = [jobSeekers(cloud, 12), jobSeekers(cloud, 8)]
    for (const person of early) await signUp(cloud, person, id)
    const answers = await Promise.all([
      ...early.slice(0, 6).map(({ openid }) => persistent(cloud, openid, 'fairs.leave', { fair: id })),
      persistent(cloud, hall.people.staff.openid, 'fairs.arrange', { fair: id }),
      ...late.map(({ openid }) => persistent(cloud, openid, 'fairs.signup', { fair: id, wants: [], agree: true })),
    ])
    expect(sorted(answers)).toEqual(times(15, 'ok'))
    checkFair(cloud, id)
    const inside = new Set(signupsIn(cloud, id).flatMap(({ _id, left }) => (left ? [] : [_id])))
    expect(talksIn(cloud, id).filter(({ signup }) => !inside.has(signup))).toEqual([])
    expect(inside.size).toBe(14)
    // 26 slots for 14 people: everybody who stayed has a talk
    expect(new Set(talksIn(cloud, id).map(({ signup }) => signup)).size).toBe(14)
  })

  test('30 walk-ins at once for the few slots that are left: nobody is in two places', async () => {
    await moveToFair(cloud, fair, 90 * MINUTE)
    const leaving = signupsIn(cloud, fair).filter(({ number }) => number > 1 && number % 4 === 0)
    for (const { openid } of leaving) await ok(cloud, openid ?? '', 'fairs.leave', { fair })
    checkFair(cloud, fair)
    const before = talksIn(cloud, fair).length
    const wants = booths.slice(0, 3)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, no) =>
        persistent<Out<'fairs.walkin'>>(
          cloud,
          hall.people.staff.openid,
          'fairs.walkin',
          walkInOf(fair, { name: `路过${no}`, wants: [...wants.slice(no % 3), ...wants.slice(0, no % 3)] }),
        ),
      ),
    )
    expect(sorted(answers)).toEqual(times(30, 'ok'))
    checkFair(cloud, fair)
    const given = talksIn(cloud, fair).length - before
    expect(given).toBeGreaterThan(0)
    expect(answers.flatMap((answer) => (answer.ok ? answer.data.talks : []))).toHaveLength(given)
    // of what they wanted nothing is left over
    const later = slotsOf(fairOf(cloud, fair)).filter((at) => at > cloud.now())
    for (const booth of wants) {
      expect(talksIn(cloud, fair).filter((talk) => talk.booth === booth && later.includes(talk.at))).toHaveLength(
        later.length,
      )
    }
  })

  test('a walk-in whose call is repeated is one person', async () => {
    const input = walkInOf(fair, { name: '老王' })
    const answers = await Promise.all(
      times(4, 'walk-in-once-more').map((call) =>
        persistent<Out<'fairs.walkin'>>(cloud, hall.people.staff.openid, 'fairs.walkin', input, call),
      ),
    )
    expect(new Set(answers.map((answer) => (answer.ok ? answer.data.id : ''))).size).toBe(1)
    expect(signupsIn(cloud, fair).filter(({ name }) => name === '老王')).toHaveLength(1)
    checkFair(cloud, fair)
  })

  test('somebody is checked in by three desks at once, and counted once', async () => {
    const signup = signupsIn(cloud, fair).find(({ here, left }) => here === null && !left)
    const before = fairOf(cloud, fair).here
    await Promise.all(times(3, '').map(() => checkIn(hall, fair, signup?.code ?? '')))
    expect(fairOf(cloud, fair).here).toBe(before + 1)
    checkFair(cloud, fair)
  })

  test('many who do not come at once: each slot goes to one who is here and free', async () => {
    // everybody who is signed up and not here misses the talks of this slot
    const now = cloud.now()
    const slot = talksIn(cloud, fair).find(({ at, state }) => at <= now && now < at + 8 * MINUTE && state === 'planned')
    const missing = talksIn(cloud, fair).filter((talk) => talk.slot === slot?.slot && talk.state === 'planned')
    expect(missing.length).toBeGreaterThan(1)
    await Promise.all(
      missing.map(({ _id, version }) =>
        persistent(cloud, hall.people.staff.openid, 'fairs.talk', { talk: _id, version, state: 'no_show' }),
      ),
    )
    checkFair(cloud, fair)
    for (const talk of talksIn(cloud, fair).filter(({ _id }) => _id.split('.').length > 3)) {
      const person = signupsIn(cloud, fair).find(({ _id }) => _id === talk.signup)
      expect(person?.here).not.toBeNull()
    }
  })

  test('a hire that is written down twice at once, and repeated, counts once everywhere', async () => {
    const talk = talksIn(cloud, fair).find(({ state, slot }) => state === 'planned' && slot > 3)
    if (!talk) throw new Error('no talk')
    const { openid } = hall.people.staff
    const move = (state: string, version: number, call = newCall()) =>
      persistent(cloud, openid, 'fairs.talk', { talk: talk._id, version, state }, call)
    await move('called', 1)
    await move('met', 2)
    const hires = () =>
      rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === talk.enterprise)?.record.hires
    const before = hires() ?? 0
    const answers = await Promise.all([
      move('hired', 3, 'hired-by-this-very-call'),
      move('hired', 3, 'hired-by-this-very-call'),
      move('hired', 3),
    ])
    expect(answers.map(codeOf).filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(1)
    expect(talkOf(cloud, talk._id)).toMatchObject({ state: 'hired', version: 4 })
    expect(hires()).toBe(before)
    await Promise.all([cloud.timer('fairs'), cloud.timer('fairs')])
    await cloud.timer('fairs')
    expect(hires()).toBe(before + 1)
    const { posting } = talkOf(cloud, talk._id)
    expect(rowsOf<PostingDoc>(cloud, 'postings').find(({ _id }) => _id === posting)?.hired).toBe(1)
    checkFair(cloud, fair)
  })

  test('results at all booths at once: the figures are their sums', async () => {
    const planned = talksIn(cloud, fair).filter(({ state, slot }) => state === 'planned' && slot > 4)
    const chosen = planned.slice(0, 16)
    await Promise.all(
      chosen.map(async ({ _id }) => {
        const { openid } = hall.people.staff
        await persistent(cloud, openid, 'fairs.talk', { talk: _id, version: 1, state: 'called' })
        const input = { talk: _id, version: 2, state: 'met' }
        for (let attempt = 0; codeOf(await persistent(cloud, openid, 'fairs.talk', input)) === 'CONFLICT'; attempt++) {
          // too many wrote to the fair at once; the booth looks again and repeats it
          if (attempt === 20 || talkOf(cloud, _id).version !== 2) break
        }
      }),
    )
    checkFair(cloud, fair)
    for (const { _id } of chosen) expect(talkOf(cloud, _id).state).toBe('met')
  })
})

test('what a call that died left uncounted the timer counts again', async () => {
  await change(cloud, 'fairs', fair, { signedUp: 3, here: 99 })
  await cloud.timer('fairs')
  checkFair(cloud, fair)
})
