/** How a call reaches the server, apart from wx: given a transport, it retries with the same requestId. */
import type { Envelope, In, Out, Route } from '../contract/api'
import { ERROR_CODES, type Answer } from '../contract/errors'
import { isUnsent, RpcError, type RpcCode } from './rpc-error'

export interface Transport {
  /** the function's answer; rejects with what wx.cloud.callFunction fails with */
  send(name: string, data: Envelope): Promise<unknown>
  wait(ms: number): Promise<void>
  isOnline(): boolean
  newRequestId(): string
}

export interface CallOptions {
  requestId?: string
  timeoutMs?: number
}

/** Functions answer within 3 s or not at all; the rest is for the way there and back on an old phone. */
const TIMEOUT_MS = 8_000
const PAUSES_MS = [600, 1_800] as const

export type Call = <R extends Route>(route: R, input: In<R>, options?: CallOptions) => Promise<Out<R>>

/** Makes `call`: one answer or one RpcError, however often the network has to be asked. */
export function createCall(transport: Transport): Call {
  return async (route, input, { requestId = transport.newRequestId(), timeoutMs = TIMEOUT_MS } = {}) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await callOnce(transport, { route, input, requestId } as Envelope, timeoutMs)
      } catch (error) {
        const pause = PAUSES_MS[attempt]
        if (pause === undefined || !isUnsent(error) || !transport.isOnline()) throw error
        await transport.wait(pause)
      }
    }
  }
}

async function callOnce<T>(transport: Transport, envelope: Envelope, timeoutMs: number): Promise<T> {
  const { route, requestId } = envelope
  const name = route.slice(0, route.indexOf('.'))
  const late = transport.wait(timeoutMs).then(() => {
    throw new RpcError('TIMEOUT', requestId)
  })
  const answered = transport.send(name, envelope).then(
    (result) => dataOf<T>(result, requestId),
    (failure: unknown) => {
      throw new RpcError(codeOfFailure(failure, transport.isOnline()), requestId)
    },
  )
  return Promise.race([answered, late])
}

const isAnswer = (result: unknown): result is Answer<unknown> =>
  typeof result === 'object' && result !== null && 'ok' in result

function dataOf<T>(result: unknown, requestId: string): T {
  if (!isAnswer(result)) throw new RpcError('INTERNAL', requestId)
  if (result.ok) return result.data as T
  const { code, fields } = result.error
  // a newer server may know codes that this phone does not
  throw new RpcError(ERROR_CODES.includes(code) ? code : 'INTERNAL', requestId, fields)
}

/** WeChat: no such function, no such environment, bad parameters: asking again changes nothing. */
const HOPELESS = [-501000, -501005, -501007, -404006]

/** What a failure of the platform means: wx.cloud.callFunction gives an errCode, or an errMsg of the network. */
export function codeOfFailure(failure: unknown, isOnline: boolean): RpcCode {
  const { errCode, errMsg } = (typeof failure === 'object' && failure !== null ? failure : {}) as {
    errCode?: unknown
    errMsg?: unknown
  }
  const words = String(errMsg ?? (failure instanceof Error ? failure.message : ''))
  if (!isOnline) return 'OFFLINE'
  if (/timed?.?out|-504003|exceed/i.test(words)) return 'TIMEOUT'
  if (/request:fail|network|interrupted|ERR_|ssl|socket|dns/i.test(words)) return 'OFFLINE'
  return typeof errCode === 'number' && HOPELESS.includes(errCode) ? 'INTERNAL' : 'BUSY'
}
