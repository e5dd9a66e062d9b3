/** The platform's open interfaces that we call, typed once. Each function lists those it uses in its config.json. */
import { cloud } from './sdk'

export interface TextVerdict {
  suggest: 'pass' | 'review' | 'risky'
}

export interface SubscribeMessage {
  touser: string
  templateId: string
  page: string
  data: { [field: string]: { value: string } }
}

export const openapi = {
  /** scene 1 profile, 2 comment, 3 forum, 4 log; ≤ 2,500 characters; only for a person active in the last 2 h */
  async msgSecCheck(openid: string, content: string, scene: 1 | 2 | 3 | 4): Promise<TextVerdict> {
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
}
