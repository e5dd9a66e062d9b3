/**
 * What we use of wx, as promises. A person who cancels is no error: that gives null or false. Only core touches wx, so
 * that pages can be read and tested without it.
 */

export interface Callbacks<R> {
  success(result: R): void
  fail(failure: { errMsg: string }): void
}

/** The answer of an interface; null when it was cancelled, refused or is not there. */
export function answer<R>(
  start: (callbacks: Callbacks<R>) => unknown,
  onFail?: (words: string) => void,
): Promise<R | null> {
  return new Promise((resolve) => {
    const fail = (words: string) => {
      if (!/cancel/i.test(words)) onFail?.(words)
      resolve(null)
    }
    // An interface that an old WeChat lacks throws.
    try {
      start({ success: resolve, fail: ({ errMsg }) => fail(errMsg) })
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  })
}

const done = async (start: (callbacks: Callbacks<unknown>) => unknown): Promise<boolean> =>
  (await answer(start)) !== null

// ---- words over the page

/** Says something short, then goes away. */
export const toast = (title: string): void => void wx.showToast({ title, icon: 'none', duration: 2_500 })

/** Shows that something runs until the returned function is called. */
export function loading(title = '请稍等'): () => void {
  wx.showLoading({ title, mask: true })
  return () => wx.hideLoading({ noConflict: true, fail: () => undefined })
}

export interface Question {
  title: string
  text: string
  /** at most four characters each: WeChat takes no more */
  ok?: string
  cancel?: string
  /** the answer takes something away */
  danger?: boolean
}

// A dialog of WeChat's own cannot take a CSS variable; these are --brand and --ink-quiet.
const DIALOG_DANGER = '#C8372D'
const DIALOG_OK = '#1F2329'
const DIALOG_CANCEL = '#5B6470'

/** Asks yes or no. */
export async function confirm({
  title,
  text,
  ok = '好的',
  cancel = '取消',
  danger = false,
}: Question): Promise<boolean> {
  const reply = await answer<{ confirm: boolean }>((callbacks) =>
    wx.showModal({
      title,
      content: text,
      confirmText: ok,
      cancelText: cancel,
      confirmColor: danger ? DIALOG_DANGER : DIALOG_OK,
      cancelColor: DIALOG_CANCEL,
      ...callbacks,
    }),
  )
  return reply?.confirm ?? false
}

/** Tells something that has to be read. */
export async function tell(title: string, text: string): Promise<void> {
  await done((callbacks) =>
    wx.showModal({
      title,
      content: text,
      showCancel: false,
      confirmText: '知道了',
      confirmColor: DIALOG_OK,
      ...callbacks,
    }),
  )
}

/** WeChat's sheet of at most six choices; which one, null: none. */
export async function choose(items: readonly string[]): Promise<number | null> {
  const reply = await answer<{ tapIndex: number }>((callbacks) =>
    wx.showActionSheet({ itemList: [...items], ...callbacks }),
  )
  return reply?.tapIndex ?? null
}

// ---- ways between pages; urls begin with a slash

export const home = (): void => void wx.switchTab({ url: '/pages/home/index' })
export const tab = (url: string): void => void wx.switchTab({ url })
export const replace = (url: string): void => void wx.redirectTo({ url })

const MOST_PAGES = 10

/** Opens a page. WeChat keeps at most ten; past that the last one makes room. */
export function go(url: string): void {
  if (getCurrentPages().length >= MOST_PAGES) replace(url)
  else wx.navigateTo({ url })
}

/** Back, or 首页 when this is the first page (opened from a code or a message). */
export function back(delta = 1): void {
  if (getCurrentPages().length > delta) wx.navigateBack({ delta })
  else home()
}

export const pageTitle = (title: string): void => void wx.setNavigationBarTitle({ title })
export const stopPullDown = (): void => void wx.stopPullDownRefresh()
/** Past any page: WeChat stops at its end. */
const FAR_DOWN = 1_000_000
export const scrollToEnd = (): void => void wx.pageScrollTo({ scrollTop: FAR_DOWN, duration: 0, fail: () => undefined })

/** The number at a tab; 0 takes it away. Only tab pages can set it: WeChat refuses it elsewhere, and it is set again there. */
export function tabBadge(index: number, number: number): void {
  const quiet = { fail: () => undefined }
  if (number > 0) wx.setTabBarBadge({ index, text: number > 99 ? '99+' : String(number), ...quiet })
  else wx.removeTabBarBadge({ index, ...quiet })
}

// ---- pictures, codes, telephone

export interface Picture {
  path: string
  size: number
}

const REFUSED = /auth|deny|denied|authorize|permission|privacy/i

function explain(what: string): (words: string) => void {
  return (words) => {
    if (REFUSED.test(words)) toast(`没有打开${what}的权限，点右上角“…”里的设置可以打开`)
    else toast(`${what}没打开，请再试一次`)
  }
}

/** Pictures from the album or the camera; none when the person cancels or refuses. */
export async function choosePictures(count: number): Promise<Picture[]> {
  const reply = await answer<{ tempFiles: { tempFilePath: string; size: number }[] }>(
    (callbacks) =>
      wx.chooseMedia({
        count,
        mediaType: ['image'],
        sourceType: ['album', 'camera'],
        sizeType: ['compressed'],
        ...callbacks,
      }),
    explain('相册或相机'),
  )
  return (reply?.tempFiles ?? []).map(({ tempFilePath, size }) => ({ path: tempFilePath, size }))
}

/** Shows pictures full size. */
export const preview = (urls: string[], current?: string): void =>
  void wx.previewMedia({
    sources: urls.map((url) => ({ url, type: 'image' as const })),
    current: Math.max(0, urls.indexOf(current ?? '')),
    fail: () => undefined,
  })

/** A video from the album or the camera; null when the person cancels or refuses. */
export async function chooseVideo(seconds = 60): Promise<Picture | null> {
  const reply = await answer<{ tempFiles: { tempFilePath: string; size: number }[] }>(
    (callbacks) =>
      wx.chooseMedia({
        count: 1,
        mediaType: ['video'],
        sourceType: ['album', 'camera'],
        maxDuration: seconds,
        ...callbacks,
      }),
    explain('相册或相机'),
  )
  const [first] = reply?.tempFiles ?? []
  return first ? { path: first.tempFilePath, size: first.size } : null
}

/** Plays a video over the whole screen. */
export const playVideo = (url: string): void =>
  void wx.previewMedia({ sources: [{ url, type: 'video' as const }], fail: () => undefined })

/** The text of a code that the person scans. A mini-program code gives its path, in which the scene is. */
export async function scanCode(): Promise<string | null> {
  const reply = await answer<{ result: string; path?: string }>(
    (callbacks) => wx.scanCode({ scanType: ['qrCode'], ...callbacks }),
    explain('扫码'),
  )
  return reply ? reply.path || reply.result : null
}

export const phoneCall = (phoneNumber: string): void => void wx.makePhoneCall({ phoneNumber, fail: () => undefined })

/** Puts words on the clipboard; WeChat itself says so. */
export const copy = (data: string): Promise<boolean> => done((callbacks) => wx.setClipboardData({ data, ...callbacks }))

export const vibrate = (): void => void wx.vibrateShort({ type: 'light', fail: () => undefined })

/** The screen stays on until the program is left. */
export const keepAwake = (keepScreenOn: boolean): void =>
  void wx.setKeepScreenOn({ keepScreenOn, fail: () => undefined })

/** WeChat's page of permissions; whether this one is given after it. */
export async function openSettings(scope: keyof WechatMiniprogram.AuthSetting): Promise<boolean> {
  const reply = await answer<{ authSetting: WechatMiniprogram.AuthSetting }>((callbacks) =>
    wx.openSetting({ ...callbacks }),
  )
  return reply?.authSetting[scope] === true
}

// ---- storage

/** What was stored under a key; undefined: nothing. */
export function stored<T>(key: string): T | undefined {
  const value: unknown = wx.getStorageSync(key)
  return value === '' ? undefined : (value as T)
}

/** False: the phone has no room. */
export function store(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value)
    return true
  } catch (error) {
    console.warn('storage', key, error)
    return false
  }
}

