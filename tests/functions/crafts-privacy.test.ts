/** Random people call everything about claims; the bytes of the answers tell nobody what is not theirs to know. */
import fc from 'fast-check'
import type { ClaimRow, ClaimView } from '../../miniprogram/contract/crafts'
import type { Page } from '../../miniprogram/contract/paging'
import type { TestCloud } from '../cloud'
import { claimOf, startWorkshop, takeOf, type Workshop } from './crafts'
import type { Person } from './people'
import { everything } from './store'

let workshop: Workshop
let cloud: TestCloud

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud } = workshop)
})
afterAll(() => cloud.stop())

const STEPS = 400

type Who = 'worker' | 'colleague' | 'officer' | 'otherOfficer' | 'staff' | 'stranger'
const EVERYBODY: readonly Who[] = ['worker', 'colleague', 'officer', 'otherOfficer', 'staff', 'stranger']

const personOf = (who: Who): Person => {
  if (who === 'staff') return workshop.people.staff
  return who === 'stranger' ? workshop.people.mediator : workshop[who]
}

interface Told {
  who: Who
  route: string
  bytes: string
  isOk: boolean
}

/** A call about a claim, or about none; of these moves if there are any. */
function attempt(id: string, choice: number, code: string, apt: readonly string[]): [route: string, input: object] {
  const { version, handedIn, pieces } = claimOf(cloud, id)
  const move = (input: object): [string, object] => ['crafts.move', { id, version, ...input }]
  const options: [string, object][] = [
    move({ move: 'fetch', code }),
    move({ move: 'progress', done: 1, minutes: 10 }),
    move({ move: 'hand_in', pieces: Math.min(4, Math.max(1, pieces.out)), minutes: 60 }),
    move({
      move: 'count',
      accepted: Math.max(0, handedIn - 1),
      rework: Math.min(1, handedIn),
      rejected: 0,
      text: '松了',
    }),
    move({ move: 'agree' }),
    move({ move: 'object', text: '没有松' }),
    move({ move: 'settle', accepted: handedIn, rework: 0, rejected: 0, text: '是好的' }),
    move({ move: 'lose', pieces: 1, text: '丢了' }),
    move({ move: 'take_back', code, pieces: 1 }),
    ['crafts.claim', { id }],
    ['crafts.claim', { id }],
    ['crafts.mine', {}],
    ['crafts.mine', { ended: true }],
    ['crafts.counter', { enterprise: workshop.enterprise }],
    ['crafts.counter', { enterprise: workshop.enterprise, state: 'working' }],
    ['crafts.contact', { claim: id }],
    ['messages.list', {}],
    ['enterprises.get', { id: workshop.enterprise }],
  ]
  const fitting = options.filter(([, input]) => 'move' in input && apt.includes(String(input.move)))
  const chosen = fitting.length > 0 ? fitting : options
  return chosen[choice % chosen.length] ?? ['crafts.mine', {}]
}

