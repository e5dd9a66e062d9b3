/** What the staff and the calendar change, and who is told. */
import { dayOf } from '../../cloudfunctions/kit/clock'
import { timesOf } from '../../cloudfunctions/fairs/fair.rules'
import { daysLater } from '../../cloudfunctions/fairs/calendar.rules'
import type { FairRow } from '../../miniprogram/contract/fairs'
import type { TestCloud } from '../cloud'
import {
  arrange,
  book,
  checkFair,
  DAY,
  fairNews,
  fairOf,
  firms,
  HOUR,
  jobSeekers,
  MINUTE,
  moveToFair,
  signUp,
  startFair,
  talksIn,
  walkInOf,
  type Fair,
  type Firm,
} from './fairs'
import { ok, refused, type Person } from './people'
import { change, remove, rowsOf } from './store'

jest.setTimeout(180_000)

let hall: Fair
let cloud: TestCloud
let staff: Person
let special: FairRow
let shop: Firm
let seeker: Person

beforeAll(async () => {
  hall = await startFair()
  ;({ cloud } = hall)
  staff = hall.people.staff
})
afterAll(() => cloud.stop())

/** The next special ahead with one booth and one seeker, who have heard nothing yet. */
beforeEach(async () => {
  special = await laterFair(cloud, hall.seeker)
  ;[shop] = (await firms(cloud, 1)) as [Firm]
  ;[seeker] = jobSeekers(cloud, 1) as [Person]
  await book(cloud, shop, special.id)
  await signUp(cloud, seeker, special.id)
})

/** One that has time for changes. */
async function laterFair(on: TestCloud, who: Person): Promise<FairRow> {
  const { rows } = await ok(on, who.openid, 'fairs.list', {})
  const row = rows.find(
    ({ kind, state, opensAt, movedFrom }) =>
      kind === 'special' && state === 'planned' && movedFrom === null && opensAt > on.now() + 3 * DAY,
  )
  if (!row) throw new Error('no special ahead')
  return row
}

const planOf = (id: string) => {
  const { version, theme, place, booths, opensAt, closesAt } = fairOf(cloud, id)
  return { id, version, theme, place, booths, opensAt, closesAt }
}
const viewOf = (id: string) => ok(cloud, seeker.openid, 'fairs.get', { id })

test('a theme is named, and nobody is disturbed by it', async () => {
  const { id } = special
  await ok(cloud, staff.openid, 'fairs.change', { ...planOf(id), theme: '餐饮专场', booths: 12 })
  expect(await viewOf(id)).toMatchObject({ theme: '餐饮专场', booths: 12, state: 'planned' })
  expect([await fairNews(cloud, seeker), await fairNews(cloud, shop.officer)]).toEqual([[], []])
})

test('a fair is moved: everybody is told once, however often the call comes; the calendar leaves it there', async () => {
  const { id } = special
  const plan = planOf(id)
  const later = { ...plan, opensAt: plan.opensAt + HOUR, closesAt: plan.closesAt + HOUR, place: '二楼活动室' }
  for (let call = 0; call < 2; call++) {
    const answer = await cloud.call(staff.openid, 'fairs.change', later, 'move-the-fair-by-an-hour')
    expect(answer).toMatchObject({ ok: true, data: { version: plan.version + 1, state: 'planned' } })
  }
  expect([await fairNews(cloud, seeker), await fairNews(cloud, shop.officer)]).toEqual([
    ['fair_moved'],
    ['booth_moved'],
  ])
  await cloud.timer('fairs')
  expect(fairOf(cloud, id)).toMatchObject({ opensAt: plan.opensAt + HOUR, place: '二楼活动室', ownTime: true })
})

test('to another day as well, and back it says where the rule had put it', async () => {
  const { id } = special
  const plan = planOf(id)
  const later = { ...plan, opensAt: plan.opensAt + DAY, closesAt: plan.closesAt + DAY }
  await ok(cloud, staff.openid, 'fairs.change', later)
  await cloud.timer('fairs')
  expect(await viewOf(id)).toMatchObject({ day: daysLater(special.day, 1), movedFrom: special.day })
})

