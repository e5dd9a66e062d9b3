import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BINARY } from '../admin'
import type { Agenda } from '../agenda'
import type { FunctionHost } from '../host'
import type { Storage } from '../storage'
import { CloudError, type Actions, type Call, type Json, type JsonObject, type Part } from '../types'
import { Activity } from './activity'
import { loadCodec } from './codec'
import { MediaChecks, msgSecCheck } from './moderation'
import { PhoneCodes } from './phone'
import { SubscribeMessages } from './subscribe'
import { ApiError, SYSTEM_REFUSALS, SystemRefusal, type Api } from './types'
import { getUnlimited } from './wxacode'

export interface OpenApiOptions {
  /** where state that survives a restart is kept */
  readonly directory: string
  readonly agenda: Agenda
  readonly storage: Storage
  readonly host: FunctionHost | undefined
  /** folder of the functions: message-push.json and subscribe-templates.json lie in it */
  readonly functionsDirectory: string | undefined
}

/** WeChat's open API, as far as the estate uses it. */
export class OpenApi implements Part {
  readonly name = 'openapi'
  readonly activity: Activity
  readonly phoneCodes: PhoneCodes
  readonly subscribe: SubscribeMessages
  readonly actions: Actions = {
    'wx.openApi': (params, call) => this.#callProtobuf(params, call),
    'wx.api': (params, call) => this.#callJson(params, call),
  }
  readonly #apis: Readonly<Record<string, Api>>
  readonly #options: OpenApiOptions

  constructor(options: OpenApiOptions) {
    const { directory, agenda, storage, functionsDirectory } = options
    this.#options = options
    this.activity = new Activity(agenda.clock)
    this.phoneCodes = new PhoneCodes(agenda.clock)
    this.subscribe = new SubscribeMessages(directory, functionsDirectory, agenda.clock)
    const { activity } = this
    const mediaChecks = new MediaChecks({ directory, agenda, storage, activity, push: (event) => this.#push(event) })
    this.#apis = {
      'security.msgSecCheck': msgSecCheck(activity),
      'security.mediaCheckAsync': mediaChecks.api,
      'subscribeMessage.send': this.subscribe.send,
      'phonenumber.getPhoneNumber': this.phoneCodes.getPhoneNumber,
      'wxacode.getUnlimited': getUnlimited,
    }
  }

  stop(): void {
    // Every change is on disk before its request is answered.
  }

  /** cloud.openapi.x.y(): protobuf in a form, protobuf back. */
  async #callProtobuf(params: JsonObject, call: Call): Promise<JsonObject> {
    const codec = await loadCodec()
    const bytes = await this.#answer(
      params,
      call,
      () => codec.decodeRequest(Buffer.from(String(params['requestData'] ?? ''), 'latin1')),
      (errorCode) => codec.encodeSystemError(errorCode),
      (reply) =>
        'bytes' in reply && Buffer.isBuffer(reply.bytes)
          ? codec.encodeBytes(reply.bytes, String(reply.contentType))
          : codec.encodeJson(reply as Json),
    )
    return { [BINARY]: bytes.toString('base64') }
  }

  /** cloud.callOpenAPI(): the same in JSON. */
  async #callJson(params: JsonObject, call: Call): Promise<JsonObject> {
    const responseData = await this.#answer(
      params,
      call,
      () => jsonParameters(params['requestData']),
      (errcode): Json => ({ errcode, errmsg: 'refused' }),
      (reply): Json =>
        'bytes' in reply && Buffer.isBuffer(reply.bytes) ? reply.bytes.toString('base64') : (reply as Json),
    )
    return { data: { responseData: JSON.stringify(responseData) } }
  }

  async #answer<T>(
    params: JsonObject,
    call: Call,
    decode: () => JsonObject,
    refuse: (errorCode: number) => T,
    reply: (answer: Awaited<ReturnType<Api>>) => T,
  ): Promise<T> {
    try {
      const api = this.#permitted(String(params['apiName']), call)
      const answer = await api(decode(), call)
      return reply('bytes' in answer ? answer : { errcode: 0, errmsg: 'ok', ...answer })
    } catch (error) {
      if (error instanceof SystemRefusal) return refuse(error.errorCode)
      if (error instanceof ApiError) return reply({ errcode: error.errcode, errmsg: error.errmsg })
      throw error
    }
  }

  /** The API, when it exists and the calling function's config.json names it. Programs outside have every right. */
  #permitted(name: string, call: Call): Api {
    const api = Object.hasOwn(this.#apis, name) ? this.#apis[name] : undefined
    if (!api) throw new SystemRefusal(SYSTEM_REFUSALS.apiNotFound)
    const { host } = this.#options
    if (!call.caller || !host) return api
    if (!host.configOf(call.caller.function).openapi.includes(name))
      throw new SystemRefusal(SYSTEM_REFUSALS.noPermission)
    return api
  }

  /** Deliver a pushed event to the function that message-push.json names. */
  async #push(event: { readonly [key: string]: Json }): Promise<void> {
    const { host, functionsDirectory } = this.#options
    const file = functionsDirectory && join(functionsDirectory, 'message-push.json')
    if (!host || !file || !existsSync(file)) return
    const targets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    const name = targets[`event:${String(event['Event'])}`]
    if (!name) return
    const answer = await host.invoke(name, { event: JSON.stringify(event), source: 'wx_unknown' })
    if (!answer.ok && host.stopped) throw new Error(`${String(event['Event'])} could not be delivered: the cloud stops`)
  }
}

function jsonParameters(data: Json | undefined): JsonObject {
  try {
    return typeof data === 'string' && data !== '' ? (JSON.parse(data) as JsonObject) : {}
  } catch {
    throw new CloudError('INVALID_PARAM', 'requestData is not JSON')
  }
}
