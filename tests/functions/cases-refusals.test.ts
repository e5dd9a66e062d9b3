import type { TestCloud } from '../cloud'
import { barking, dance, lift, look, move, report } from './case-helpers'
import { refused, settledCloud, type People } from './people'
import { everything } from './store'

let cloud: TestCloud
let people: People
let id: string

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages'] }))
  ;({ id } = await report(cloud, people.resident))
  await move(cloud, people.worker, id, { move: 'accept' })
})
afterAll(() => cloud.stop())

const field = (name: string, problem: string) => ({ code: 'INVALID_INPUT', fields: { [name]: problem } })
const ownFile = (name: string) => `cloud://any.bucket/people/x/${name}.jpg`

describe('reports that are refused change nothing', () => {
  const long = (characters: number) => '吵'.repeat(characters)
  const rows: [string, unknown, object][] = [
    ['1,001 characters', { ...dance, text: long(1001) }, field('text', 'too_long:1000')],
    ['no words', { ...dance, text: '   ' }, field('text', 'too_short:1')],
    ['words missing', { ...dance, text: undefined }, field('text', 'missing')],
    ['a number for words', { ...dance, text: 5 }, field('text', 'wrong_type')],
    ['control characters', { ...dance, text: 'a\u0000b' }, field('text', 'wrong_form')],
    ['seven pictures', { ...dance, pictures: Array.from('1234567', ownFile) }, field('pictures', 'too_long:6')],
    ['pictures of somebody else', { ...dance, pictures: [ownFile('1')] }, field('pictures', 'not_yours')],
    ['a picture that is no cloud file', { ...dance, pictures: ['http://x/y.jpg'] }, field('pictures', 'not_yours')],
    ['a path that climbs', { ...dance, pictures: ['cloud://a.b/people/../x.jpg'] }, field('pictures', 'not_yours')],
    ['unknown building', { ...dance, place: { building: 'A39' } }, field('place', 'not_found')],
    ['building of a wrong form', { ...dance, place: { building: 'Z1' } }, field('place.building', 'wrong_form')],
    ['a query for a building', { ...dance, place: { building: { $gt: '' } } }, field('place.building', 'wrong_type')],
    ['unit that is not there', { ...dance, place: { building: 'A18', unit: 99 } }, field('place', 'not_found')],
    ['floor without unit', { ...dance, place: { building: 'A18', floor: 3 } }, field('place', 'not_found')],
    ['floor above the roof', { ...dance, place: { building: 'A18', unit: 1, floor: 99 } }, field('place', 'not_found')],
    ['half a floor', { ...dance, place: { building: 'A18', unit: 1, floor: 1.5 } }, field('place.floor', 'wrong_form')],
    [
      'a lift that is not there',
      { ...dance, place: { building: 'A18', unit: 1, lift: '9号梯' } },
      field('place', 'not_found'),
    ],
    ['unknown kind', { ...dance, kind: 'noise.ufo' }, field('kind', 'not_a_choice')],
    ['kind by prototype', { ...dance, kind: 'constructor' }, field('kind', 'not_a_choice')],
    ['unknown answer', { ...dance, answers: { when: 'never' } }, field('answers.when', 'not_a_choice')],
    ['a field nobody declared', { ...dance, state: 'confirmed' }, field('state', 'unknown_field')],
    ['no object', 'report', field('input', 'wrong_type')],
    ['a danger whose numbers were not shown', { ...lift, warned: [] }, field('warned', 'danger')],
    [
      'words the platform refuses',
      { ...dance, text: '这里有违规词' },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
    [
      'a place in words the platform refuses',
      { ...dance, place: { building: 'A18', spot: '违规词' } },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
  ]
  test.each(rows)('%s', async (_name, input, answer) => {
    const before = everything(cloud)
    expect(await refused(cloud, people.resident.openid, 'cases.report', input)).toEqual(answer)
    expect(everything(cloud)).toBe(before)
  })

  test('a body of 1 MB is refused by the platform', async () => {
    const before = everything(cloud)
    const event = { route: 'cases.report', input: { ...dance, text: long(350_000) }, requestId: 'r'.repeat(20) }
    const answer = await cloud.raw(people.resident.openid, 'cases', event)
    expect(answer.ok).toBe(false)
    expect(everything(cloud)).toBe(before)
  })

  test('script tags are words like others', async () => {
    const text = '<script>alert(1)</script>'
    const told = await report(cloud, people.resident, { ...dance, text })
    expect((await look(cloud, people.worker, told.id)).text).toBe(text)
  })

  test.each(['review', '待审词'])('words of doubt reach the handler: %s', async (text) => {
    await expect(report(cloud, people.resident, { ...dance, text })).resolves.toMatchObject({ state: 'reported' })
  })

  test('one without a home is led to the binding page', async () => {
    expect(await refused(cloud, people.visitor.openid, 'cases.report', dance)).toEqual({ code: 'HOME_NEEDED' })
  })
})

describe('moves that are refused change nothing', () => {
  const rows: [string, object, object][] = [
    ['no such move', { move: 'explode' }, field('move', 'not_a_choice')],
    ['a move of the timer', { move: 'escalate' }, field('move', 'not_a_choice')],
    ['looking goes by its own route', { move: 'look' }, field('move', 'not_a_choice')],
    ['resolve without words', { move: 'resolve' }, field('text', 'missing')],
    ['six stars', { move: 'rate', stars: 6 }, field('stars', 'too_large:5')],
    ['wait until the past', { move: 'wait', text: '等', until: 1 }, field('until', 'wrong_form')],
    ['unknown outsider', { move: 'hand_over', outsider: 'army', name: 'x' }, field('outsider', 'not_a_choice')],
    ['not possible now', { move: 'accept' }, { code: 'NOT_NOW' }],
    ['not by this person', { move: 'decline', text: '不' }, { code: 'FORBIDDEN' }],
    [
      'words the platform refuses',
      { move: 'resolve', text: '违规词' },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
    [
      'pictures of somebody else',
      { move: 'resolve', text: '好', pictures: [ownFile('a')] },
      field('pictures', 'not_yours'),
    ],
    [
      'a name the platform refuses',
      { move: 'hand_over', outsider: 'other', name: '违规词' },
      { code: 'UNSAFE_CONTENT', fields: { text: 'unsafe' } },
    ],
  ]
  test.each(rows)('%s', async (_name, input, answer) => {
    const { version } = await look(cloud, people.worker, id)
    const before = everything(cloud)
    expect(await refused(cloud, people.worker.openid, 'cases.move', { id, version, ...input })).toEqual(answer)
    expect(everything(cloud)).toBe(before)
  })

  test('a stale version is a conflict; a stranger learns nothing', async () => {
    const before = everything(cloud)
    const input = { id, version: 1, move: 'start' }
    expect(await refused(cloud, people.worker.openid, 'cases.move', input)).toEqual({ code: 'CONFLICT' })
    expect(await refused(cloud, people.neighbour.openid, 'cases.move', input)).toEqual({ code: 'NOT_FOUND' })
    expect(await refused(cloud, people.neighbour.openid, 'cases.get', { id })).toEqual({ code: 'NOT_FOUND' })
    expect(await refused(cloud, people.foreignLeader.openid, 'cases.get', { id })).toEqual({ code: 'NOT_FOUND' })
    expect(everything(cloud)).toBe(before)
  })

  test.each([
    ['unknown', '0'.repeat(26), { code: 'NOT_FOUND' }],
    ['of a wrong form', '../x', field('id', 'wrong_form')],
  ])('a case that is %s', async (_name, wrong, answer) => {
    expect(await refused(cloud, people.worker.openid, 'cases.get', { id: wrong })).toEqual(answer)
  })

  test('a mediator of another building, a case that mediators do not hear', async () => {
    expect(await refused(cloud, people.mediator.openid, 'cases.get', { id })).toEqual({ code: 'NOT_FOUND' })
    const dog = await report(cloud, people.resident, barking)
    expect(await refused(cloud, people.foreignMediator.openid, 'cases.get', { id: dog.id })).toEqual({
      code: 'NOT_FOUND',
    })
  })
})

describe('lists', () => {
  test.each([
    'x',
    'bm90anNvbg',
    Buffer.from('["a",1]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('a cursor that nobody gave out: %s', async (after) => {
    expect(await refused(cloud, people.resident.openid, 'cases.mine', { after })).toEqual(field('after', 'wrong_form'))
  })

  test('the desk is for the staff, a cluster for its leader', async () => {
    expect(await refused(cloud, people.worker.openid, 'cases.work', { desk: true })).toEqual({ code: 'FORBIDDEN' })
    const other = { cluster: 'B' }
    expect(await refused(cloud, people.leader.openid, 'cases.cluster', other)).toEqual({ code: 'FORBIDDEN' })
    expect(await refused(cloud, people.leader.openid, 'cases.counts', other)).toEqual({ code: 'FORBIDDEN' })
    expect(await refused(cloud, people.leader.openid, 'cases.counts', {})).toEqual({ code: 'FORBIDDEN' })
  })
})

test('twenty reports a day, then no more until midnight', async () => {
  const who = people.foreigner
  const place = { building: 'B1' }
  for (let n = 0; n < 20; n++) await report(cloud, who, { ...dance, place })
  expect(await refused(cloud, who.openid, 'cases.report', { ...dance, place })).toEqual({ code: 'LIMIT' })
  await cloud.shift(24 * 3_600_000)
  await report(cloud, who, { ...dance, place })
})
