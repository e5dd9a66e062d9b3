/** What the parts of the phone say to each other: compiler (Node) → runtime (browser) → elements, wx, shell. */

/** Where the app's source is wrong; line and column from 1. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

export interface TabItem {
  readonly pagePath: string
  readonly text: string
  readonly iconPath?: string
  readonly selectedIconPath?: string
}

/** app.json, with the pages of the subpackages joined to `pages` in order. Paths without a leading slash. */
export interface AppConfig {
  readonly pages: readonly string[]
  readonly window: Readonly<Record<string, unknown>>
  readonly tabBar?: {
    /** the app draws it: custom-tab-bar/index */
    readonly custom?: boolean
    readonly color?: string
    readonly selectedColor?: string
    readonly backgroundColor?: string
    readonly borderStyle?: 'black' | 'white'
    readonly list: readonly TabItem[]
  }
  readonly [key: string]: unknown
}

/** A page or a component. `usingComponents` and generics are resolved to paths of the app, without extension. */
export interface ComponentCode {
  readonly isPage: boolean
  readonly json: Readonly<Record<string, unknown>> & { readonly usingComponents: Readonly<Record<string, string>> }
  /** ready for a <style>: rpx, scope, tag names and imports are dealt with */
  readonly css: string
  /** the style scope by which glass-easel prefixes class names; undefined for pages and for components whose json shares its styles */
  readonly scope?: string
}

/** The result of a compilation. Component and module paths have no leading slash and no extension. */
export interface CompiledApp {
  /** counts up with every compilation */
  readonly build: number
  readonly config: AppConfig
  readonly css: string
  readonly components: Readonly<Record<string, ComponentCode>>
  /** JavaScript expression: an object of path → template, as glass-easel-template-compiler gives it */
  readonly templates: string
  /** body of a CommonJS module (module, exports, require) by path; npm files under miniprogram_npm/ */
  readonly modules: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

export type ModuleBody = (module: { exports: unknown }, exports: unknown, require: (path: string) => unknown) => void

/** What the script of the compiled app puts on `globalThis.__app`. */
export interface LoadedApp extends Omit<CompiledApp, 'templates' | 'modules'> {
  readonly templates: Readonly<Record<string, unknown>>
  readonly modules: Readonly<Record<string, ModuleBody>>
}

/** good: as it comes; slow: 1.5 s more each way; offline: refused at once; lost: the call runs, its answer never comes */
export type Network = 'good' | 'slow' | 'offline' | 'lost'

/** What the person at the page can change on a phone while it runs. */
export interface PhoneSettings {
  readonly openid: string
  readonly network: Network
  /** WeChat's own font size, 1 = standard; wx.getAppBaseInfo().fontSizeScaleFactor */
  readonly fontScale: number
  /** the number that WeChat's telephone button hands out */
  readonly phoneNumber?: string
}

/** One call of wx.cloud, for the panel of the shell and for tests. */
export interface CallRecord {
  readonly at: number
  /** callFunction, uploadFile … */
  readonly kind: string
  /** function name, and its route when the data has one */
  readonly name: string
  readonly ms: number
  readonly ok: boolean
  readonly error?: string
  readonly requestBytes: number
  readonly answerBytes: number
  /** the cloud's own count: database requests, documents */
  readonly cost?: Readonly<Record<string, unknown>>
}

/** A picture that the app has put into the album, which is the browser's folder of downloads. */
export interface SavedPicture {
  readonly at: number
  readonly name: string
  readonly bytes: number
}

/** shell → phone, by postMessage */
export type ToPhone =
  | { readonly type: 'settings'; readonly settings: PhoneSettings }
  | { readonly type: 'open'; readonly url: string }
  /** what a phone alone hears on /phone/events; phones side by side share the shell's connection */
  | { readonly type: 'event'; readonly event: PhoneEvent }

/** phone → shell, by postMessage to the parent */
export type FromPhone =
  | { readonly type: 'ready'; readonly openid: string }
  | { readonly type: 'route'; readonly path: string; readonly title: string }
  | { readonly type: 'call'; readonly call: CallRecord }
  | { readonly type: 'saved'; readonly picture: SavedPicture }
  | { readonly type: 'set-data'; readonly page: string; readonly bytes: number }
  | { readonly type: 'problem'; readonly text: string }

/** Sent to every phone on /phone/events?openid=…, as server-sent events whose `data` is this. */
export type PhoneEvent =
  | { readonly type: 'build'; readonly build: number; readonly problems: readonly Problem[] }
  | { readonly type: 'time'; readonly shiftMs: number }
  /** a subscribe message reached this person: a banner that opens the page */
  | { readonly type: 'message'; readonly title: string; readonly text: string; readonly page: string }

/** The address of a file of the app's folder, as the phone's page can load it: "/images/x.png" → "/phone/files/images/x.png". */
export const fileUrl = (path: string): string => `/phone/files/${path.replace(/^\//, '')}`
