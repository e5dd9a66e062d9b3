/** Who learns the names of those who come: the booths of their talks and the desk, never the board, never after they left. */
import fc from 'fast-check'
import type { TestCloud } from '../cloud'
import {
  arrange,
  book,
  firms,
  jobSeekers,
  MINUTE,
  moveToFair,
  nextFair,
  signUp,
  signupsIn,
  startFair,
  talksIn,
  walkInOf,
  type Fair,
  type Firm,
} from './fairs'
import { ok, refused, type Person } from './people'
import { everything, rowsOf } from './store'

jest.setTimeout(180_000)

const STEPS = 320

let hall: Fair
let cloud: TestCloud
let fair: string
let shops: Firm[]
let seekers: Person[]
let booths: string[]

beforeAll(async () => {
  hall = await startFair()
  ;({ cloud, fair } = hall)
  shops = await firms(cloud, 3)
  seekers = jobSeekers(cloud, 8)
  booths = []
  for (const shop of shops) booths.push((await book(cloud, shop, fair)).id)
})
afterAll(() => cloud.stop())

interface Told {
  who: string
  route: string
  booth: string | null
  bytes: string
  /** whose names this answer may hold */
  allowed: Set<string>
}

/** People who are signed up now, by the id of the sign-up. */
const insideNow = () =>
  new Map(signupsIn(cloud, fair).flatMap((signup) => (signup.left ? [] : [[signup._id, signup] as const])))

const nameOf = (openid: string | null) => seekers.find((person) => person.openid === openid)?.name ?? ''

/** Names of those who have a talk at the booth and have not left. */
function namesAt(booth: string): Set<string> {
  const inside = insideNow()
  const talks = talksIn(cloud, fair).filter((talk) => talk.booth === booth)
  return new Set(talks.map(({ signup }) => nameOf(inside.get(signup)?.openid ?? null)).filter((name) => name !== ''))
}

test('in every answer of a history names are only with booths of the talks and the desk, never after they left', async () => {
  for (const [index, person] of seekers.entries()) {
    await signUp(cloud, person, fair, [booths[index % 3] as string])
  }
  const [numbers = []] = fc.sample(fc.noBias(fc.array(fc.nat(1_000_000), { minLength: STEPS, maxLength: STEPS })), {
    numRuns: 1,
    seed: 20261220,
  })
  const told: Told[] = []
  const { staff, visitor } = hall.people
  const ever = new Set<string>()

  const call = async (who: Person, route: string, input: object, booth: string | null = null) => {
    const isDesk = who === staff
    const before = booth === null ? new Set<string>() : namesAt(booth)
    const answer = await cloud.call(who.openid, route, input)
    const own = seekers.filter(({ openid }) => openid === who.openid).map(({ name }) => name)
    const isBoss = shops.some(({ officer, id }) => officer === who && booth?.endsWith(id))
    const seen = isBoss || isDesk ? before : new Set<string>()
    const atDesk =
      isDesk && route !== 'fairs.booth' ? [...insideNow().values()].map(({ openid }) => nameOf(openid)) : []
    const allowed = new Set([...own, ...seen, ...atDesk])
    told.push({ who: who.name, route, booth, bytes: JSON.stringify(answer), allowed })
    for (const name of seen) if (JSON.stringify(answer).includes(name)) ever.add(name)
  }

  for (const [step, number] of numbers.entries()) {
    if (step === 40) await arrange(hall, fair)
    if (step === 60) await moveToFair(cloud, fair, 5 * MINUTE)
    if (step > 60 && step % 20 === 0) await cloud.shift(6 * MINUTE)
    const person = seekers[number % seekers.length] as Person
    const shop = shops[Math.floor(number / 11) % 3] as Firm
    const booth = booths[Math.floor(number / 37) % 3] as string
    const talks = talksIn(cloud, fair).filter((talk) => talk.booth === booth)
    const talk = talks[Math.floor(number / 101) % Math.max(1, talks.length)]
    const code = signupsIn(cloud, fair)[Math.floor(number / 53) % seekers.length]?.code ?? '0000'
    const someone = [person, shop.officer, staff, visitor, hall.officer, hall.seeker][
      Math.floor(number / 7) % 6
    ] as Person
    const state = (['called', 'met', 'no_show', 'invited', 'hired'] as const)[Math.floor(number / 211) % 5] ?? 'called'
    const options: [who: Person, route: string, input: object, booth: string | null][] = [
      [person, 'fairs.signup', { fair, wants: [booth], agree: true }, null],
      [person, 'fairs.leave', { fair }, null],
      [someone, 'fairs.get', { id: fair }, null],
      [someone, 'fairs.list', {}, null],
      [someone, 'fairs.board', { fair }, null],
      [someone, 'fairs.booth', { booth }, booth],
      [shop.officer, 'fairs.booth', { booth }, booth],
      [shop.officer, 'fairs.booth', { booth }, booth],
      [staff, 'fairs.desk', { fair, find: person.name.slice(0, 2) }, null],
      [staff, 'fairs.desk', { fair }, null],
      [someone, 'fairs.desk', { fair }, null],
      [staff, 'fairs.checkin', { fair, code }, null],
      [staff, 'fairs.walkin', walkInOf(fair, { name: '生人', wants: [booth] }), null],
      [someone, 'messages.list', {}, null],
      [shop.officer, 'messages.list', {}, null],
      [staff, 'fairs.figures', {}, null],
      [staff, 'fairs.due', {}, null],
    ]
    if (talk) {
      const input = { talk: talk._id, version: talk.version, state }
      options.push([someone, 'fairs.talk', input, booth], [shop.officer, 'fairs.talk', input, booth])
    }
    const chosen = options[Math.floor(number / 3) % options.length]
    if (chosen) await call(...chosen)
  }

  const good = (route: string) => told.filter((one) => one.route === route && one.bytes.startsWith('{"ok":true'))
  for (const route of ['fairs.booth', 'fairs.leave', 'fairs.signup', 'fairs.checkin', 'fairs.talk', 'fairs.board']) {
    expect([route, good(route).length > 2]).toEqual([route, true])
  }
  // the booths did see names
  expect(ever.size).toBeGreaterThan(3)
  for (const { who, route, bytes, allowed } of told) {
    const leaked = seekers.filter(({ name }) => bytes.includes(name) && !allowed.has(name)).map(({ name }) => name)
    expect({ who, route, leaked }).toEqual({ who, route, leaked: [] })
    const secrets = seekers.filter(
      ({ openid, phone }) => bytes.includes(openid) || (phone !== null && bytes.includes(phone)),
    )
    expect({ who, route, secrets }).toEqual({ who, route, secrets: [] })
    if (route === 'fairs.board') expect(bytes).not.toMatch(/寻工|生人/)
  }
})

