import type { CallCost } from '../cost'
import type { Variables } from '../environment'

/** The person on whose behalf a function is called from a mini-program. */
export interface Identity {
  readonly openid: string
  readonly appid: string
  readonly unionid?: string | undefined
  readonly clientIp?: string | undefined
}

/** What started a call: the client, a timer, a pushed event, or another function (which passes its own chain on). */
export type Source = 'wx_client' | 'wx_trigger' | 'wx_unknown' | `${string},scf`

export interface Invocation {
  /** JSON of the event, within the request limit */
  readonly event: string
  readonly source: Source
  readonly identity?: Identity | undefined
  /** the call of the function that calls this one */
  readonly parent?: FunctionCall | undefined
}

/** A call that is being served. */
export interface FunctionCall {
  readonly requestId: string
  readonly function: string
  readonly route: string | undefined
  readonly invocation: Invocation
  readonly cost: CallCost
  coldStart: boolean
}

export type Failure = { readonly ok: false; readonly errCode: number; readonly code: string; readonly errMsg: string }
export type Outcome = { readonly ok: true; readonly result: string } | Failure
export type Answer = Outcome & { readonly requestId: string; readonly cost: CallCost; readonly coldStart: boolean }

/** What the caller of a function is told; the details are in the function's log alone, as on the platform. */
export const FAILURES = {
  thrown: { ok: false, errCode: -504002, code: 'FUNCTIONS_EXECUTE_FAIL', errMsg: 'functions execute fail' },
  notFound: {
    ok: false,
    errCode: -501000,
    code: 'FUNCTION_NOT_FOUND',
    errMsg: 'FunctionName parameter could not be found',
  },
  requestTooLarge: { ok: false, errCode: -601002, code: 'INVALID_PARAM', errMsg: 'data exceed max size' },
  resultTooLarge: {
    ok: false,
    errCode: -604001,
    code: 'FUNCTIONS_RESULT_SIZE_EXCEED',
    errMsg: 'cloudfunction result size exceed limit (1MB)',
  },
} as const satisfies Record<string, Failure>

/** The failure of a call that took longer than its function may. */
export function timeLimitFailure(timeoutMs: number): Failure {
  const errMsg = `Invoking task timed out after ${timeoutMs / 1000} seconds`
  return { ok: false, errCode: -504003, code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED', errMsg }
}

/** Variables that the platform sets for one call. A call from another function or a timer has no person. */
export function callVariables({ source, identity }: Invocation): Variables {
  const person: Record<string, string | undefined> = {
    WX_OPENID: identity?.openid,
    WX_APPID: identity?.appid,
    WX_UNIONID: identity?.unionid,
    WX_CLIENTIP: identity?.clientIp,
  }
  const known = Object.entries(person).filter((entry): entry is [string, string] => entry[1] !== undefined)
  // All names are listed always: getWXContext() of an empty list would not even tell ENV and SOURCE.
  const variables = { ...Object.fromEntries(known), WX_CONTEXT_KEYS: Object.keys(person).join(','), TCB_SOURCE: source }
  return source === 'wx_trigger' ? { ...variables, TRIGGER_SRC: 'timer' } : variables
}
