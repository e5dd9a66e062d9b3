/** A mini-program written by a test, on a phone in the browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { openPhones, type Phone, type PhoneOptions, type Phones } from '../../../phone/browser'

export type Files = Readonly<Record<string, string | object>>

export interface Stage {
  readonly phones: Phones
  readonly root: string
  open(options?: PhoneOptions): Promise<Scene>
  stop(): Promise<void>
}

/** One phone with the app; `log(...)` of the app notes what happened. */
export interface Scene {
  readonly phone: Phone
  readonly page: Page
  /** what was noted since the last time */
  noted(): Promise<string[]>
  /** wx[name](options); the errMsg of its result, and what else it has */
  wx(name: string, options?: object): Promise<Record<string, unknown>>
  /** wait until the app has noted this */
  until(text: string): Promise<void>
  settle(): Promise<void>
}

const LOG =
  'globalThis.notes = globalThis.notes ?? []; globalThis.log = (...words) => globalThis.notes.push(words.join(" "));'

/** Writes the files of an app; objects become JSON, and each page of app.json that is not given is an empty one. */
export function writeApp(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'runtime-'))
  const put = (path: string, content: string | object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const { pages } = files['app.json'] as { pages: string[] }
  const empty = pages.flatMap((page) => [
    [`${page}.wxml`, `<view>${page}</view>`] as const,
    [`${page}.js`, 'Page({})'] as const,
  ])
  const all: Files = { 'app.js': 'App({})', ...Object.fromEntries(empty), ...files }
  for (const [path, content] of Object.entries(all)) put(path, path === 'app.js' ? LOG + String(content) : content)
  return root
}

export async function openStage(files: Files, watch = false): Promise<Stage> {
  const root = writeApp(files)
  const phones = await openPhones({ app: root, watch })
  return {
    phones,
    root,
    open: async (options) => scene(await phones.phone('stage-person', options)),
    stop: async () => {
      await phones.stop()
      rmSync(root, { recursive: true })
    },
  }
}

function scene(phone: Phone): Scene {
  const { page } = phone
  const settle = async (): Promise<void> => {
    await page.evaluate('new Promise((resolve) => setTimeout(() => setTimeout(resolve, 20), 30))')
  }
  return {
    phone,
    page,
    settle,
    noted: async () => {
      await settle()
      return page.evaluate<string[]>('globalThis.notes.splice(0)')
    },
    wx: (name, options = {}) =>
      page.evaluate<Record<string, unknown>>(
        `new Promise((resolve) => wx[${JSON.stringify(name)}]({ ...${JSON.stringify(options)}, complete: resolve }))
          .then((result) => JSON.parse(JSON.stringify(result)))`,
      ),
    until: async (text) => {
      await page.waitForFunction(`globalThis.notes.includes(${JSON.stringify(text)})`, undefined, { timeout: 6000 })
    },
  }
}
