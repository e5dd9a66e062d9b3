import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { emptyCost } from './cost'
import { ENVIRONMENT } from './environment'
import type { FunctionHost } from './host'
import { FAILURES, type Answer, type Identity } from './host/call'
import { isRecord, parseJson, readBody, sendJson } from './http'
import { LIMITS } from './limits'
import type { OpenApi } from './openapi'
import type { Storage } from './storage'
import { CloudError } from './types'

/** An openid as it may be here. The SDK turns a purely numeric one into a number, so none is issued. */
const OPENID = /^(?!\d+$)[\w-]{1,64}$/

/** The part of WeChat that a phone talks to: calls functions, uploads files, asks for codes and for consent. */
export class ClientGateway {
  constructor(
    readonly host: FunctionHost | undefined,
    readonly storage: Storage,
    readonly openapi: OpenApi,
  ) {}

  /** wx.cloud.callFunction of the person `openid`. */
  async callFunction(identity: Identity, name: string, data: Record<string, unknown>): Promise<Answer> {
    this.openapi.activity.note(identity.openid)
    if (!this.host) return refused(FAILURES.notFound)
    if (Buffer.byteLength(JSON.stringify(data)) > LIMITS.functionRequestBytes) return refused(FAILURES.requestTooLarge)
    const event = { ...data, userInfo: { appId: identity.appid, openId: identity.openid } }
    return this.host.invoke(name, { event: JSON.stringify(event), source: 'wx_client', identity })
  }

  /** Serve a request under /client/. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== 'POST') throw new CloudError('INVALID_PARAM', 'use POST')
    const identity = identityOf(request)
    const [, , kind, name] = url.pathname.split('/')
    if (kind === 'functions' && name) return this.#serveFunction(request, response, identity, decode(name))
    this.openapi.activity.note(identity.openid)
    if (kind === 'storage') {
      const bytes = await readBody(request, LIMITS.uploadBytes)
      return sendJson(response, {
        fileID: await this.storage.put(url.searchParams.get('path') ?? '', bytes, identity.openid),
      })
    }
    const body = await readObject(request)
    if (kind === 'phone-code') {
      const number = body['phoneNumber']
      return sendJson(response, {
        code: this.openapi.phoneCodes.issue(identity.openid, typeof number === 'string' ? number : undefined),
      })
    }
    if (kind === 'subscribe') {
      this.openapi.subscribe.answer(
        identity.openid,
        stringsOf(body['templateIds'], 'templateIds'),
        body['accept'] === true,
      )
      return sendJson(response, {})
    }
    if (kind === 'temporary-urls') {
      const fileList = stringsOf(body['fileList'], 'fileList')
      return sendJson(response, { fileList: await this.storage.downloadList(fileList.map((fileID) => ({ fileID }))) })
    }
    if (kind === 'delete-files') {
      const fileList = stringsOf(body['fileList'], 'fileList')
      return sendJson(response, { fileList: await this.storage.deleteList(fileList, identity.openid) })
    }
    throw new CloudError('INVALID_PARAM', `nothing at ${url.pathname}`)
  }

  async #serveFunction(
    request: IncomingMessage,
    response: ServerResponse,
    identity: Identity,
    name: string,
  ): Promise<void> {
    const answer = await this.callFunction(identity, name, await readObject(request))
    const { requestId, cost, coldStart } = answer
    response.setHeader('x-cost', JSON.stringify({ ...cost, coldStart }))
    if (!answer.ok) return sendJson(response, { requestId, errCode: answer.errCode, errMsg: answer.errMsg })
    // The result is JSON already.
    const body = Buffer.from(`{"requestId":${JSON.stringify(requestId)},"result":${answer.result}}`)
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
    response.end(body)
  }
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new CloudError('INVALID_PARAM', `${JSON.stringify(name)} has a broken %`)
  }
}

/** Check an openid and complete the identity of a person. */
export function identityOfOpenid(openid: string, unionid?: string): Identity {
  if (!OPENID.test(openid))
    throw new CloudError(
      'INVALID_PARAM',
      `invalid openid ${JSON.stringify(openid)}: 1 to 64 letters, digits, _ or -, not digits alone`,
    )
  return { openid, appid: ENVIRONMENT.appid, unionid, clientIp: '127.0.0.1' }
}

function identityOf(request: IncomingMessage): Identity {
  const header = (name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  }
  const identity = identityOfOpenid(header('x-wx-openid') ?? '', header('x-wx-unionid'))
  return { ...identity, appid: header('x-wx-appid') ?? identity.appid }
}

/** Room above the function's own limit, so that its refusal comes from the same place as on the platform. */
const BODY_BYTES = LIMITS.functionRequestBytes * 4

async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, BODY_BYTES)
  const body = bytes.byteLength === 0 ? {} : parseJson(bytes)
  if (!isRecord(body)) throw new CloudError('INVALID_PARAM', 'the request body is not a JSON object')
  return body
}

function stringsOf(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value
  throw new CloudError('INVALID_PARAM', `${name} is not a list of strings`)
}

function refused(failure: (typeof FAILURES)[keyof typeof FAILURES]): Answer {
  return { ...failure, requestId: randomUUID(), cost: { ...emptyCost(), calls: 1 }, coldStart: false }
}
