/** Many at once, and the same again: no booth and no number is given out twice. */
import type { Out } from '../../miniprogram/contract/api'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import type { TestCloud } from '../cloud'
import {
  boothsIn,
  checkFair,
  fairOf,
  firms,
  jobSeekers,
  nextFair,
  signUp,
  signupsIn,
  startFair,
  type Fair,
  type Firm,
} from './fairs'
import { fillFair } from './fairs-filled'
import { emptySpecial, newCall, persistent, sorted, times } from './fairs-rush'
import { ok, type Person } from './people'
import { change } from './store'

// many processes on few cores
jest.setTimeout(180_000)

let hall: Fair
let cloud: TestCloud
let fair: string

beforeAll(async () => {
  hall = await startFair({ poolSize: 8 })
  ;({ cloud, fair } = hall)
})
afterAll(() => cloud.stop())

describe('booths', () => {
  test('20 enterprises book the last 3 at once: three get one each', async () => {
    const all = await firms(cloud, 20)
    await change(cloud, 'fairs', fair, { booths: 3 })
    const answers = await Promise.all(
      all.map(({ id, officer, posting }) =>
        persistent<Out<'fairs.book'>>(cloud, officer.openid, 'fairs.book', {
          fair,
          enterprise: id,
          postings: [posting],
        }),
      ),
    )
    expect(sorted(answers)).toEqual([...times(17, 'LIMIT'), ...times(3, 'ok')])
    expect(answers.flatMap((answer) => (answer.ok ? [answer.data.no] : [])).sort()).toEqual([1, 2, 3])
    checkFair(cloud, fair)
    // one gives the booth back, while all others want it
    const [booth] = boothsIn(cloud, fair)
    const boss = all.find(({ id }) => id === booth?.enterprise) as Firm
    await ok(cloud, boss.officer.openid, 'fairs.unbook', { booth: booth?._id ?? '' })
    const again = await Promise.all(
      all
        .filter(({ id }) => !fairOf(cloud, fair).bookedBy.includes(id))
        .map(({ id, officer, posting }) =>
          persistent(cloud, officer.openid, 'fairs.book', { fair, enterprise: id, postings: [posting] }),
        ),
    )
    expect(again.filter(({ ok: isOk }) => isOk)).toHaveLength(1)
    checkFair(cloud, fair)
    await change(cloud, 'fairs', fair, { booths: FAIR_LIMITS.booths.market })
  })

  test('one enterprise that books many times at once, and calls that are repeated, have one booth', async () => {
    const [shop] = await firms(cloud, 1)
    const { id, officer, posting } = shop as Firm
    const input = { fair, enterprise: id, postings: [posting] }
    const answers = await Promise.all(
      [newCall(), newCall(), 'the-same-call-again', 'the-same-call-again', 'the-same-call-again'].map((call) =>
        persistent<Out<'fairs.book'>>(cloud, officer.openid, 'fairs.book', input, call),
      ),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    checkFair(cloud, fair)
  })
})

describe('sign-ups', () => {
  test('40 people at once get the numbers 1 … 40', async () => {
    const people = jobSeekers(cloud, 40)
    const answers = await Promise.all(
      people.map(({ openid }) =>
        persistent<Out<'fairs.signup'>>(cloud, openid, 'fairs.signup', { fair, wants: [], agree: true }),
      ),
    )
    expect(sorted(answers)).toEqual(times(40, 'ok'))
    const numbers = answers.flatMap((answer) => (answer.ok ? [answer.data.number] : []))
    expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    checkFair(cloud, fair)
  })

  test('one person many times at once is one sign-up; a repeated call has the same number', async () => {
    const [person] = jobSeekers(cloud, 1)
    const { openid } = person as Person
    const calls = [newCall(), newCall(), 'sign-me-up-again', 'sign-me-up-again']
    const input = { fair, wants: [], agree: true }
    const answers = await Promise.all(calls.map((call) => persistent(cloud, openid, 'fairs.signup', input, call)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true, data: { number: 41 } })
    checkFair(cloud, fair)
  })

  test('ten come at once when one number is left: it and those that nobody has', async () => {
    const special = (await nextFair(cloud, hall.seeker, 'special')).id
    fillFair(cloud, special, { from: 5, to: FAIR_LIMITS.signups - 1 })
    await change(cloud, 'fairs', special, { signedUp: FAIR_LIMITS.signups - 5 })
    const input = { fair: special, wants: [], agree: true }
    const answers = await Promise.all(
      jobSeekers(cloud, 10).map(({ openid }) => persistent<Out<'fairs.signup'>>(cloud, openid, 'fairs.signup', input)),
    )
    expect(sorted(answers)).toEqual([...times(5, 'LIMIT'), ...times(5, 'ok')])
    const numbers = answers.flatMap((answer) => (answer.ok ? [answer.data.number] : []))
    expect(numbers.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, FAIR_LIMITS.signups])
    checkFair(cloud, special)
  })

  test('when every number is taken nobody gets in, however many come; who leaves makes room for one', async () => {
    const id = await emptySpecial(hall)
    const [first] = jobSeekers(cloud, 1)
    await signUp(cloud, first as Person, id)
    const [mine] = signupsIn(cloud, id)
    if (!mine) throw new Error('not signed up')
    fillFair(cloud, id, { from: 2, to: FAIR_LIMITS.signups })
    await change(cloud, 'fairs', id, { signedUp: FAIR_LIMITS.signups })
    const people = jobSeekers(cloud, 10)
    const come = () =>
      Promise.all(
        people.map(({ openid }) => persistent(cloud, openid, 'fairs.signup', { fair: id, wants: [], agree: true })),
      )
    expect(sorted(await come())).toEqual(times(10, 'LIMIT'))
    await ok(cloud, (first as Person).openid, 'fairs.leave', { fair: id })
    expect(sorted(await come())).toEqual([...times(9, 'LIMIT'), 'ok'])
    checkFair(cloud, id)
  })
})
