import { asyncApi, requiredText, WxFailure, type ApiTable, type Options, type Run } from '../api'
import type { WxContext } from '../context'
import { Transport, type Answer } from './transport'
import { files, upload } from './files'
import { withUploadTask } from './upload-task'

const REQUEST_BYTES = 100 * 1024
const NOT_INIT = "Cloud API isn't enabled, please call wx.cloud.init first"
const NO_ACCESS = 'database permission denied: the collections of this environment are closed to clients'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** wx.cloud fails with a real Error that carries errCode and errMsg, where other calls fail with a plain object. */
export function cloudApi(name: string, run: Run): (options?: Options) => Promise<unknown> | undefined {
  const call = asyncApi(`cloud.${name}`, async (options) => {
    try {
      return await run(options)
    } catch (error) {
      if (error instanceof WxFailure) throw new WxFailure(error.message, { errCode: -1, ...error.fields })
      throw error
    }
  })
  return (options) =>
    call(options)?.catch((failure: { errMsg: string }) => {
      throw Object.assign(new Error(failure.errMsg), failure)
    })
}

/** wx.cloud */
export function cloud(ctx: WxContext): { api: ApiTable; transport: Transport } {
  const transport = new Transport(ctx)
  let started = false
  const needed = (run: Run): Run => {
    return (options) => {
      if (!started) throw new WxFailure(NOT_INIT)
      return run(options)
    }
  }
  const runs: Record<string, Run> = {
    callFunction: (options) => callFunction(transport, options),
    ...files(ctx, transport),
  }
  const calls = Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, cloudApi(name, needed(run))]))
  const api: ApiTable = {
    ...calls,
    uploadFile: withUploadTask(
      cloudApi(
        'uploadFile',
        needed((options) => upload(ctx, transport, options)),
      ),
    ),
    init: () => void (started = true),
    database: () => {
      throw Object.assign(new Error(NO_ACCESS), { errCode: -502003 })
    },
    CloudID: class {
      constructor(readonly cloudID: string) {}
    },
  }
  return { api, transport }
}

async function callFunction(transport: Transport, options: Options): Promise<Record<string, unknown>> {
  const name = requiredText(options, 'name')
  const data = options['data'] ?? {}
  const body = JSON.stringify(data)
  const route = isRecord(data) && typeof data['route'] === 'string' ? ` ${data['route']}` : ''
  let result: Record<string, unknown> = {}
  await transport.record('callFunction', name + route, body, async () => {
    if (new TextEncoder().encode(body).byteLength > REQUEST_BYTES)
      throw new WxFailure('data exceed max size', { errCode: -601002 })
    const answer = await transport.post({ path: `functions/${encodeURIComponent(name)}`, body })
    result = resultOf(answer)
    return answer
  })
  return result
}

function resultOf({ body }: Answer): Record<string, unknown> {
  const answer = isRecord(body) ? body : {}
  if ('errCode' in answer) {
    const { errCode, errMsg, requestId } = answer
    throw new WxFailure(
      `requestID ${String(requestId)}, cloud function service error code ${String(errCode)}, error message ${String(errMsg)};`,
      { errCode, requestID: requestId },
    )
  }
  if ('code' in answer) throw new WxFailure(`${String(answer['code'])} ${String(answer['message'])}`)
  return { result: answer['result'], requestID: answer['requestId'] }
}
