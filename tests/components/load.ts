/** Our components in jsdom, by WeChat's own template compiler. */
import { join } from 'node:path'
import exparser from 'miniprogram-exparser'
import simulate from 'miniprogram-simulate'
import { ROOT } from '../../scripts/root'

/** What the tests use of jsdom's nodes: the types of a whole browser belong to the phone alone. */
interface Dom {
  readonly textContent: string | null
  readonly __wxElement?: unknown
  querySelector(selector: string): Dom | null
  querySelectorAll(selector: string): { readonly length: number }
}

/** A rendered component. */
export interface Rendered {
  readonly dom: Dom
  /** its methods */
  readonly instance: { [method: string]: unknown }
  attach(parent: unknown): void
  detach(): void
  setData(change: object): void
  querySelector(selector: string): Rendered | undefined
  querySelectorAll(selector: string): Rendered[]
  addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
}

const MINIPROGRAM = join(ROOT, 'miniprogram')
const VANT = ['button', 'icon', 'popup', 'loading', 'info', 'transition', 'overlay', 'field', 'cell']

/** all templates are compiled at once; the default of 1 MB is too little for them */
const MOST_COMPILED = 16 * 1024 * 1024

/** The parts of wx that vant reads while it loads; everything else is missing on purpose. */
export const wxStub = {
  getSystemInfoSync: () => ({ windowWidth: 375, windowHeight: 812, SDKVersion: '3.8.0', platform: 'devtools' }),
  getWindowInfo: () => ({ windowWidth: 375, windowHeight: 812 }),
  getAppBaseInfo: () => ({ SDKVersion: '3.8.0' }),
  getDeviceInfo: () => ({ platform: 'devtools' }),
  nextTick: (run: () => void) => setTimeout(run, 0),
  canIUse: () => true,
}

/** Loads a component once a file; gives what renders it. */
export function component(path: string): (properties?: object) => Rendered {
  Object.assign(globalThis, { wx: wxStub, getCurrentPages: () => [] })
  const usingComponents = Object.fromEntries(
    VANT.map((name) => [`van-${name}`, `/miniprogram_npm/@vant/weapp/${name}/index`]),
  )
  const id = simulate.load(join(MINIPROGRAM, path), {
    compiler: 'official',
    compilerOptions: { maxBuffer: MOST_COMPILED },
    rootPath: MINIPROGRAM,
    usingComponents,
  })
  return (properties = {}) => {
    const rendered = simulate.render(id, properties) as unknown as Rendered
    rendered.attach((globalThis as unknown as { document: { body: unknown } }).document.body)
    return rendered
  }
}

/** What a person reads. */
export const wordsOf = ({ dom }: Rendered): string => (dom.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Taps an element as a finger does: the event bubbles out of components. */
export function tap({ dom }: Rendered, selector: string): void {
  const element = dom.querySelector(selector)
  if (!element?.__wxElement) throw new Error(`nothing to tap at ${selector}`)
  exparser.triggerEvent(element.__wxElement, 'tap', {}, { bubbles: true, composed: true })
}

/** Calls one of its methods, as its template does. */
export function act({ instance }: Rendered, method: string): void {
  const run = instance[method]
  if (typeof run !== 'function') throw new Error(`there is no method ${method}`)
  run.call(instance)
}

/** Lets events and updates through. */
export const settled = (ms = 0): Promise<unknown> => simulate.sleep(ms)
