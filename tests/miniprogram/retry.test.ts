/** One intent, one requestId, one answer: whatever the network does. */
import fc from 'fast-check'
import type { Envelope } from '../../miniprogram/contract/api'
import { codeOfFailure, createCall, type Transport } from '../../miniprogram/core/retry'
import { isUnsent, RpcError } from '../../miniprogram/core/rpc-error'

const ME = { id: null, name: '周小兰', phoneMasked: null, home: null, grants: [], leave: null, templates: {} }
const GOOD = { ok: true, data: ME }
const refusal = (code: string, fields?: object) => ({
  ok: false,
  error: { code, requestId: 'x', ...(fields && { fields }) },
})

/** What the network does with one try. */
type Turn = 'answer' | 'lost' | 'refused-by-network' | 'busy' | 'platform'

const NETWORK_DOWN = { errCode: -1, errMsg: 'cloud.callFunction:fail request:fail net::ERR_CONNECTION_RESET' }
const PLATFORM = { errCode: -404011, errMsg: 'cloud.callFunction:fail cloud function execution error' }

interface World {
  transport: Transport
  sent: Envelope[]
  waited: number[]
}

/** Time passes at once; a lost answer never comes. */
function world(turns: readonly Turn[], answer: unknown = GOOD, isOnline: () => boolean = () => true): World {
  const sent: Envelope[] = []
  const waited: number[] = []
  let made = 0
  const transport: Transport = {
    send: async (_name, data) => {
      const turn = turns[sent.length] ?? 'answer'
      sent.push(data)
      if (turn === 'lost') return new Promise(() => undefined)
      if (turn === 'refused-by-network') throw NETWORK_DOWN
      if (turn === 'platform') throw PLATFORM
      return turn === 'busy' ? refusal('BUSY') : answer
    },
    // the limit of 8 s passes after everything that is on its way
    wait: async (ms) => {
      waited.push(ms)
      await new Promise((resolve) => setTimeout(resolve, ms >= 8_000 ? 2 : 0))
    },
    isOnline,
    newRequestId: () => `request-${++made}-0000000000`,
  }
  return { transport, sent, waited }
}

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: unknown) => (error instanceof RpcError ? error.code : String(error)),
  )

test('the function is the first word of the route; the answer is its data', async () => {
  const { transport } = world([])
  const send = jest.spyOn(transport, 'send')
  expect(await createCall(transport)('estate.me', {})).toEqual(ME)
  expect(send).toHaveBeenCalledWith('estate', { route: 'estate.me', input: {}, requestId: 'request-1-0000000000' })
})

test('three tries of any kind: every one under the same requestId, the first answer counts', async () => {
  const bad = fc.constantFrom<Turn>('lost', 'refused-by-network', 'busy', 'platform')
  await fc.assert(
    fc.asyncProperty(fc.array(bad, { maxLength: 5 }), async (turns) => {
      const { transport, sent } = world([...turns, 'answer'])
      const code = await codeOf(createCall(transport)('estate.profile', { name: '周' }))
      expect(code === 'ok').toBe(turns.length <= 2)
      expect(sent).toHaveLength(Math.min(turns.length + 1, 3))
      expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1)
      expect(new Set(sent.map(({ input }) => JSON.stringify(input))).size).toBe(1)
    }),
    { numRuns: 40 },
  )
})

test('a requestId that is given is used', async () => {
  const { transport, sent } = world(['lost', 'answer'])
  await createCall(transport)('estate.me', {}, { requestId: 'kept-by-the-draft' })
  expect(sent.map(({ requestId }) => requestId)).toEqual(['kept-by-the-draft', 'kept-by-the-draft'])
})

test('a refusal by the server is final', async () => {
  for (const code of ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'NOT_NOW', 'LIMIT', 'INTERNAL']) {
    const { transport, sent } = world([], refusal(code))
    expect(await codeOf(createCall(transport)('estate.me', {}))).toBe(code)
    expect(sent).toHaveLength(1)
  }
})

test('the fields of a refusal come along', async () => {
  const { transport } = world([], refusal('INVALID_INPUT', { 'place.unit': 'not_found' }))
  const error = await createCall(transport)('estate.me', {}).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'INVALID_INPUT', fields: { 'place.unit': 'not_found' } })
})

test('a code that this phone does not know, or no answer of ours at all, is our mistake', async () => {
  for (const answer of [refusal('NEW_CODE'), null, 'text', 5, { data: 1 }]) {
    expect(await codeOf(createCall(world([], answer).transport)('estate.me', {}))).toBe('INTERNAL')
  }
})

test('without a network nothing is tried again: whoever asked is told at once', async () => {
  const { transport, sent, waited } = world(['refused-by-network'], GOOD, () => false)
  expect(await codeOf(createCall(transport)('estate.me', {}))).toBe('OFFLINE')
  expect(sent).toHaveLength(1)
  expect(waited).toEqual([8_000])
})

test('pauses grow', async () => {
  const { transport, waited } = world(['busy', 'busy', 'busy'])
  expect(await codeOf(createCall(transport)('estate.me', {}))).toBe('BUSY')
  expect(waited.filter((ms) => ms < 8_000)).toEqual([600, 1_800])
})

test.each([
  [NETWORK_DOWN, true, 'OFFLINE'],
  [PLATFORM, true, 'BUSY'],
  [PLATFORM, false, 'OFFLINE'],
  [{ errCode: -501000, errMsg: 'cloud.callFunction:fail FunctionName parameter could not be found' }, true, 'INTERNAL'],
  [{ errCode: -504003, errMsg: 'cloud.callFunction:fail Invoking task timed out after 3 seconds' }, true, 'TIMEOUT'],
  [{ errMsg: 'cloud.callFunction:fail request:fail timeout' }, true, 'TIMEOUT'],
  [new Error('request:fail interrupted'), true, 'OFFLINE'],
  [undefined, true, 'BUSY'],
  ['text', true, 'BUSY'],
])('%p, network %p: %s', (failure, isOnline, code) => expect(codeOfFailure(failure, isOnline)).toBe(code))

test('only what did not get through may be sent again', () => {
  const sendable = ['OFFLINE', 'TIMEOUT', 'BUSY'] as const
  for (const code of sendable) expect(isUnsent(new RpcError(code, ''))).toBe(true)
  for (const code of ['INVALID_INPUT', 'FORBIDDEN', 'CONFLICT', 'INTERNAL'] as const)
    expect(isUnsent(new RpcError(code, ''))).toBe(false)
  expect(isUnsent(new Error('x'))).toBe(false)
})
