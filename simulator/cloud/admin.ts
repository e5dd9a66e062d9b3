import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock'
import { addRequestCost, emptyCost } from './cost'
import type { FunctionCall } from './host/call'
import { JSON_TYPE, isRecord, messageOf, parseJson, readBody, send } from './http'
import { LIMITS } from './limits'
import type { Metrics } from './metrics'
import { multipartFields } from './multipart'
import { CloudError, type Actions, type JsonObject } from './types'

export interface AdminOptions {
  readonly clock: Clock
  readonly metrics: Metrics
  /** the action of this name, when a part has it */
  action(name: string): Actions[string] | undefined
  /** the call that the function process with this token serves */
  processCall(token: string): FunctionCall | undefined
}

/** Actions that answer bytes rather than JSON mark them with this key; the value is base64. */
export const BINARY = '$binary'

/** The endpoint that the SDKs talk to. */
export class AdminEndpoint {
  constructor(readonly options: AdminOptions) {}

  /** Answer one request. `token` is the part of the path that tells which function process asks. */
  async serve(request: IncomingMessage, response: ServerResponse, token: string | undefined): Promise<void> {
    const requestId = randomUUID()
    const cost = { ...emptyCost() }
    let caller: FunctionCall | undefined
    let answer: JsonObject
    try {
      caller = token === undefined ? undefined : this.options.processCall(token)
      const params = await readParams(request, (bytes) => (cost.bytesIn = bytes))
      const name = params['action']
      const action = typeof name === 'string' ? this.options.action(name) : undefined
      if (!action) throw new CloudError('INVALID_PARAM', `unknown action ${JSON.stringify(name)}`)
      const isDatabase = String(name).startsWith('database.')
      const call = { requestId, now: this.options.clock.now, cost, caller }
      const start = performance.now()
      try {
        answer = { ...(await action(params, call)), requestId }
      } finally {
        cost.databaseRequests = isDatabase ? 1 : 0
        cost.milliseconds = performance.now() - start
        if (isDatabase) this.options.metrics.recordScan(String(name), params, cost, caller?.function)
      }
    } catch (error) {
      answer = { ...refusalOf(error, requestId), requestId }
    }
    const binary = answer[BINARY]
    const body = typeof binary === 'string' ? Buffer.from(binary, 'base64') : JSON.stringify(answer)
    cost.bytesOut = Buffer.byteLength(body)
    if (caller) addRequestCost(caller.cost, cost)
    send(response, body, typeof binary === 'string' ? 'application/octet-stream' : JSON_TYPE)
  }
}

async function readParams(request: IncomingMessage, count: (bytes: number) => void): Promise<JsonObject> {
  const body = await readBody(request, LIMITS.adminRequestBytes)
  count(body.byteLength)
  const type = request.headers['content-type'] ?? ''
  const params = type.startsWith('multipart/form-data') ? await multipartFields(type, body) : parseJson(body)
  if (!isRecord(params)) throw new CloudError('INVALID_PARAM', 'the request body is not a JSON object')
  return params as JsonObject
}

function refusalOf(error: unknown, requestId: string): { code: string; message: string } {
  if (error instanceof CloudError) return { code: error.code, message: error.message }
  console.error(`[${requestId}]`, error)
  return { code: 'SYS_ERR', message: `system error: ${messageOf(error)}` }
}
