/** The one door to the platform's SDK. */
import * as cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as never })

export { cloud }
export const database = cloud.database({ throwOnNotFound: false } as never)
export const command = database.command

export interface Identity {
  openid: string | null
  appid: string | null
}

/** Who calls, by the platform's word. Must be read at the start of a call: it lives in the process environment. */
export function identity(): Identity {
  const { OPENID, APPID } = cloud.getWXContext()
  return { openid: OPENID ? String(OPENID) : null, appid: APPID ? String(APPID) : null }
}

/** The message of whatever was thrown; the SDK keeps its error codes only in there. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  if (typeof error === 'object' && error !== null && 'errMsg' in error) return String(error.errMsg)
  return String(error)
}
