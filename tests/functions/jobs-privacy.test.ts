/**
 * The proof of the consent: random people look for work, apply, talk, take back and are hired; the bytes of every answer
 * that anybody else gets are searched for what is theirs. A name and an intro stand only in answers about an application
 * whose consent lives at that moment, a telephone only where a look at it is written down, an openid nowhere.
 */
import fc from 'fast-check'
import type { LookDoc } from '../../cloudfunctions/kit/looks'
import type { ApplicationDoc } from '../../cloudfunctions/jobs/model.rules'
import type { Route } from '../../miniprogram/contract/api'
import {
  APPLICATION_STATES,
  DECLINE_REASONS,
  possibleApplicationMoves,
  type ApplicationMove,
  type ApplicationState,
} from '../../miniprogram/contract/job-applications'
import { moreResidents, postOf, startMarket, type Market } from './jobs'
import { ok, type Person } from './people'
import { apply, card, keepCard, talkOf } from './seekers'
import { everything, rowsOf } from './store'

jest.setTimeout(300_000)

let market: Market
let cloud: Market['cloud']

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud } = market)
})
afterAll(() => cloud.stop())

const STEPS = 320
const MOVES: readonly ApplicationMove[] = ['see', 'invite', 'hire', 'decline']

interface Seeker extends Person {
  phone: string
  intro: string
}

let met = 0

/** At most ten in all: each with words that nobody else has. */
async function seekersOf(count: number): Promise<Seeker[]> {
  const seekers: Seeker[] = []
  for (const person of moreResidents(cloud, count)) {
    const no = met++
    const name = `秦素芬${'甲乙丙丁戊己庚辛壬癸'[no] ?? ''}`
    const intro = `会做冰粉凉虾${'子丑寅卯辰巳午未申酉'[no] ?? ''}`
    const seeker = { ...person, name, intro, phone: `187${no}555${no}9${no}1` }
    await ok(cloud, seeker.openid, 'estate.profile', { name, phone: seeker.phone })
    await keepCard(cloud, seeker, { intro })
    seekers.push(seeker)
  }
  return seekers
}

/** What is true of an application, kept beside the server: by the calls that were answered alone. */
interface Known {
  id: string
  posting: string
  enterprise: string
  seeker: Seeker
  consent: boolean
  state: string
}

interface Told {
  who: Person
  route: Route
  input: object
  bytes: string
  isOk: boolean
}

/** Draws from numbers that are given once. */
class Dice {
  private at = 0
  constructor(private readonly numbers: readonly number[]) {}
  next(below: number): number {
    return (this.numbers[this.at++ % this.numbers.length] ?? 0) % below
  }
  pick<T>(from: readonly T[]): T {
    return from[this.next(from.length)] as T
  }
}

function diceOf(seed: number): Dice {
  const [numbers = []] = fc.sample(fc.noBias(fc.array(fc.nat(1_000_000), { minLength: 9_000, maxLength: 9_000 })), {
    numRuns: 1,
    seed,
  })
  return new Dice(numbers)
}

class History {
  readonly known: Known[] = []
  readonly postings: { id: string; enterprise: string }[] = []
  readonly talks: { id: string; seeker: Seeker }[] = []
  readonly counts: Record<string, number> = {}
  /** of the answers that hold it, by what they hold */
  readonly held = { name: 0, intro: 0, phone: 0 }
  looks = 0
  hires = 0

  constructor(
    private readonly seekers: readonly Seeker[],
    private readonly dice: Dice,
  ) {}

  private officers(enterprise: string): readonly Person[] {
    return enterprise === market.enterprise ? [market.officer] : [market.otherOfficer, market.insider]
  }

  private get everybody(): readonly Person[] {
    const { officer, otherOfficer, insider, otherSeeker, people } = market
    return [
      officer,
      officer,
      otherOfficer,
      insider,
      otherSeeker,
      people.staff,
      people.leader,
      people.visitor,
      ...this.seekers,
    ]
  }

  private enterpriseOf(who: Person): string | null {
    if (this.officers(market.enterprise).includes(who)) return market.enterprise
    return this.officers(market.otherEnterprise).includes(who) ? market.otherEnterprise : null
  }

  private async call<T>(who: Person, route: Route, input: object): Promise<T | null> {
    const answer = await cloud.call<T>(who.openid, route, input)
    this.check({ who, route, input, bytes: JSON.stringify(answer), isOk: answer.ok })
    if (!answer.ok) return null
    this.counts[route] = (this.counts[route] ?? 0) + 1
    return answer.data
  }

