import type { CallRecord } from '../../types'
import { WxFailure } from '../api'
import type { WxContext } from '../context'

/** How long this phone waits at least for an answer that gets lost: less than WeChat does, so that it can be tried out. */
const LOST_MS = 1_000

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly bytes: number
  readonly cost?: Readonly<Record<string, unknown>> | undefined
}

export interface Post {
  readonly path: string
  readonly body: string | Blob
  readonly onProgress?: (sent: number, total: number) => void
  readonly onStart?: (request: XMLHttpRequest) => void
}

export const offlineFailure = () => new WxFailure('request:fail net::ERR_INTERNET_DISCONNECTED', { errCode: -1 })
const lostFailure = () => new WxFailure('request:fail timeout', { errCode: -1 })

const sizeOf = (body: string | Blob): number =>
  typeof body === 'string' ? new TextEncoder().encode(body).byteLength : body.size

/** The way from this phone to the cloud, over the network that the shell has set. */
export class Transport {
  constructor(readonly ctx: WxContext) {}

  /** POST under /client/ as this person. */
  async post(post: Post): Promise<Answer> {
    const { network, gesture } = this.ctx
    if (network.offline) throw offlineFailure()
    await network.travel()
    const sent = this.ask(post)
    if (network.losesAnswers) {
      // what was asked for has happened, only the answer is lost
      const waited = new Promise((resolve) => setTimeout(resolve, LOST_MS))
      await Promise.all([sent.catch(() => undefined), waited])
      throw lostFailure()
    }
    const answer = await sent
    await network.travel()
    gesture.spend()
    return answer
  }

  /** Run `work` and report it as a call, with its time, sizes and cost. */
  async record(
    kind: string,
    name: string,
    body: string | Blob,
    work: () => Promise<{ bytes: number; cost?: Answer['cost'] }>,
  ): Promise<void> {
    const at = this.ctx.host.now()
    const begun = performance.now()
    const report = (rest: Pick<CallRecord, 'ok' | 'answerBytes'> & Partial<CallRecord>) =>
      this.ctx.host.report({
        type: 'call',
        call: { at, kind, name, ms: Math.round(performance.now() - begun), requestBytes: sizeOf(body), ...rest },
      })
    try {
      const { bytes, cost } = await work()
      report({ ok: true, answerBytes: bytes, ...(cost && { cost }) })
    } catch (error) {
      report({ ok: false, answerBytes: 0, error: error instanceof Error ? error.message : String(error) })
      throw error
    }
  }

  /** One request and its answer, whatever the network of the shell is. */
  ask({ path, body, onProgress, onStart }: Post): Promise<Answer> {
    // XMLHttpRequest: fetch tells no progress of an upload.
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', `/client/${path}`)
      request.setRequestHeader('x-wx-openid', this.ctx.host.settings().openid)
      request.setRequestHeader(
        'content-type',
        typeof body === 'string' ? 'application/json' : 'application/octet-stream',
      )
      request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded, total)
      request.onload = () => {
        try {
          resolve(answerOf(request))
        } catch (error) {
          reject(error as Error)
        }
      }
      request.onerror = () => reject(new WxFailure('request:fail net::ERR_CONNECTION_REFUSED', { errCode: -1 }))
      request.onabort = () => reject(new WxFailure('abort'))
      onStart?.(request)
      request.send(body)
    })
  }
}

function answerOf(request: XMLHttpRequest): Answer {
  const text = request.responseText
  const cost = request.getResponseHeader('x-cost')
  return {
    status: request.status,
    body: JSON.parse(text) as unknown,
    bytes: new TextEncoder().encode(text).byteLength,
    ...(cost && { cost: JSON.parse(cost) as Record<string, unknown> }),
  }
}