test('who left is nowhere: not at the booths, not at the desk, not in what is stored', async () => {
  for (const person of seekers) {
    await cloud.call(person.openid, 'fairs.signup', { fair, wants: [], agree: true })
    await ok(cloud, person.openid, 'fairs.leave', { fair })
  }
  const { staff } = hall.people
  const answers = [
    ...(await Promise.all(
      shops.map(({ officer }, index) => ok(cloud, officer.openid, 'fairs.booth', { booth: booths[index] ?? '' })),
    )),
    await ok(cloud, staff.openid, 'fairs.desk', { fair }),
    rowsOf(cloud, 'fair_signups'),
    rowsOf(cloud, 'fair_talks'),
    rowsOf(cloud, 'fairs'),
  ]
  for (const { name, openid } of seekers) {
    expect(JSON.stringify(answers)).not.toContain(name)
    expect(JSON.stringify(answers)).not.toContain(openid)
  }
})

test('who has everything deleted is in no fair any more, and the slots are free', async () => {
  const next = (await nextFair(cloud, hall.seeker, 'special')).id
  const [person, other] = jobSeekers(cloud, 2) as [Person, Person]
  const [shop] = (await firms(cloud, 1)) as [Firm]
  const { id: booth } = await book(cloud, shop, next)
  for (const one of [person, other]) await signUp(cloud, one, next, [booth])
  await arrange(hall, next)
  expect(talksIn(cloud, next)).toHaveLength(2)
  await ok(cloud, person.openid, 'estate.erase', {})
  expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(17)
  const { talks } = await ok(cloud, shop.officer.openid, 'fairs.booth', { booth })
  expect(talks.map(({ name }) => name)).toEqual([other.name])
  const bytes = everything(cloud)
  expect(bytes).not.toContain(person.name)
  const own = signupsIn(cloud, next).filter(({ openid }) => openid === person.openid)
  expect(own).toEqual([])
  // the figures follow with the next run of the timer
  await cloud.timer('fairs')
  expect(await ok(cloud, hall.seeker.openid, 'fairs.get', { id: next })).toMatchObject({ signedUp: 1 })
  await ok(cloud, person.openid, 'estate.erase', {})
})

test('a booth learns of nobody before the timetable is made, another booth never', async () => {
  const specials = (await ok(cloud, hall.seeker.openid, 'fairs.list', {})).rows.filter(
    ({ kind, state }) => kind === 'special' && state === 'planned',
  )
  const next = specials[0]?.id ?? ''
  const [person] = jobSeekers(cloud, 1) as [Person]
  const [shop, other] = (await firms(cloud, 2)) as [Firm, Firm]
  const { id: booth } = await book(cloud, shop, next)
  const { id: foreign } = await book(cloud, other, next)
  await signUp(cloud, person, next, [booth])
  expect((await ok(cloud, shop.officer.openid, 'fairs.booth', { booth })).talks).toEqual([])
  expect(await refused(cloud, other.officer.openid, 'fairs.booth', { booth })).toEqual({ code: 'NOT_FOUND' })
  await arrange(hall, next)
  const names = async (firm: Firm, at: string) =>
    (await ok(cloud, firm.officer.openid, 'fairs.booth', { booth: at })).talks.map(({ name }) => name)
  // both have what she looks for, so both have a talk with her
  expect(await names(shop, booth)).toEqual([person.name])
  expect(await names(other, foreign)).toEqual([person.name])
})

test('the log holds no personal data', () => {
  const log = JSON.stringify(cloud.logs())
  expect(log.length).toBeGreaterThan(1_000)
  for (const { openid, name, phone } of seekers) {
    for (const secret of [openid, name, phone ?? openid]) expect(log).not.toContain(secret)
  }
  expect(log).not.toContain('生人')
})
