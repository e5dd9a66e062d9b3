/** wx alone in a real browser: a frame, a host that notes what it is told, and the local cloud behind it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, stop as stopEsbuild } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../../../../scripts/chromium'
import { ROOT } from '../../../../scripts/root'
import { startProbe, type Probe } from '../../support'

const WX = join(ROOT, 'simulator/phone/wx')

const FRAME = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/stage.css">
<style>body { margin: 0 } .phone { position: relative; width: 375px; height: 812px }
.phone-scroller { position: absolute; top: 88px; bottom: 84px; width: 100%; overflow: auto }</style>
<div class="phone"><div class="phone-scroller"><div style="height:3000px">page</div></div><div class="phone-overlay"></div></div>
<button id="tap" style="position:absolute;top:0;left:0;width:20px;height:20px">.</button><script src="/stage.js"></script>`

/** Runs in the page: the host of a phone with nothing behind it. */
const HOST = `
import { openWx, prepareWx } from ${JSON.stringify(join(WX, 'index.ts'))}
import { playAnimation } from ${JSON.stringify(join(WX, 'page/play-animation.ts'))}
const noted = []
const note = (name) => (...args) => { noted.push([name, ...args]) }
const asked = (name) => async (...args) => { noted.push([name, ...args]); if (args[0] === '/none') throw new Error('page "none" is not found') }
const scroller = document.querySelector('.phone-scroller')
let shown, hidden
const start = (settings, config) => {
  const host = {
    app: { config: { pages: ['pages/a'], window: { navigationBarTitleText: '试验' }, tabBar: { list: [{}, {}] }, ...config } },
    settings: () => settings,
    overlay: document.querySelector('.phone-overlay'),
    navigation: Object.fromEntries(['navigateTo', 'redirectTo', 'reLaunch', 'switchTab', 'navigateBack'].map((name) => [name, asked(name)])),
    navigationBar: { set: note('navigationBar') },
    tabBar: Object.fromEntries(['badge', 'item', 'style', 'visible'].map((name) => [name, note('tabBar.' + name)])),
    pullDown: { start: note('pullDown.start'), stop: note('pullDown.stop') },
    currentPage: () => undefined, scroller: () => scroller, pageRoot: () => scroller,
    templateTitle: (id) => (id === 'news' ? '新闻通知' : undefined),
    report: (message) => noted.push(['report', message]),
    now: () => Date.now(), launchOptions: () => ({ path: 'pages/a', query: { x: '1' }, scene: 1001 }),
    onAppShow: (listener) => (shown = listener), onAppHide: (listener) => (hidden = listener),
  }
  return openWx(host)
}
globalThis.stage = {
  noted, playAnimation,
  async open(settings, config) {
    await prepareWx(settings.openid)
    this.settings = settings
    this.kit = start(settings, config)
    globalThis.wx = this.kit.wx
  },
  set(change) { Object.assign(this.settings, change); window.postMessage({ type: 'settings' }, '*') },
  show: (options) => shown(options), hide: () => hidden(),
  // An app acts in the handler of a tap; the answer is kept for later.
  onTap(run) { document.querySelector('#tap').onclick = () => { this.answer = Promise.resolve(run()).catch((error) => ({ failed: true, errMsg: error.errMsg, ...error })) } },
}`

export interface StageOptions {
  readonly openid?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly network?: string
  /** instead of a new device */
  readonly context?: BrowserContext
}

/** A page with `wx`; what it logs as an error fails the test. */
export interface Stage {
  readonly page: Page
  /** Evaluate an expression of the browser; a rejection becomes { failed: true, errMsg }. */
  run<T = Record<string, unknown>>(expression: string): Promise<T>
  /** Begin a call without waiting for its end, which `answer` gives. */
  begin(expression: string): Promise<void>
  /** Begin a call in the handler of a tap. */
  tap(expression: string): Promise<void>
  answer<T = Record<string, unknown>>(): Promise<T>
  noted(name: string): Promise<unknown[][]>
  press(name: string): Promise<void>
}

export interface Theatre {
  readonly probe: Probe
  stage(options?: StageOptions): Promise<Stage>
  stop(): Promise<void>
}

async function bundle(): Promise<string> {
  const result = await build({
    stdin: { contents: HOST, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  })
  return result.outputFiles[0]?.text ?? ''
}

/** Start a cloud and a browser for one test file. */
export async function openTheatre(): Promise<Theatre> {
  const [probe, script, css] = await Promise.all([startProbe(), bundle(), readFile(join(WX, 'overlay.css'), 'utf8')])
  const browser: Browser = await launchBrowser()
  const { origin } = probe.cloud.cloud
  const newContext = async (): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 }, reducedMotion: 'reduce' })
    await context.route(`${origin}/stage*`, async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: script })
      if (pathname.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: css })
      return route.fulfill({ contentType: 'text/html', body: FRAME })
    })
    return context
  }
  return {
    probe,
    stage: async ({ openid = 'ada', config = {}, network = 'good', context } = {}) => {
      const page = await (context ?? (await newContext())).newPage()
      await page.goto(`${origin}/stage`)
      const settings = { openid, network, fontScale: 1.2, phoneNumber: '13800138000' }
      await page.evaluate(`stage.open(${JSON.stringify(settings)}, ${JSON.stringify(config)})`)
      return stageOf(page)
    },
    stop: async () => {
      await Promise.all([browser.close(), stopEsbuild()])
      await probe.cloud.stop()
    },
  }
}

const caught = (expression: string): string =>
  `Promise.resolve().then(() => ${expression}).catch((error) => ({ failed: true, errMsg: error.errMsg ?? error.message, ...error }))`

function stageOf(page: Page): Stage {
  return {
    page,
    run: <T>(expression: string) => page.evaluate<T>(caught(expression)),
    begin: (expression) => page.evaluate(`void (stage.answer = ${caught(expression)})`),
    tap: async (expression) => {
      await page.evaluate(`stage.onTap(() => ${expression})`)
      await page.click('#tap')
    },
    answer: <T>() => page.evaluate<T>('stage.answer'),
    noted: (name) => page.evaluate<unknown[][]>(`stage.noted.filter(([first]) => first === ${JSON.stringify(name)})`),
    press: (name) => page.getByRole('button', { name, exact: true }).click({ timeout: 5000 }),
  }
}