export const forget = (key: string): void => wx.removeStorageSync(key)

/** Keeps a picture after the program ends; gives its lasting path, or the old one when there is no room. */
export async function keepFile(tempFilePath: string): Promise<string> {
  const reply = await answer<{ savedFilePath: string }>((callbacks) =>
    wx.getFileSystemManager().saveFile({ tempFilePath, ...callbacks }),
  )
  return reply?.savedFilePath ?? tempFilePath
}

/** Removes a kept picture; one that is gone already is no trouble. */
export const dropFile = (filePath: string): Promise<boolean> =>
  done((callbacks) => wx.getFileSystemManager().removeSavedFile({ filePath, ...callbacks }))

/** A smaller copy of a picture; the picture itself where that fails. */
export async function smaller(src: string, quality = 75): Promise<string> {
  const reply = await answer<{ tempFilePath: string }>((callbacks) => wx.compressImage({ src, quality, ...callbacks }))
  return reply?.tempFilePath ?? src
}

// ---- the phone itself

export const windowInfo = (): WechatMiniprogram.WindowInfo => wx.getWindowInfo()

/** WeChat's own font size, 1 = standard. */
export function fontFactor(): number {
  // from base library 2.23.4 on; typings of some versions lack it
  const factor = (wx.getAppBaseInfo() as { fontSizeScaleFactor?: unknown }).fontSizeScaleFactor
  return typeof factor === 'number' && factor > 0 ? factor : 1
}

let online = true
const onlineListeners = new Set<() => void>()

export const isOnline = (): boolean => online

/** Calls back each time the network comes back. */
export function onOnline(listener: () => void): () => void {
  onlineListeners.add(listener)
  return () => void onlineListeners.delete(listener)
}

function setOnline(now: boolean): void {
  const isBack = now && !online
  online = now
  if (isBack) onlineListeners.forEach((listener) => listener())
}

/** Begins to watch the network; once, at launch. */
export function watchNetwork(): void {
  wx.getNetworkType({ success: ({ networkType }) => setOnline(networkType !== 'none') })
  wx.onNetworkStatusChange(({ isConnected }) => setOnline(isConnected))
}

// ---- consent

/** WeChat's sheet that asks for subscribe messages; the accepted ids. Must be called right in a tap. */
export async function askSubscribe(tmplIds: string[]): Promise<string[] | null> {
  const reply = await answer<Record<string, string>>((callbacks) =>
    wx.requestSubscribeMessage({ tmplIds, ...callbacks }),
  )
  return reply && tmplIds.filter((id) => reply[id] === 'accept')
}

/** Offers a new version as soon as it is there. */
export function watchUpdates(): void {
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => {
    void confirm({
      title: '有新版本',
      text: '更新只要几秒钟，写了一半的东西不会丢。',
      ok: '更新',
      cancel: '以后再说',
    }).then((isWanted) => isWanted && manager.applyUpdate())
  })
}
