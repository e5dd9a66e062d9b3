import { asyncApis, cancelled, requiredText, type ApiTable } from '../api'
import type { WxContext } from '../context'
import { choose } from '../ui/ask'

const VIBRATE_SHORT_MS = 15
const VIBRATE_LONG_MS = 400

/** Telephone, clipboard, vibration and screen. */
export function phone(ctx: WxContext): ApiTable {
  const { overlay } = ctx.host
  let clipboard = ''
  const vibrate = (ms: number): void => void navigator.vibrate?.(ms)
  return asyncApis({
    makePhoneCall: async (o) => {
      const number = requiredText(o, 'phoneNumber')
      const index = await choose(overlay, '拨打电话', [`呼叫 ${number}`], { title: number })
      if (index === undefined) throw cancelled()
    },
    setClipboardData: async (o) => {
      const data = requiredText(o, 'data')
      await ctx.privacy.require('setClipboardData')
      clipboard = data
      // The browser's own clipboard may be closed to the page; the phone's is not.
      await navigator.clipboard?.writeText(data).catch(() => undefined)
      ctx.toast.show({ title: '内容已复制', icon: 'none', mask: false, duration: 1500 })
    },
    getClipboardData: async () => {
      await ctx.privacy.require('getClipboardData')
      return { data: clipboard }
    },
    vibrateShort: () => vibrate(VIBRATE_SHORT_MS),
    vibrateLong: () => vibrate(VIBRATE_LONG_MS),
    setKeepScreenOn: () => undefined,
    getScreenBrightness: () => ({ value: 0.5 }),
    setScreenBrightness: () => undefined,
    hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
    getBatteryInfo: () => ({ level: '100', isCharging: true }),
  })
}
