/** What nobody may do to a claim; a refusal changes nothing. */
import type { TestCloud } from '../cloud'
import {
  batchOf,
  claimOf,
  countedClaim,
  fetchedClaim,
  lookAt,
  moveClaim,
  picture,
  refusedMove,
  startWorkshop,
  type Workshop,
} from './crafts'
import { ok, refused, type Person } from './people'
import { change } from './store'

let workshop: Workshop
let cloud: TestCloud
let worker: Person
let colleague: Person
let officer: Person

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, worker, colleague, officer } = workshop)
})
afterAll(() => cloud.stop())

const field = (name: string, problem: string) => ({ code: 'INVALID_INPUT', fields: { [name]: problem } })

describe('a move is refused', () => {
  let batch: string
  let working: string
  let handedIn: string
  let counted: string

  beforeAll(async () => {
    batch = workshop.batch({ most: 100 })
    working = await fetchedClaim(workshop, batch, 10)
    handedIn = await fetchedClaim(workshop, batch, 10)
    await moveClaim(cloud, worker, handedIn, { move: 'hand_in', pieces: 8, minutes: 100 })
    counted = await countedClaim(workshop, batch, { accepted: 5, rework: 5 })
  })

  type Case = [name: string, who: () => Person, id: () => string, input: object, expected: object]
  const by = {
    worker: () => worker,
    officer: () => officer,
    staff: () => workshop.people.staff,
    colleague: () => colleague,
    other: () => workshop.otherOfficer,
  }
  const count = { move: 'count', accepted: 8, rework: 0, rejected: 0 }
  const cases: Case[] = [
    [
      'of more than is out',
      by.worker,
      () => working,
      { move: 'hand_in', pieces: 11, minutes: 1 },
      field('pieces', 'too_large:10'),
    ],
    [
      'of nothing',
      by.worker,
      () => working,
      { move: 'hand_in', pieces: 0, minutes: 1 },
      field('pieces', 'too_small:1'),
    ],
    [
      'with time that runs backwards',
      by.worker,
      () => working,
      { move: 'progress', done: 1, minutes: -1 },
      field('minutes', 'too_small:0'),
    ],
    [
      'with more done than is out',
      by.worker,
      () => working,
      { move: 'progress', done: 11, minutes: 1 },
      field('done', 'too_large:10'),
    ],
    [
      'of losing more than is out',
      by.worker,
      () => working,
      { move: 'lose', pieces: 11, text: '丢了' },
      field('pieces', 'too_large:10'),
    ],
    ['of losing without a word', by.worker, () => working, { move: 'lose', pieces: 1 }, field('text', 'missing')],
    [
      'of taking back with a wrong code',
      by.officer,
      () => working,
      { move: 'take_back', code: 'NONE', pieces: 1 },
      field('code', 'wrong'),
    ],
    [
      'of a count that is not of all',
      by.officer,
      () => handedIn,
      { ...count, accepted: 7 },
      field('accepted', 'not_the_sum:8'),
    ],
    [
      'of a count that is of too much',
      by.officer,
      () => handedIn,
      { ...count, rework: 1 },
      field('accepted', 'not_the_sum:8'),
    ],
    [
      'of rework without a word',
      by.officer,
      () => handedIn,
      { ...count, accepted: 7, rework: 1 },
      field('text', 'missing'),
    ],
    [
      'of a rejection without a word',
      by.officer,
      () => handedIn,
      { ...count, accepted: 7, rejected: 1 },
      field('text', 'missing'),
    ],
    [
      'of a rejection without a picture',
      by.officer,
      () => handedIn,
      { ...count, accepted: 7, rejected: 1, text: '断了' },
      field('pictures', 'missing'),
    ],
    [
      'of a rejection with a foreign picture',
      by.officer,
      () => handedIn,
      { ...count, accepted: 7, rejected: 1, text: '断了', pictures: ['cloud://x.y/people/a-b/c.jpg'] },
      field('pictures', 'not_yours'),
    ],
    [
      'with words the platform refuses',
      by.officer,
      () => handedIn,
      { ...count, text: '违规词' },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
    [
      'to object with words the platform refuses',
      by.worker,
      () => counted,
      { move: 'object', text: '违规词' },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
    ['to count before anything is handed in', by.officer, () => working, count, { code: 'NOT_NOW' }],
    [
      'to hand in again while it is not counted',
      by.worker,
      () => handedIn,
      { move: 'hand_in', pieces: 1, minutes: 1 },
      { code: 'NOT_NOW' },
    ],
    ['to cancel what is fetched', by.worker, () => working, { move: 'cancel' }, { code: 'NOT_NOW' }],
    ['to count the own pieces', by.worker, () => handedIn, count, { code: 'FORBIDDEN' }],
    ['to agree for her', by.officer, () => counted, { move: 'agree' }, { code: 'FORBIDDEN' }],
    [
      'to settle what nobody objected to',
      by.staff,
      () => counted,
      { move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '好' },
      { code: 'NOT_NOW' },
    ],
    [
      'to settle as the enterprise',
      by.officer,
      () => counted,
      { move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '好' },
      { code: 'FORBIDDEN' },
    ],
    ['by another worker', by.colleague, () => counted, { move: 'agree' }, { code: 'NOT_FOUND' }],
    ['by another enterprise', by.other, () => handedIn, count, { code: 'NOT_FOUND' }],
    ['that the system alone makes', by.worker, () => counted, { move: 'lapse' }, field('move', 'not_a_choice')],
    ['that nobody knows', by.worker, () => working, { move: 'explode' }, field('move', 'not_a_choice')],
    [
      'with a field nobody declared',
      by.worker,
      () => counted,
      { move: 'agree', accepted: 10 },
      field('accepted', 'unknown_field'),
    ],
  ]

  test.each(cases)('%s', async (_name, who, id, input, expected) => {
    const { wrongCodes: _wrong, codeTries: _tries, ...before } = claimOf(cloud, id())
    const pool = batchOf(cloud, batch)
    expect(await refusedMove(cloud, who(), id(), input)).toEqual(expected)
    expect(claimOf(cloud, id())).toMatchObject(before)
    expect(batchOf(cloud, batch)).toEqual(pool)
  })

  test('on what the person saw before it went on; progress alone does not mind', async () => {
    const { version } = claimOf(cloud, working)
    await moveClaim(cloud, worker, working, { move: 'progress', done: 1, minutes: 5 })
    const stale = { id: working, version, move: 'hand_in', pieces: 1, minutes: 1 }
    expect(await refused(cloud, worker.openid, 'crafts.move', stale)).toEqual({ code: 'CONFLICT' })
    expect(
      await ok(cloud, worker.openid, 'crafts.move', { id: working, version, move: 'progress', done: 2, minutes: 5 }),
    ).toMatchObject({ version: version + 2 })
  })

  test('by one who acted for the enterprise once', async () => {
    await change(cloud, 'members', officer.openid, { enterprises: [] })
    expect(await refusedMove(cloud, officer, handedIn, count)).toEqual({ code: 'NOT_FOUND' })
    expect(await refused(cloud, officer.openid, 'crafts.claim', { id: handedIn })).toEqual({ code: 'NOT_FOUND' })
    await change(cloud, 'members', officer.openid, { enterprises: [{ id: workshop.enterprise, name: '山城串珠' }] })
    expect(await lookAt(cloud, officer, handedIn)).toMatchObject({ state: 'handed_in' })
  })

  test('of staff who act for the enterprise: they settle nothing of it', async () => {
    const { staff } = workshop.people
    await moveClaim(cloud, worker, counted, { move: 'object', text: '没松' })
    await change(cloud, 'members', staff.openid, { enterprises: [{ id: workshop.enterprise, name: '山城串珠' }] })
    const settle = { move: 'settle', accepted: 10, rework: 0, rejected: 0, text: '好' }
    expect(await refusedMove(cloud, staff, counted, settle)).toEqual({ code: 'FORBIDDEN' })
    await change(cloud, 'members', staff.openid, { enterprises: [] })
    await moveClaim(cloud, staff, counted, settle as never)
  })

  test('to object after the days to object, before the timer has come by', async () => {
    const id = await countedClaim(workshop, workshop.batch(), { accepted: 5 })
    await change(cloud, 'claims', id, { dueAt: cloud.now() - 1 })
    expect(await refusedMove(cloud, worker, id, { move: 'object', text: '晚了' })).toEqual({ code: 'NOT_NOW' })
    expect(await moveClaim(cloud, worker, id, { move: 'agree' })).toMatchObject({ state: 'ended' })
  })

  test('near the end of a long story, unless it finishes what it is about', async () => {
    const id = await fetchedClaim(workshop, workshop.batch(), 10)
    const [event] = claimOf(cloud, id).events
    const events = Array.from({ length: 200 }, (_, index) => ({ ...event, no: index + 1, requestId: `r${index}` }))
    await change(cloud, 'claims', id, { version: 200, events })
    expect(await refusedMove(cloud, worker, id, { move: 'progress', done: 1, minutes: 1 })).toEqual({ code: 'LIMIT' })
    expect(await refusedMove(cloud, worker, id, { move: 'hand_in', pieces: 9, minutes: 1 })).toEqual({ code: 'LIMIT' })
    await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 10, minutes: 1 })
    const rework = { move: 'count', accepted: 9, rework: 1, rejected: 0, text: '松了' }
    expect(await refusedMove(cloud, officer, id, rework)).toEqual({ code: 'LIMIT' })
    const rest = { move: 'count' as const, accepted: 9, rework: 0, rejected: 1, text: '断了' }
    await moveClaim(cloud, officer, id, { ...rest, pictures: [await picture(cloud, officer)] })
    expect(await moveClaim(cloud, worker, id, { move: 'agree' })).toMatchObject({ state: 'ended' })
  })
})
