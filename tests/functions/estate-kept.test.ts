/** What goes out to whom, and what goes away by itself. */
import type { Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { ok, settledCloud, type People, type Person } from './people'
import { insert, rowsOf } from './store'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages'] }))
}, 60_000)
afterAll(() => cloud.stop())

const READS: [Route, object][] = [
  ['estate.buildings', {}],
  ['estate.me', {}],
  ['estate.export', {}],
  ['estate.looks', {}],
  ['estate.grants', {}],
  ['estate.colleagues', { cluster: 'A' }],
  ['estate.colleagues', { cluster: 'B' }],
  ['messages.list', {}],
  ['messages.unread', {}],
]
const WRITES: [Route, object][] = [
  ['estate.bind', { building: 'A18', unit: 1, floor: 3, room: 2 }],
  ['estate.unbind', {}],
  ['estate.profile', { name: '换个名字' }],
  ['estate.join', { code: '0000000000', name: '某人' }],
  ['estate.leave', { leave: null }],
  ['estate.invite', { grant: { role: 'leader', cluster: 'E' } }],
  ['messages.granted', { templates: ['newWork'] }],
  ['messages.read', {}],
]

test('no answer and no log holds an openid, nor the telephone of another person', async () => {
  const everyone = Object.values(people)
  const logged = cloud.logs().length
  for (const caller of everyone) {
    for (const [route, input] of [...READS, ...WRITES]) {
      const answer = await cloud.call(caller.openid, route, input)
      const bytes = JSON.stringify(answer)
      for (const person of everyone) expectNothingOf(person, caller, bytes)
    }
  }
  const lines = cloud.logs().slice(logged)
  expect(lines.length).toBeGreaterThan(100)
  const log = JSON.stringify(lines)
  for (const { openid, phone, name } of everyone) {
    for (const secret of [openid, phone, name]) if (secret) expect(log).not.toContain(secret)
  }
})

function expectNothingOf(person: Person, caller: Person, bytes: string): void {
  expect(bytes).not.toContain(person.openid)
  if (person !== caller && person.phone) expect(bytes).not.toContain(person.phone)
}

test('residents’ names go to nobody through the estate', async () => {
  const { resident, neighbour, foreigner } = people
  for (const caller of [people.mediator, people.worker, people.leader, people.staff, neighbour]) {
    for (const [route, input] of READS) {
      const bytes = JSON.stringify(await cloud.call(caller.openid, route, input))
      for (const { id, name } of [resident, neighbour, foreigner].filter((person) => person !== caller)) {
        expect(bytes).not.toContain(name)
        expect(bytes).not.toContain(id)
      }
    }
  }
})

describe('the night', () => {
  const expiring = (count: number, expiresAt: number) =>
    Array.from({ length: count }, (_, i) => ({ _id: `x${expiresAt}-${i}`, expiresAt }))

  it('removes what has run out, more than one batch of it, and nothing else', async () => {
    const now = cloud.now()
    for (const collection of ['requests', 'messages', 'invitations']) {
      insert(cloud, collection, expiring(1100, now - DAY))
      insert(cloud, collection, expiring(3, now + DAY))
    }
    const members = rowsOf(cloud, 'members')
    await cloud.timer('estate')
    for (const collection of ['requests', 'messages', 'invitations']) {
      const rows = rowsOf<{ expiresAt: number }>(cloud, collection)
      expect(rows.length).toBeGreaterThanOrEqual(3)
      for (const { expiresAt } of rows) expect(expiresAt).toBeGreaterThan(now)
    }
    expect(rowsOf(cloud, 'members')).toEqual(members)
    expect(cloud.cloud.metrics.report().scans).toEqual([])
    await cloud.timer('estate')
  })

  it('comes at ten past three in Shanghai', async () => {
    const { code } = await ok(cloud, people.staff.openid, 'estate.invite', { grant: { role: 'leader', cluster: 'E' } })
    const purged = () => cloud.logs().filter(({ text }) => text.includes('"purged"')).length
    const before = purged()
    const past = 19 * HOUR + 10 * MINUTE
    const night = Math.ceil((cloud.now() - past) / DAY) * DAY + past
    await cloud.shift(night - MINUTE - cloud.now())
    expect(purged()).toBe(before)
    await cloud.shift(2 * MINUTE)
    expect(purged()).toBe(before + 1)
    const join = () => cloud.call('oLate_comer', 'estate.join', { code, name: '来晚了' })
    await cloud.shift(8 * DAY)
    expect(await join()).toMatchObject({ error: { code: 'EXPIRED' } })
    expect(rowsOf(cloud, 'invitations')).toEqual([])
  })
})
