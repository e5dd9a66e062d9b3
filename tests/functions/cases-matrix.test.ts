import type { TestCloud } from '../cloud'
import { dance, report } from './case-helpers'
import { ok, settledCloud, type People } from './people'

let cloud: TestCloud
let people: People
let id: string

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
  ;({ id } = await report(cloud, people.resident))
})
afterAll(() => cloud.stop())

const ROLES = [
  'visitor',
  'resident',
  'neighbour',
  'mediator',
  'worker',
  'colleague',
  'leader',
  'foreignWorker',
  'foreignLeader',
  'staff',
  'admin',
] as const

// + may, F forbidden, H home needed, N not found: in the order of ROLES.
// The case is the resident's, of a kind that workers hear, in A18, handled by `worker`.
const MATRIX: { [route: string]: [input: () => object, answers: string] } = {
  'cases.home': [() => ({}), '+++++++++++'],
  'cases.report': [() => ({ ...dance, kind: 'opinion.suggestion' }), 'H++++++++++'],
  'cases.get': [() => ({ id }), 'N+NN+++NN+N'],
  'cases.move': [() => ({ id, version: 1, move: 'note', text: '记一笔' }), 'NFNN+++NN+N'],
  'cases.contact': [() => ({ id }), 'FFFN+FFNNFF'],
  'cases.mine': [() => ({}), '+++++++++++'],
  'cases.work': [() => ({}), 'FFF+++++++F'],
  'cases.cluster': [() => ({ cluster: 'A' }), 'FFFFFF+FF+F'],
  'cases.all': [() => ({}), 'FFFFFFFFF+F'],
  'cases.counts': [() => ({ cluster: 'A' }), 'FFFFFF+FF+F'],
}
const CODES: { [letter: string]: string } = { F: 'FORBIDDEN', H: 'HOME_NEEDED', N: 'NOT_FOUND', '+': 'ok' }

const cells = Object.entries(MATRIX).flatMap(([route, [input, answers]]) =>
  ROLES.map((role, index) => [route, role, CODES[answers[index] ?? ''] ?? '?', input] as const),
)

test.each(cells)('%s by %s: %s', async (route, role, expected, input) => {
  const answer = await cloud.call(people[role].openid, route, input())
  expect(answer.ok ? 'ok' : answer.error.code).toBe(expected)
})

test.each(ROLES.map((role, index) => [role, MATRIX['cases.work']?.[1][index] === '+'] as const))(
  '%s learns from the own list whether there is one of work: %s',
  async (role, isWorker) => {
    expect((await ok(cloud, people[role].openid, 'cases.mine', {})).isWorker).toBe(isWorker)
  },
)

test.each(Object.keys(MATRIX))('%s without an identity', async (route) => {
  const event = JSON.stringify({ route, input: {}, requestId: 'r'.repeat(16) })
  const answer = await cloud.cloud.functions?.invoke('cases', { event, source: 'wx_client,scf' })
  expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
})

test.each(['cases.explode', 'cases.constructor', 'cases.__proto__', 'estate.me', 'cases', 'cases.'])(
  'unknown route %s',
  async (route) => {
    const answer = await cloud.raw(people.resident.openid, 'cases', { route, input: {}, requestId: 'r'.repeat(16) })
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  },
)

test.each([undefined, '', 'short', 'x'.repeat(65), 'with space 12345678', 5])('requestId %p', async (requestId) => {
  const answer = await cloud.raw(people.resident.openid, 'cases', { route: 'cases.mine', input: {}, requestId })
  const refusal = { code: 'INVALID_INPUT', fields: { requestId: 'wrong_form' } }
  expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: refusal })
})

test('a person cannot play the platform', async () => {
  for (const event of [{ Type: 'Timer' }, { Event: 'wxa_media_check', trace_id: 'x', result: { suggest: 'pass' } }]) {
    const answer = await cloud.raw(people.resident.openid, 'cases', event)
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
})
