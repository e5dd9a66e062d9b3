/** Phones in a real browser, for tests that do what a person sees and taps. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../scripts/chromium'
import { ROOT } from '../../scripts/root'
import { seed } from '../../scripts/seed-database'
import { createPhones } from '../../simulator/phone/server'
import type { Problem } from '../../simulator/phone/types'
import { startCloud, type TestCloud, type TestCloudOptions } from '../cloud'
import { Phone, type PhoneOptions } from './phone'

export type { Phone, PhoneOptions }

const OUR_APP = join(ROOT, 'miniprogram')
/** The ids that the mini-program asks for; the functions send by the same. */
const TEMPLATES = {
  TEMPLATE_CASE_PROGRESS: 'tmpl-case-progress',
  TEMPLATE_NEW_WORK: 'tmpl-new-work',
  TEMPLATE_PIECE_WORK: 'tmpl-piece-work',
}

interface Viewport {
  readonly width: number
  readonly height: number
}

export interface OpenPhonesOptions extends TestCloudOptions {
  /** the mini-program's folder; absent: our own */
  readonly app?: string
  /** fill the cloud with the demo estate; true unless another mini-program is opened */
  readonly seed?: boolean
  /** compile anew when a source changes */
  readonly watch?: boolean
}

export interface Phones {
  readonly cloud: TestCloud
  readonly origin: string
  readonly browser: Browser
  /** mistakes in the mini-program's source */
  compileProblems(): Promise<readonly Problem[]>
  /** A phone of its own, as if on another device, ready to be tapped. */
  phone(openid: string, options?: PhoneOptions): Promise<Phone>
  /** Any page of the server, such as the shell at "/". Its errors count like a phone's. */
  page(path: string, viewport?: Viewport): Promise<Page>
  /** Errors that match are part of the test. */
  expectProblem(pattern: RegExp): void
  /** Close everything. Throws when a phone reported anything that the test did not expect. */
  stop(): Promise<void>
}

/** Start a cloud, the phones' server and a browser for one test file. */
export async function openPhones(options: OpenPhonesOptions = {}): Promise<Phones> {
  const { app = OUR_APP, seed: isSeeded = app === OUR_APP, watch = false, ...rest } = options
  const starting = launchBrowser()
  const cloud = await startCloud({ functionEnv: { cases: TEMPLATES, messages: TEMPLATES }, ...rest })
  if (isSeeded) seed(cloud.cloud.database, 'demo', { now: cloud.now() })
  const phones = createPhones({ app, cloud: cloud.cloud, watch })
  const browser = await starting
  const { origin } = cloud.cloud
  const troubles: string[] = []
  const expected: RegExp[] = []

  const newPage = async (viewport: Viewport, who: string): Promise<Page> => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    const page = await context.newPage()
    watchFor(page, origin, (trouble) => troubles.push(`${who}: ${trouble}`))
    return page
  }
  return {
    cloud,
    origin,
    browser,
    compileProblems: async () => (await phones.built).problems,
    phone: async (openid, phoneOptions = {}) => {
      const { viewport = { width: 375, height: 812 }, ...settings } = phoneOptions
      const page = await newPage(viewport, openid)
      // before the first request, so that none is missed
      const phone = new Phone(page, openid, settings)
      await page.goto(origin + Phone.address(openid, settings))
      await phone.ready()
      return phone
    },
    page: async (path, viewport = { width: 1440, height: 960 }) => {
      const page = await newPage(viewport, path)
      await page.goto(origin + path)
      return page
    },
    expectProblem: (pattern) => void expected.push(pattern),
    stop: async () => {
      await browser.close()
      phones.stop()
      await cloud.stop()
      const unexpected = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)))
      if (unexpected.length > 0) throw new Error(`the phones reported:\n${[...new Set(unexpected)].join('\n')}`)
    },
  }
}

/** Everything that must not happen on a page; a phone's own problems go to its console too. */
function watchFor(page: Page, origin: string, report: (trouble: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') report(`${message.text()} (${message.location().url.replace(origin, '')})`)
  })
  page.on('pageerror', (error) => report(error.stack ?? error.message))
  page.on('crash', () => report('the page crashed'))
  page.on('request', (request) => {
    const isOwn = [`${origin}/`, 'data:', 'blob:', 'about:'].some((start) => request.url().startsWith(start))
    // The browser resolves no other name, so nothing has left the machine.
    if (!isOwn) report(`asked for ${request.url()}`)
  })
}
