import type { ErrorCode } from '../contract/errors'

/** OFFLINE: the network is away; TIMEOUT: no answer came, so the call may have been carried out. */
export type RpcCode = ErrorCode | 'OFFLINE' | 'TIMEOUT'

/** Why a call gave nothing. The sentence for people is made by errorText. */
export class RpcError extends Error {
  readonly code: RpcCode
  readonly requestId: string
  /** field path to problem; only with INVALID_INPUT */
  readonly fields?: Record<string, string>

  constructor(code: RpcCode, requestId: string, fields?: Record<string, string>) {
    super(code)
    this.name = 'RpcError'
    this.code = code
    this.requestId = requestId
    if (fields) this.fields = fields
  }
}

/** The call did not get through; the same call may be sent again, with the same requestId. */
export const isUnsent = (error: unknown): boolean =>
  error instanceof RpcError && (error.code === 'OFFLINE' || error.code === 'TIMEOUT' || error.code === 'BUSY')