  /** The applications that an answer may speak of by name to this person, at this moment. */
  private allowed({ who, route, input }: Told): readonly Known[] {
    const enterprise = this.enterpriseOf(who)
    const live = this.known.filter((one) => one.consent && one.enterprise === enterprise)
    const { id, application, posting } = input as { id?: string; application?: string; posting?: string }
    if (route === 'jobs.application') return live.filter((one) => one.id === id)
    if (route === 'jobs.applicants') return live.filter((one) => one.posting === posting)
    if (route === 'jobs.contact') return live.filter((one) => one.id === application)
    return []
  }

  private check(told: Told): void {
    const { who, route, bytes, isOk } = told
    const allowed = this.allowed(told)
    for (const seeker of this.seekers) {
      const where = { route, to: who.name, of: seeker.name }
      expect({ ...where, openid: bytes.includes(seeker.openid) }).toEqual({ ...where, openid: false })
      if (seeker.openid === who.openid) continue
      const own = allowed.filter((one) => one.seeker.openid === seeker.openid)
      const holds = (text: string) => bytes.includes(text)
      const [name, intro, phone] = [holds(seeker.name), holds(seeker.intro), holds(seeker.phone)]
      if (own.length === 0) {
        expect({ ...where, name, intro, phone }).toEqual({ ...where, name: false, intro: false, phone: false })
      }
      if (phone) {
        expect({ ...where, isOk }).toEqual({ route: 'jobs.contact', to: who.name, of: seeker.name, isOk: true })
        expect(own.map(({ state }) => ['invited', 'hired'].includes(state))).toEqual([true])
        this.looks++
      }
      // who somebody is elsewhere in the estate is nobody's business either
      if (seeker.id !== '') expect({ ...where, id: holds(seeker.id) }).toEqual({ ...where, id: false })
      this.held.name += Number(name)
      this.held.intro += Number(intro)
      this.held.phone += Number(phone)
    }
  }

  async step(): Promise<void> {
    const { dice } = this
    const writes = [
      ...Array<() => Promise<void>>(5).fill(() => this.apply()),
      ...Array<() => Promise<void>>(9).fill(() => this.answer()),
      ...Array<() => Promise<void>>(2).fill(() => this.withdraw()),
      ...Array<() => Promise<void>>(5).fill(() => this.say()),
      ...Array<() => Promise<void>>(2).fill(() => this.post()),
      () => this.take(),
      () => this.forget(),
      () => this.keep(),
      () => this.save(),
    ]
    await dice.pick(writes)()
    for (let look = 0; look < 3; look++) await this.look()
  }

  private async post(): Promise<void> {
    const enterprise = this.dice.pick([market.enterprise, market.otherEnterprise])
    const who = this.dice.pick(this.officers(enterprise))
    const made = await this.call<{ id: string; state: string }>(who, 'jobs.post', { ...postOf(market), enterprise })
    if (made?.state === 'open') this.postings.push({ id: made.id, enterprise })
  }

  private async apply(): Promise<void> {
    if (this.postings.length === 0) return this.post()
    const [seeker, { id: posting, enterprise }] = [this.dice.pick(this.seekers), this.dice.pick(this.postings)]
    const made = await this.call<{ id: string }>(seeker, 'jobs.apply', { posting, agree: true })
    if (made) this.known.push({ id: made.id, posting, enterprise, seeker, consent: true, state: 'sent' })
  }

  private async move(who: Person, one: Known, move: object): Promise<void> {
    const version = rowsOf<ApplicationDoc>(cloud, 'applications').find(({ _id }) => _id === one.id)?.version ?? 0
    const isWithdrawal = 'move' in move && move.move === 'withdraw'
    // from the moment on which it is taken back the enterprise must not have it
    const before = one.consent
    if (isWithdrawal) one.consent = false
    const moved = await this.call<{ state: string }>(who, 'jobs.answer', { id: one.id, version, ...move })
    if (!moved) {
      one.consent = before
      return
    }
    one.state = moved.state
    if (moved.state === 'hired') this.hires++
  }

  /** Mostly what may be done, by one who may; else anything by anybody. */
  private async answer(): Promise<void> {
    const { dice } = this
    const open = this.known.filter(({ state }) => ['sent', 'seen', 'invited'].includes(state))
    const isApt = open.length > 0 && dice.next(3) > 0
    const from = isApt ? open : this.known
    if (from.length === 0) return
    const one = dice.pick(from)
    const moves = isApt ? possibleApplicationMoves(one.state as ApplicationState, ['enterprise']) : MOVES
    const move = dice.pick(moves)
    const inputs: Record<string, object> = {
      invite: { text: dice.pick([`${one.seeker.name}您好，明天上午来谈`, '后天下午来店里']) },
      decline: { reason: dice.pick(DECLINE_REASONS) },
    }
    const who = dice.pick(isApt ? this.officers(one.enterprise) : this.everybody)
    await this.move(who, one, { move, ...inputs[move] })
  }

  private async withdraw(): Promise<void> {
    const open = this.known.filter(({ consent }) => consent)
    if (open.length === 0) return
    const one = this.dice.pick(open)
    await this.move(one.seeker, one, { move: 'withdraw' })
  }