test('a fair that is cancelled says why, takes nobody in, and is past in its time', async () => {
  const { id } = special
  const cancel = { id, version: fairOf(cloud, id).version, cancel: '活动室漏水' }
  expect(await ok(cloud, staff.openid, 'fairs.change', cancel)).toMatchObject({ state: 'cancelled' })
  expect(await viewOf(id)).toMatchObject({ state: 'cancelled', reason: '活动室漏水' })
  expect([await fairNews(cloud, seeker), await fairNews(cloud, shop.officer)]).toEqual([
    ['fair_cancelled'],
    ['booth_cancelled'],
  ])
  const [late] = jobSeekers(cloud, 1) as [Person]
  const input = { fair: id, wants: [], agree: true }
  expect(await refused(cloud, late.openid, 'fairs.signup', input)).toEqual({ code: 'NOT_NOW' })
  expect(await refused(cloud, staff.openid, 'fairs.walkin', walkInOf(id))).toEqual({ code: 'NOT_NOW' })
  expect(await refused(cloud, staff.openid, 'fairs.arrange', { fair: id })).toEqual({ code: 'NOT_NOW' })
  expect(await refused(cloud, staff.openid, 'fairs.change', planOf(id))).toEqual({ code: 'NOT_NOW' })
  // people may still take their names back
  await ok(cloud, seeker.openid, 'fairs.leave', { fair: id })
  const listed = async (past: boolean) =>
    (await ok(cloud, staff.openid, 'fairs.list', { past })).rows.some((row) => row.id === id)
  expect([await listed(false), await listed(true)]).toEqual([true, false])
  await moveToFair(cloud, id, 5 * HOUR)
  expect([await listed(false), await listed(true)]).toEqual([false, true])
  expect(fairOf(cloud, id)).toMatchObject({ state: 'cancelled', arranged: null })
  expect((await ok(cloud, staff.openid, 'fairs.figures', {})).rows.map((row) => row.id)).not.toContain(id)
})

test('the timetable that the staff make early stands; the evening before people are told all the same', async () => {
  const { id } = special
  expect(await arrange(hall, id)).toEqual({ talks: 1, people: 1, without: 0 })
  const repeated = 'arrange-this-special'
  expect(await cloud.call(staff.openid, 'fairs.arrange', { fair: id }, repeated)).toMatchObject({ ok: false })
  const plan = planOf(id)
  const later = { ...plan, opensAt: plan.opensAt + HOUR, closesAt: plan.closesAt + HOUR }
  expect(await refused(cloud, staff.openid, 'fairs.change', later)).toEqual({ code: 'NOT_NOW' })
  await ok(cloud, staff.openid, 'fairs.change', { ...plan, place: '二楼' })
  expect(await fairNews(cloud, seeker)).toEqual(['fair_moved'])
  const [second] = jobSeekers(cloud, 1, { kinds: ['driver'] }) as [Person]
  await signUp(cloud, second, id)
  // 20:00 of the evening before, 18 hours before a special opens
  await moveToFair(cloud, id, -18 * HOUR + 11 * MINUTE)
  expect(await fairNews(cloud, seeker)).toEqual(['fair_tomorrow', 'fair_moved'])
  expect(await fairNews(cloud, shop.officer)).toEqual(['booth_tomorrow', 'booth_moved'])
  const [news] = (await ok(cloud, second.openid, 'messages.list', {})).rows
  expect(news).toMatchObject({ what: 'fair_tomorrow', number: null, first: null })
  expect(talksIn(cloud, id)).toHaveLength(1)
})

