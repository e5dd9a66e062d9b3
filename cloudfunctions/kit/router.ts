/** One way in for every call: identity → person → right → schema → replay → handler → answer. */
import type { Envelope, In, Out, Route } from '../../miniprogram/contract/api'
import type { Answer, Failure } from '../../miniprogram/contract/errors'
import type { Role } from '../../miniprogram/contract/estate'
import type { GenericSchema } from 'valibot'
import { systemNow } from './clock'
import type { Context } from './context'
import { AppError } from './errors'
import { createLog, type Log } from './log'
import { grantsOf, hasRole, members } from './members'
import { replayed } from './replay'
import { parse } from './schema'
import { identity, messageOf } from './sdk'

/**
 * Who may call at all: anyone with a WeChat identity; those with a home or a role; or holders of one of the roles.
 * How a person stands to the thing itself is for the handler's rules.
 */
export type Who = 'anyone' | 'home' | readonly Role[]

/**
 * How a retried call is made harmless. read: it changes nothing. stored: the answer is kept under the requestId.
 * own: the handler finds the requestId in what it changed, and saves the two requests.
 */
export type Replay = 'read' | 'stored' | 'own'

export interface Declared<R extends Route> {
  who: Who
  replay: Replay
  input: GenericSchema<unknown, In<R>>
  handle(input: In<R>, context: Context): Promise<Out<R>>
}

export type Routes<F extends string> = { readonly [R in Extract<Route, `${F}.${string}`>]: Declared<R> }

export interface TimerCall {
  now: number
  log: Log
}

/** What the platform itself calls: the function's one timer, and message pushes by event name. */
export interface Platform {
  timer?(call: TimerCall): Promise<void>
  push?: { readonly [event: string]: (event: Record<string, unknown>, call: TimerCall) => Promise<void> }
}

const REQUEST_ID = /^[A-Za-z0-9_-]{16,64}$/
const HOLDER = /^[a-z]+\.[a-z_]+$/

type Event = Record<string, unknown>

const asEvent = (event: unknown): Event =>
  typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as Event) : {}

/** The function's `main`. */
export function serve<F extends string>(routes: Routes<F>, platform: Platform = {}) {
  return async (raw: unknown): Promise<unknown> => {
    const event = asEvent(raw)
    const { openid } = identity()
    if (openid === null && typeof event.route !== 'string') return servePlatform(event, platform)
    return serveCall(event, openid, routes)
  }
}

async function serveCall<F extends string>(
  event: Event,
  openid: string | null,
  routes: Routes<F>,
): Promise<Answer<unknown>> {
  const now = systemNow()
  const route = typeof event.route === 'string' && HOLDER.test(event.route) ? event.route : '?'
  const requestId = typeof event.requestId === 'string' && REQUEST_ID.test(event.requestId) ? event.requestId : ''
  const log = createLog(requestId, route)
  try {
    const data = await answer({ route, requestId, input: event.input }, openid, routes, now, log)
    log.info('answered', { ms: systemNow() - now })
    return { ok: true, data }
  } catch (error) {
    const failure = failureOf(error, requestId, log)
    log.info('refused', { code: failure.code, ms: systemNow() - now })
    return { ok: false, error: failure }
  }
}

interface RawCall extends Omit<Envelope, 'route' | 'input'> {
  route: string
  input: unknown
}

async function answer<F extends string>(
  { route, requestId, input: rawInput }: RawCall,
  openid: string | null,
  routes: Routes<F>,
  now: number,
  log: Log,
): Promise<unknown> {
  // the table's own keys only: "constructor" is no route
  if (!Object.hasOwn(routes, route)) throw new AppError('NOT_FOUND')
  const declared = (routes as unknown as Record<string, Declared<Route>>)[route] as Declared<Route>
  if (openid === null) throw new AppError('UNAUTHENTICATED')
  if (requestId === '') throw new AppError('INVALID_INPUT', { requestId: 'wrong_form' })

  const member = await members.get(openid)
  const grants = grantsOf(openid, member)
  const context: Context = { openid, now, requestId, member, grants, log }
  admit(declared.who, context)
  const input = parse(declared.input, rawInput)
  const run = () => declared.handle(input, context)
  return declared.replay === 'stored' ? replayed({ openid, requestId, route, input, now }, run) : run()
}

function admit(who: Who, { member, grants }: Context): void {
  if (who === 'anyone') return
  if (who === 'home') {
    if (member?.home || grants.length > 0) return
    throw new AppError('HOME_NEEDED')
  }
  if (!who.some((role) => hasRole(grants, role))) throw new AppError('FORBIDDEN')
}

function failureOf(error: unknown, requestId: string, log: Log): Failure {
  if (error instanceof AppError) {
    return { code: error.code, requestId, ...(error.fields ? { fields: error.fields } : {}) }
  }
  log.error('internal', { reason: messageOf(error).slice(0, 300), at: placeOf(error) })
  return { code: 'INTERNAL', requestId }
}

const placeOf = (error: unknown) => (error instanceof Error ? (error.stack?.split('\n')[1] ?? '').trim() : '')

async function servePlatform(event: Event, { timer, push }: Platform): Promise<unknown> {
  const call: TimerCall = { now: systemNow(), log: createLog('', event.Type === 'Timer' ? 'timer' : 'push') }
  if (event.Type === 'Timer' && timer) {
    await timer(call)
    return 'success'
  }
  const handler =
    typeof event.Event === 'string' && push && Object.hasOwn(push, event.Event) ? push[event.Event] : undefined
  if (handler) {
    await handler(event, call)
    return 'success'
  }
  return { ok: false, error: { code: 'UNAUTHENTICATED', requestId: '' } }
}