test('no openid leaves the server, no telephone but by a look, no name of one worker to another', async () => {
  const [numbers = []] = fc.sample(fc.noBias(fc.array(fc.nat(1_000_000), { minLength: STEPS, maxLength: STEPS })), {
    numRuns: 1,
    seed: 20261124,
  })
  const told: Told[] = []
  const claims: { id: string; by: 'worker' | 'colleague' }[] = []
  for (const [step, number] of numbers.entries()) {
    const by = number % 2 === 0 ? 'worker' : 'colleague'
    if (step % 25 === 0) {
      const made = await cloud.call<{ id: string }>(personOf(by).openid, 'crafts.take', takeOf(workshop.batch(), 10))
      if (made.ok) claims.push({ id: made.data.id, by })
      continue
    }
    const subject = claims[number % claims.length]
    if (!subject) continue
    const seen = await cloud.call<ClaimView>(personOf(subject.by).openid, 'crafts.claim', { id: subject.id })
    const code = (seen.ok && seen.data.code) || 'NONE00'
    // every second step by one who may do something about it
    const anybody = EVERYBODY[Math.floor(number / 7) % EVERYBODY.length] ?? 'stranger'
    const involved = ([subject.by, 'officer', 'staff'] as const)[Math.floor(number / 5) % 3] ?? 'officer'
    const who = Math.floor(number / 3) % 2 === 0 ? involved : anybody
    const view = await cloud.call<ClaimView>(personOf(who).openid, 'crafts.claim', { id: subject.id })
    const apt = view.ok && Math.floor(number / 11) % 3 === 0 ? view.data.moves : []
    const [route, input] = attempt(subject.id, Math.floor(number / 91), code, apt)
    const answer = await cloud.call(personOf(who).openid, route, input)
    told.push({ who, route, bytes: JSON.stringify(answer), isOk: answer.ok })
    told.push({ who, route: 'crafts.claim', bytes: JSON.stringify(view), isOk: view.ok })
  }

  const good = (route: string, who?: Who) =>
    told.filter((one) => one.isOk && one.route === route && (who === undefined || one.who === who)).length
  expect(claims.length).toBeGreaterThan(5)
  expect([good('crafts.move') > 15, good('crafts.contact') > 1, good('crafts.claim', 'officer') > 1]).toEqual([
    true,
    true,
    true,
  ])

  const workers = ['worker', 'colleague'] as const
  for (const { who, route, bytes, isOk } of told) {
    const leaks = (text: string | null) => text !== null && text !== '' && bytes.includes(text)
    const openids = EVERYBODY.filter((one) => leaks(personOf(one).openid))
    expect({ who, route, openids }).toEqual({ who, route, openids: [] })
    const isLook = route === 'crafts.contact' && isOk
    if (isLook) expect(who).toBe('officer')
    const phones = workers.filter((one) => leaks(personOf(one).phone))
    if (!isLook) expect({ who, route, phones }).toEqual({ who, route, phones: [] })
    const names = workers.filter((one) => one !== who && leaks(personOf(one).name))
    const mayKnow = who === 'officer' || who === 'staff'
    if (!mayKnow) expect({ who, route, names }).toEqual({ who, route, names: [] })
  }
}, 180_000)

test("the counter's code is told to nobody but the worker, and stored nowhere", async () => {
  const { worker, officer, batch } = workshop
  const { staff } = workshop.people
  const made = await cloud.call<{ id: string }>(workshop.colleague.openid, 'crafts.take', takeOf(batch(), 5))
  if (!made.ok) throw new Error('not taken')
  const own = await cloud.call<ClaimView>(workshop.colleague.openid, 'crafts.claim', { id: made.data.id })
  const code = (own.ok && own.data.code) || ''
  expect(code).toHaveLength(6)
  for (const who of [officer, staff, worker]) {
    for (const [route, input] of [
      ['crafts.claim', { id: made.data.id }],
      ['crafts.counter', { enterprise: workshop.enterprise }],
    ] as const) {
      expect(JSON.stringify(await cloud.call(who.openid, route, input))).not.toContain(code)
    }
  }
  expect(everything(cloud)).not.toContain(code)
})

test('a worker who had the name deleted has none at the counter either', async () => {
  const { colleague, officer, enterprise } = workshop
  await cloud.call(colleague.openid, 'estate.profile', { name: null })
  const answer = await cloud.call<Page<ClaimRow>>(officer.openid, 'crafts.counter', { enterprise })
  const rows = answer.ok ? answer.data.rows : []
  expect(rows.map(({ worker }) => worker)).toContain('')
  expect(JSON.stringify(rows)).not.toContain(colleague.name)
})

test('the log holds no personal data', () => {
  const log = JSON.stringify(cloud.logs())
  expect(log.length).toBeGreaterThan(1_000)
  for (const who of EVERYBODY) {
    const { openid, name, phone } = personOf(who)
    for (const secret of [openid, name, phone ?? openid]) expect(log).not.toContain(secret)
  }
})