  private async say(): Promise<void> {
    if (this.talks.length > 0 && this.dice.next(2) === 0) {
      const { id, seeker } = this.dice.pick(this.talks)
      const who = this.dice.pick([seeker, market.officer, market.otherOfficer, ...this.everybody])
      await this.call(who, 'jobs.say', { talk: id, text: this.dice.pick(['好的', '周末也上班吗', '带身份证来看一下']) })
      return
    }
    if (this.postings.length === 0) return
    const seeker = this.dice.pick(this.seekers)
    const { phone } = seeker
    const text = this.dice.pick([
      `打我电话${phone}`,
      `我的号 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
      [...phone].join(' '),
      '早班几点开始？',
    ])
    const { id: posting } = this.dice.pick(this.postings)
    const said = await this.call<{ talk: string }>(seeker, 'jobs.say', { posting, text })
    if (said && this.talks.every(({ id }) => id !== said.talk)) this.talks.push({ id: said.talk, seeker })
  }

  /** The staff take a posting away; what was open at it closes with the next run of the timer. */
  private async take(): Promise<void> {
    if (this.postings.length < 6) return
    const at = this.dice.next(this.postings.length)
    const { id } = this.postings[at] ?? { id: '' }
    const version = rowsOf<{ _id: string; version: number }>(cloud, 'postings').find(({ _id }) => _id === id)?.version
    if (!(await this.call(market.people.staff, 'jobs.move', { id, version, move: 'remove', reason: '查过了' }))) return
    this.postings.splice(at, 1)
    await cloud.timer('jobs')
    for (const one of this.known) {
      if (one.posting !== id || !['sent', 'seen', 'invited'].includes(one.state)) continue
      one.consent = false
      one.state = 'closed'
    }
  }

  private async forget(): Promise<void> {
    if (this.dice.next(4) > 0) return this.apply()
    const seeker = this.dice.pick(this.seekers)
    for (const one of this.known) {
      if (one.seeker !== seeker || !['sent', 'seen', 'invited', 'declined'].includes(one.state)) continue
      one.consent = false
      one.state = 'withdrawn'
    }
    await this.call(seeker, 'jobs.forget', {})
    await this.call(seeker, 'jobs.keep', { ...card({ intro: seeker.intro }), born: '1990-01' })
  }

  private async keep(): Promise<void> {
    const seeker = this.dice.pick(this.seekers)
    await this.call(seeker, 'jobs.keep', card({ intro: seeker.intro, want: 300_000 + this.dice.next(9) * 10_000 }))
  }

  private async save(): Promise<void> {
    if (this.postings.length === 0) return
    await this.call(this.dice.pick(this.seekers), 'jobs.save', {
      posting: this.dice.pick(this.postings).id,
      saved: true,
    })
  }

  /** Somebody looks at something; half of them at what they may see. */
  private async look(): Promise<void> {
    const { dice } = this
    const live = this.known.filter(({ consent }) => consent)
    const from = live.length > 0 && dice.next(2) === 0 ? live : this.known
    const one = from.length > 0 ? dice.pick(from) : null
    const talk = this.talks.length > 0 ? dice.pick(this.talks).id : '0'.repeat(26)
    const posting = one?.posting ?? this.postings[0]?.id ?? '0'.repeat(26)
    const id = one?.id ?? '0'.repeat(26)
    const enterprise = one?.enterprise ?? market.enterprise
    const who = dice.next(2) === 0 ? dice.pick(this.officers(enterprise)) : dice.pick(this.everybody)
    const [route, input] = dice.pick<[Route, object]>([
      ['jobs.application', { id }],
      ['jobs.application', { id }],
      ['jobs.applicants', { posting }],
      ['jobs.applicants', { posting, state: dice.pick(APPLICATION_STATES) }],
      ['jobs.applicants', { posting, state: 'withdrawn' }],
      ['jobs.contact', { application: id }],
      ['jobs.contact', { application: id }],
      ['jobs.talk', { id: talk }],
      ['jobs.talks', { enterprise }],
      ['jobs.talks', {}],
      ['jobs.get', { id: posting }],
      ['jobs.list', {}],
      ['jobs.own', { enterprise }],
      ['jobs.applications', {}],
      ['jobs.applications', { ended: true }],
      ['jobs.card', {}],
      ['jobs.saved', {}],
      ['jobs.suited', {}],
      ['jobs.reported', {}],
      ['jobs.blocked', {}],
      ['messages.list', {}],
      ['enterprises.get', { id: enterprise }],
      ['estate.looks', {}],
    ])
    await this.call(who, route, input)
  }
}

test.each([20261130, 7])('nobody learns what was not agreed to (history %i)', async (seed) => {
  const seekers = await seekersOf(4)
  const history = new History(seekers, diceOf(seed))
  for (let step = 0; step < STEPS; step++) await history.step()

  // what is proved is about something
  const { known, held, counts } = history
  expect(known.length).toBeGreaterThan(20)
  expect(known.filter(({ consent }) => !consent).length).toBeGreaterThan(8)
  expect(history.hires).toBeGreaterThan(2)
  expect([held.name > 20, held.intro > 20, held.phone > 2]).toEqual([true, true, true])
  for (const route of ['jobs.say', 'jobs.talk', 'jobs.applicants', 'jobs.forget', 'jobs.contact', 'jobs.move']) {
    expect({ route, isUsed: (counts[route] ?? 0) > 0 }).toEqual({ route, isUsed: true })
  }
  // the server agrees with what was kept beside it
  const docs = rowsOf<ApplicationDoc>(cloud, 'applications')
  for (const { id, consent, state } of known) {
    const doc = docs.find(({ _id }) => _id === id)
    expect([id, doc?.state, doc?.shared !== null]).toEqual([id, state, consent])
  }
  // every telephone that was shown was written down, and nowhere else is a number in the clear
  const openids = new Set(seekers.map(({ openid }) => openid))
  const looks = rowsOf<LookDoc>(cloud, 'looks').filter(({ person }) => openids.has(person))
  expect(looks.length).toBe(history.looks)
  for (const { id } of history.talks) {
    for (const { phone } of seekers)
      expect(JSON.stringify(talkOf(cloud, id)).replace(/[\s-]/g, '')).not.toContain(phone)
  }
})

test('who has everything deleted leaves no name, no words and no telephone, also with an application that is open', async () => {
  const [seeker] = await seekersOf(1)
  if (!seeker) throw new Error('nobody')
  const { officer, enterprise } = market
  const post = async () => (await ok(cloud, officer.openid, 'jobs.post', postOf(market))).id
  const [open, hired, declined] = [await post(), await post(), await post()]
  const ids = [
    await apply(cloud, seeker, open),
    await apply(cloud, seeker, hired),
    await apply(cloud, seeker, declined),
  ]
  const [first, second, third] = ids.map(({ id }) => id)
  const invite = { move: 'invite', text: `${seeker.name}您好，明天来` } as const
  await ok(cloud, officer.openid, 'jobs.answer', { id: first ?? '', version: 1, ...invite })
  await ok(cloud, officer.openid, 'jobs.answer', { id: second ?? '', version: 1, ...invite })
  await ok(cloud, officer.openid, 'jobs.answer', { id: second ?? '', version: 2, move: 'hire' })
  await ok(cloud, officer.openid, 'jobs.answer', { id: third ?? '', version: 1, move: 'decline', reason: 'later' })
  await ok(cloud, seeker.openid, 'jobs.save', { posting: open, saved: true })
  const { talk } = await ok(cloud, seeker.openid, 'jobs.say', { posting: open, text: '我会做冰粉' })
  await ok(cloud, officer.openid, 'jobs.say', { talk, text: `${seeker.name}，可以来` })

  expect(await ok(cloud, seeker.openid, 'estate.erase', {})).toEqual({ done: true })
  // answers for retried calls go by themselves after three days
  const stored = everything(cloud)
    .split('\n')
    .filter((line) => !line.startsWith('{"collection":"requests"'))
  for (const secret of [seeker.name, seeker.phone, seeker.intro, '我会做冰粉']) {
    expect(stored.filter((line) => line.includes(secret))).toEqual([])
  }
  for (const collection of ['seekers', 'applications', 'talks']) {
    expect(rowsOf(cloud, collection).filter((row) => JSON.stringify(row).includes(seeker.openid))).toEqual([])
  }
  const rows = rowsOf<ApplicationDoc>(cloud, 'applications')
  const states = [first, second, third].map((id) => rows.find(({ _id }) => _id === id)?.state)
  expect(states).toEqual(['withdrawn', 'hired', 'declined'])
  const told = [
    await ok(cloud, officer.openid, 'jobs.application', { id: first ?? '' }),
    await ok(cloud, officer.openid, 'jobs.talks', { enterprise }),
    await cloud.call(officer.openid, 'jobs.contact', { application: second }),
  ]
  expect(told[0]).toMatchObject({ state: 'withdrawn', shared: null })
  expect(told[2]).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  expect(await ok(cloud, seeker.openid, 'jobs.applications', { ended: true })).toEqual({ rows: [], next: null })
  await cloud.timer('jobs')
})

test('the log holds no personal data', () => {
  const log = JSON.stringify(cloud.logs())
  expect(log.length).toBeGreaterThan(1_000)
  for (const secret of ['秦素芬', '会做冰粉', '1870555', '1871555', 'oP_resident', '1990-01'])
    expect(log).not.toContain(secret)
})
