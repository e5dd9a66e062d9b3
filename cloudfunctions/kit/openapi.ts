/** The platform's open interfaces that we call, typed once. Each function lists those it uses in its config.json. */
import { cloud } from './sdk'

export interface TextVerdict {
  suggest: 'pass' | 'review' | 'risky'
}

/** Where words stand, for msgSecCheck: 1 profile, 2 comment, 3 forum, 4 log */
export type Scene = 1 | 2 | 3 | 4

export interface SubscribeMessage {
  touser: string
  templateId: string
  page: string
  data: { [field: string]: { value: string } }
}

export interface MiniProgramCode {
  /** without a slash at its beginning */
  page: string
  /** ≤ 32 characters of ASCII; the page gets it, URL-encoded, as its option `scene` */
  scene: string
  /** pixels, 280 … 1280 */
  width: number
}

/** WeChat's own errcode of a refused call; null when it was something else that failed. */
export function platformCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errCode' in error)) return null
  return typeof error.errCode === 'number' ? error.errCode : null
}

export const openapi = {
  /** ≤ 2,500 characters; only for a person active in the last 2 h */
  async msgSecCheck(openid: string, content: string, scene: Scene): Promise<TextVerdict> {
    const reply = await cloud.openapi.security.msgSecCheck({ version: 2, openid, scene, content })
    return { suggest: reply.result.suggest }
  },

  /** Asks for a picture to be checked; the verdict comes within 30 min as a push with this trace id. */
  async mediaCheckAsync(openid: string, mediaUrl: string): Promise<string> {
    const reply = await cloud.openapi.security.mediaCheckAsync({ version: 2, openid, scene: 4, mediaType: 2, mediaUrl })
    return String(reply.traceId)
  },

  async sendSubscribeMessage(message: SubscribeMessage): Promise<void> {
    await cloud.openapi.subscribeMessage.send({ ...message, lang: 'zh_CN' })
  },

  /** The telephone behind a code of the getPhoneNumber button: single use, 5 minutes. */
  async getPhoneNumber(code: string): Promise<string> {
    const reply = await cloud.openapi.phonenumber.getPhoneNumber({ code })
    return String(reply.phoneInfo.purePhoneNumber)
  },

  /** The picture (PNG or JPEG) of a code that opens a page; good for ever, 5,000 a minute. */
  async getUnlimitedCode(code: MiniProgramCode): Promise<Buffer> {
    // the page is not checked: codes are printed before the version that has it is released
    const reply = await cloud.openapi.wxacode.getUnlimited({ ...code, checkPath: false })
    return Buffer.from(reply.buffer)
  },
}
