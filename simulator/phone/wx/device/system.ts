import type { PhoneHost } from '../../host'
import { asyncApis, type ApiTable } from '../api'
import type { WxContext } from '../context'

/** Of the local cloud. */
const APPID = 'wx6a6d6b0000000001'
export const SDK_VERSION = '3.8.12'
const WECHAT_VERSION = '8.0.60'
const STATUS_BAR = 44
const SAFE_BOTTOM = 34
const FONT_PX = 17
const CAPSULE = { width: 87, height: 32, top: 50, right: 10 }

const DEVICE = {
  abi: 'arm64',
  benchmarkLevel: 40,
  brand: 'iPhone',
  model: 'iPhone X',
  system: 'iOS 16.0',
  platform: 'ios',
  cpuType: 'arm64',
  memorySize: 4096,
}

/** Sizes in px of the phone, and of the page in front. */
function windowInfo(host: PhoneHost) {
  const phone = phoneOf(host).getBoundingClientRect()
  const page = pageRect(host) ?? new DOMRect(phone.left, phone.top, phone.width, phone.height)
  const { width, height } = phone
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: page.width,
    windowHeight: page.height,
    statusBarHeight: STATUS_BAR,
    screenTop: page.top - phone.top,
    safeArea: {
      left: 0,
      right: width,
      top: STATUS_BAR,
      bottom: height - SAFE_BOTTOM,
      width,
      height: height - STATUS_BAR - SAFE_BOTTOM,
    },
  }
}

const phoneOf = (host: PhoneHost): HTMLElement => host.overlay.closest<HTMLElement>('.phone') ?? document.body

/** Before the first page there is none. */
function pageRect(host: PhoneHost): DOMRect | undefined {
  try {
    const rect = host.scroller().getBoundingClientRect()
    return rect.width > 0 ? rect : undefined
  } catch {
    return undefined
  }
}

function appBaseInfo(host: PhoneHost) {
  const { fontScale } = host.settings()
  return {
    SDKVersion: SDK_VERSION,
    version: WECHAT_VERSION,
    language: 'zh_CN',
    theme: 'light',
    enableDebug: false,
    host: { env: 'WeChat', appId: '', version: WECHAT_VERSION },
    fontSizeSetting: Math.round(FONT_PX * fontScale),
    fontSizeScaleFactor: fontScale,
    mode: 'default',
  }
}

function systemSetting() {
  return { bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }
}

const APP_AUTHORIZE_SETTING = {
  albumAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  microphoneAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  locationReducedAccuracy: false,
}

function menuButton(host: PhoneHost) {
  const { width } = phoneOf(host).getBoundingClientRect()
  const right = width - CAPSULE.right
  return { ...CAPSULE, left: right - CAPSULE.width, right, bottom: CAPSULE.top + CAPSULE.height }
}

/** Who the phone is: screen, WeChat, app. */
export function system({ host }: WxContext): ApiTable {
  const all = () => ({ ...DEVICE, ...windowInfo(host), ...appBaseInfo(host), ...systemSetting() })
  const launch = () => ({ ...host.launchOptions(), referrerInfo: {}, shareTicket: undefined, apiCategory: 'default' })
  return {
    getWindowInfo: () => windowInfo(host),
    getAppBaseInfo: () => appBaseInfo(host),
    getDeviceInfo: () => DEVICE,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: () => APP_AUTHORIZE_SETTING,
    getSystemInfoSync: all,
    getMenuButtonBoundingClientRect: () => menuButton(host),
    getAccountInfoSync: () => ({ miniProgram: { appId: APPID, envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    ...asyncApis({
      getSystemInfo: all,
      getSystemInfoAsync: all,
      getDeviceBenchmarkInfo: () => ({ benchmarkLevel: 40 }),
    }),
  }
}