test('a holiday that is announced later moves a planned fair, tells people, and doubles nothing', async () => {
  const { id, day } = special
  // as if it had been made before the list of holidays was known: on a day that is another one now
  const elsewhere = daysLater(day, 1)
  await change(cloud, 'fairs', id, { ...timesOf('special', elsewhere) })
  const fairs = rowsOf(cloud, 'fairs').length
  await Promise.all([cloud.timer('fairs'), cloud.timer('fairs')])
  expect(fairOf(cloud, id)).toMatchObject({ ...timesOf('special', day) })
  expect(rowsOf(cloud, 'fairs')).toHaveLength(fairs)
  expect([await fairNews(cloud, seeker), await fairNews(cloud, shop.officer)]).toEqual([
    ['fair_moved'],
    ['booth_moved'],
  ])
  checkFair(cloud, id)
})

test('a fair that is missing is made again, one whose time is past is not', async () => {
  const { id } = special
  await remove(cloud, 'fairs', id)
  await cloud.timer('fairs')
  expect(fairOf(cloud, id)).toMatchObject({ state: 'planned', opensAt: special.opensAt })
  const days = rowsOf<{ _id: string; day: string }>(cloud, 'fairs').map(({ day }) => day)
  expect(new Set(days).size).toBeGreaterThanOrEqual(days.length - 1)
  const today = dayOf(cloud.now())
  const { rows } = await ok(cloud, staff.openid, 'fairs.list', {})
  expect(rows.filter(({ day, state }) => day < today && state === 'planned')).toEqual([])
})

test('who comes late and has missed her talk gets another at the door', async () => {
  const { id } = special
  const [late] = jobSeekers(cloud, 1, { kinds: ['driver'] }) as [Person]
  const { code, number } = await signUp(cloud, late, id, [`${id}.${shop.id}`])
  await arrange(hall, id)
  const [talk, ...more] = talksIn(cloud, id).filter((one) => one.number === number)
  if (!talk) throw new Error('no talk')
  expect(more).toEqual([])
  await moveToFair(cloud, id, talk.at + 11 * MINUTE - fairOf(cloud, id).opensAt)
  const row = await ok(cloud, staff.openid, 'fairs.checkin', { fair: id, code })
  expect(row.talks).toMatchObject([{ id: talk._id }, { booth: talk.no, state: 'planned' }])
  expect(row.talks[1]?.at).toBeGreaterThan(cloud.now())
})

test('somebody whom the desk writes down before the evening is in the timetable, and is not here yet', async () => {
  const { id } = special
  const row = await ok(cloud, staff.openid, 'fairs.walkin', walkInOf(id, { wants: [`${id}.${shop.id}`] }))
  expect(row).toMatchObject({ checkedIn: false, talks: [] })
  await arrange(hall, id)
  expect(talksIn(cloud, id).filter(({ signup }) => signup === row.id).length).toBeGreaterThan(0)
  checkFair(cloud, id)
})

test('a posting that runs out before the fair still counts, one that was taken away does not', async () => {
  const { id } = special
  const booth = `${id}.${shop.id}`
  const posted = async () => (await viewOf(id)).list.find((row) => row.id === booth)?.postings.map((row) => row.state)
  await change(cloud, 'postings', shop.posting, { state: 'ended' })
  expect(await posted()).toEqual(['ended'])
  expect(
    await refused(cloud, shop.officer.openid, 'fairs.book', {
      fair: id,
      enterprise: shop.id,
      postings: [shop.posting],
    }),
  ).toEqual({
    code: 'INVALID_INPUT',
    fields: { postings: 'not_found' },
  })
  await change(cloud, 'postings', shop.posting, { state: 'removed' })
  expect(await posted()).toEqual([])
})

test('a booth without anybody, and people without a booth', async () => {
  const { id } = special
  const [alone] = jobSeekers(cloud, 1, { kinds: ['driver'] }) as [Person]
  const [idle] = (await firms(cloud, 1, 'repair')) as [Firm]
  await signUp(cloud, alone, id)
  const { id: booth } = await book(cloud, idle, id)
  expect((await arrange(hall, id)).without).toBeGreaterThanOrEqual(1)
  const { talks } = await ok(cloud, idle.officer.openid, 'fairs.booth', { booth })
  expect(talks).toEqual([])
  expect((await ok(cloud, alone.openid, 'fairs.get', { id })).mine?.talks).toEqual([])
})
