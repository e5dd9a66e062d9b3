/** A mini-program made of small pages, one for each case of a table, on a phone in the browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { openPhones, type Phone } from '../../../phone/browser'

export interface Case {
  /** what is shown to hold */
  readonly it: string
  readonly wxml: string
  readonly data?: Readonly<Record<string, unknown>>
  /** methods of the page, as source; `log` is there already and notes an event's type and detail */
  readonly js?: string
  readonly wxss?: string
  readonly act?: (page: Page, stage: Stage) => Promise<void>
  /** the events noted since the page was opened, in order */
  readonly events?: readonly (readonly [string, unknown])[]
  readonly check?: (page: Page, stage: Stage) => Promise<void>
  /** what the phone must complain about; it complains about nothing else */
  readonly problem?: RegExp
}

export interface Stage {
  readonly page: Page
  readonly phone: Phone
  open(index: number): Promise<void>
  events(): Promise<unknown[]>
  setData(data: object): Promise<void>
  problems(): Promise<string[]>
  stop(): Promise<void>
}

const FILES: Readonly<Record<string, string>> = {
  'images/dot.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>',
}

const pageScript = ({ data = {}, js = '' }: Case): string => `
globalThis.noted = []
Page({
  data: ${JSON.stringify(data)},
  onLoad() { globalThis.noted = []; globalThis.pageInFront = this },
  log(event) { globalThis.noted.push([event.type, event.detail]) },
  ${js}
})`

function writeApp(cases: readonly Case[]): string {
  const root = mkdtempSync(join(tmpdir(), 'elements-'))
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const name = (index: number): string => `pages/case-${index}/index`
  const pages = ['pages/home/index', ...cases.map((_, index) => name(index))]
  put('app.json', JSON.stringify({ pages, window: { navigationBarTitleText: '元素' } }))
  put('app.js', 'App({})')
  put('pages/home/index.wxml', '<view>home</view>')
  put('pages/home/index.js', 'Page({})')
  for (const [path, text] of Object.entries(FILES)) put(path, text)
  for (const [index, item] of cases.entries()) {
    put(`${name(index)}.wxml`, item.wxml)
    put(`${name(index)}.js`, pageScript(item))
    put(`${name(index)}.wxss`, item.wxss ?? '')
    put(`${name(index)}.json`, '{}')
  }
  return root
}

interface Browser {
  noted: unknown[]
  pageInFront: { setData(data: object, done: () => void): void }
}

/** Opens the mini-program of these cases. */
export async function openStage(cases: readonly Case[]): Promise<Stage> {
  const app = writeApp(cases)
  const phones = await openPhones({ app })
  const phone = await phones.phone('demo-resident-1', { phoneNumber: '13800001111' })
  const { page } = phone
  page.setDefaultTimeout(4000)
  for (const { problem } of cases) if (problem) phones.expectProblem(problem)
  return {
    page,
    phone,
    async open(index) {
      await phone.open(`/pages/case-${index}/index`)
      await phone.atRoute(`/pages/case-${index}/index`)
      await page.waitForTimeout(50)
    },
    events: () => page.evaluate(() => structuredClone((globalThis as unknown as Browser).noted)),
    setData: (data) =>
      page.evaluate(
        (value) =>
          new Promise<void>((resolve) => (globalThis as unknown as Browser).pageInFront.setData(value, resolve)),
        data,
      ),
    problems: () => phone.problems(),
    async stop() {
      try {
        await phones.stop()
      } finally {
        rmSync(app, { recursive: true, force: true })
      }
    },
  }
}

/** One test for each case: open its page, do what a person does, look at what came of it. */
export function testAll(cases: readonly Case[]): void {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(cases)
  })
  afterAll(() => stage?.stop())

  test.each(cases.map((item, index) => [item.it, item, index] as const))('%s', async (_name, item, index) => {
    const before = (await stage.problems()).length
    await stage.open(index)
    await item.act?.(stage.page, stage)
    if (item.events) await expectSoon(() => stage.events(), item.events)
    await item.check?.(stage.page, stage)
    const problems = (await stage.problems()).slice(before)
    const unexpected = problems.filter((text) => !item.problem?.test(text))
    expect(unexpected).toEqual([])
    if (item.problem) expect(problems.join('\n')).toMatch(item.problem)
  })
}

/** Waits up to two seconds for the same answer. */
export async function expectSoon<T>(ask: () => Promise<T>, wanted: unknown): Promise<void> {
  const deadline = Date.now() + 2000
  for (;;) {
    const got = await ask()
    try {
      return expect(got).toEqual(wanted)
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}

/** A computed style of an element. */
export const style = (element: Locator, name: string): Promise<string> =>
  element.evaluate((node, property) => {
    const { getComputedStyle } = globalThis as unknown as {
      getComputedStyle(node: unknown): { getPropertyValue(property: string): string }
    }
    return getComputedStyle(node).getPropertyValue(property)
  }, name)
