import fc from 'fast-check'
import type { Route } from '../../miniprogram/contract/api'
import type { CaseView } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../cloud'
import { barking, dance, lift } from './case-helpers'
import { settledCloud, type People, type Person } from './people'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
})
afterAll(() => cloud.stop())

/** Steps from one number each, so that a failing history can be repeated from its seed. */
const STEPS = 250
const HISTORIES = 3

interface Told {
  who: keyof People
  route: string
  bytes: string
}

/** What a person who knows of `id` might try next. */
function attempt(id: string, version: number, choice: number, people: People): [Route, object] {
  const move = (input: object): [Route, object] => ['cases.move', { id, version, ...input }]
  const options: [Route, object][] = [
    move({ move: 'accept' }),
    move({ move: 'start' }),
    move({ move: 'wait', text: '等物业' }),
    move({ move: 'record', form: 'dissuaded', text: '劝过一次' }),
    move({ move: 'note', text: '内部记录' }),
    move({ move: 'pass' }),
    move({ move: 'assign', to: people.colleague.id }),
    move({ move: 'assign', to: people.mediator.id }),
    move({ move: 'resolve', text: '处理好了' }),
    move({ move: 'hand_over', outsider: 'property', name: '物业' }),
    move({ move: 'occur' }),
    move({ move: 'confirm', stars: 3 }),
    move({ move: 'reopen', text: '还是不行' }),
    ['cases.get', { id }],
    ['cases.get', { id }],
    ...Array.from({ length: 4 }, (): [Route, object] => ['cases.contact', { id }]),
    ['cases.work', {}],
    ['cases.work', { desk: true }],
    ['cases.mine', {}],
    ['cases.all', {}],
    ['cases.cluster', { cluster: 'A' }],
    ['cases.counts', { cluster: 'A' }],
    ['messages.list', {}],
    ['estate.looks', {}],
    ['estate.colleagues', { cluster: 'A' }],
    ['estate.grants', {}],
  ]
  return options[choice % options.length] as [Route, object]
}

test('no answer to anyone but the handler holds the openid, name or telephone of the reporter', async () => {
  const seeds = fc.sample(fc.noBias(fc.array(fc.nat(1_000_000), { minLength: STEPS, maxLength: STEPS })), HISTORIES)
  for (const numbers of seeds) {
    const told: Told[] = []
    const everyone = Object.keys(people) as (keyof People)[]
    const reporters = ['resident', 'neighbour'] as const
    const cases: { id: string; reporter: (typeof reporters)[number]; version: number }[] = []
    let contacts = 0

    for (const [step, number] of numbers.entries()) {
      const reporter = reporters[number % 2] ?? 'resident'
      if (step % 25 === 0) {
        const input = [barking, dance, lift][number % 3]
        const made = await cloud.call<{ id: string }>(people[reporter].openid, 'cases.report', input)
        if (made.ok) cases.push({ id: made.data.id, reporter, version: 1 })
        continue
      }
      const subject = cases[number % cases.length]
      if (!subject) continue
      const seen = await cloud.call<CaseView>(people[subject.reporter].openid, 'cases.get', { id: subject.id })
      if (seen.ok) subject.version = seen.data.version
      // every second step is the handler's, so that cases get somewhere
      const handler = everyone.find((one) => seen.ok && people[one].name === seen.data.handler)
      const anybody = everyone[Math.floor(number / 7) % everyone.length] ?? 'visitor'
      const who = Math.floor(number / 3) % 2 === 0 ? (handler ?? anybody) : anybody
      const [route, input] = attempt(subject.id, subject.version, Math.floor(number / 91), people)
      const answer = await cloud.call(people[who].openid, route, input)
      const bytes = JSON.stringify(answer)
      if (route === 'cases.contact') {
        // the one route that shows it, and only to the handler of that moment
        if (answer.ok) {
          contacts += 1
          const handled = await cloud.call<CaseView>(people[who].openid, 'cases.get', { id: subject.id })
          expect(handled.ok && handled.data.relations).toContain('handler')
          expect(bytes).toContain(people[subject.reporter].phone)
          expect(bytes).not.toContain(people[subject.reporter].openid)
          continue
        }
      }
      told.push({ who, route, bytes })
    }

    expect(cases.length).toBeGreaterThan(5)
    expect(told.length).toBeGreaterThan(200)
    expect(contacts).toBeGreaterThan(0)
    for (const reporter of reporters) {
      const secrets = ({ openid, name, phone }: Person) => [openid, name, phone ?? openid]
      for (const { who, route, bytes } of told) {
        if (who === reporter) continue
        for (const secret of secrets(people[reporter])) {
          expect({ who, route, leaks: bytes.includes(secret) && secret }).toEqual({ who, route, leaks: false })
        }
      }
    }
    // nor does anybody's openid ever leave the server
    for (const { who, route, bytes } of told) {
      const leaked = everyone.filter((one) => bytes.includes(people[one].openid))
      expect({ who, route, leaked }).toEqual({ who, route, leaked: [] })
    }
  }
}, 120_000)

test('the log holds no personal data', () => {
  const log = JSON.stringify(cloud.logs())
  expect(log.length).toBeGreaterThan(1000)
  for (const { openid, name, phone } of Object.values(people)) {
    expect(log).not.toContain(openid)
    if (name !== '') expect(log).not.toContain(name)
    if (phone !== null) expect(log).not.toContain(phone)
  }
  expect(log).not.toMatch(/整夜叫|放音乐/)
})
