import type { Call, Json } from '../types'
import type { Parameters } from './codec'

export type ApiReply = { readonly [key: string]: Json } | { readonly bytes: Buffer; readonly contentType: string }

/** One open API, e.g. "security.msgSecCheck". It throws ApiError for what WeChat answers with an errcode. */
export type Api = (parameters: Parameters, call: Call) => ApiReply | Promise<ApiReply>

/** An answer of WeChat with an errcode. */
export class ApiError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(errmsg)
    this.name = 'ApiError'
  }
}

/** A refusal by the system in front of the API; numbers as wx-server-sdk names them. */
export class SystemRefusal extends Error {
  constructor(readonly errorCode: (typeof SYSTEM_REFUSALS)[keyof typeof SYSTEM_REFUSALS]) {
    super(`error code: ${errorCode}`)
    this.name = 'SystemRefusal'
  }
}

export const SYSTEM_REFUSALS = { apiNotFound: -604100, noPermission: -604101, illegalSource: -604104 } as const

/** A parameter that must be a string. */
export function stringOf(parameters: Parameters, key: string): string {
  const value = parameters[key]
  if (typeof value === 'string') return value
  throw new ApiError(47001, `data format error: ${key} is not a string`)
}
