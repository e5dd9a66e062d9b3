/** Small mini-programs in a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { stop } from 'esbuild'
import { createCompiler, toScript } from '../../../../simulator/phone/compiler'
import type { Compiler } from '../../../../simulator/phone/compiler'
import type { CompiledApp, LoadedApp } from '../../../../simulator/phone/types'

export type Files = Readonly<Record<string, string>>

/** The folder whose node_modules hold vant. */
export const PROJECT = resolve(__dirname, '../../../..')

export const APP_JSON = JSON.stringify({ pages: ['pages/a/index'] })

/** An app of one page, right in everything. */
export const SMALL: Files = {
  'app.json': APP_JSON,
  'app.js': 'App({})',
  'pages/a/index.js': 'Page({})',
  'pages/a/index.json': '{}',
  'pages/a/index.wxml': '<view />',
}

const folders: string[] = []

export class Fixture {
  readonly root = mkdtempSync(join(tmpdir(), 'phone-compiler-'))
  readonly compiler: Compiler

  constructor(files: Files, npm: string = PROJECT) {
    folders.push(this.root)
    this.write(files)
    this.compiler = createCompiler({ root: this.root, npm })
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true })
      writeFileSync(join(this.root, path), text)
    }
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true })
  }

  compile(): Promise<CompiledApp> {
    return this.compiler.compile()
  }

  /** As the shell shows them: "pages/a/index.wxml:2:3 message". */
  async problems(): Promise<string[]> {
    return lines(await this.compile())
  }
}

export const lines = (app: CompiledApp): string[] =>
  app.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)

/** Compiles an app of the small one's files with these added or replaced. */
export const compile = (files: Files, npm?: string): Promise<CompiledApp> =>
  new Fixture({ ...SMALL, ...files }, npm).compile()

/** Removes all folders and ends esbuild's process; for afterAll. */
export async function clean(): Promise<void> {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  await stop()
}

/** Runs the script of an app as the browser does. */
export function load(app: CompiledApp): LoadedApp {
  const scope = globalThis as { __app?: LoadedApp }
  ;(0, eval)(toScript(app))
  const loaded = scope.__app
  delete scope.__app
  if (loaded === undefined) throw new Error('the script put no app anywhere')
  return loaded
}

/** Requires a module of a loaded app, and what it needs. */
export function run(app: LoadedApp, path: string, loaded = new Map<string, { exports: unknown }>()): unknown {
  const known = loaded.get(path)
  if (known !== undefined) return known.exports
  const body = app.modules[path]
  if (body === undefined) throw new Error(`no module ${path}`)
  const module: { exports: unknown } = { exports: {} }
  loaded.set(path, module)
  body(module, module.exports, (name) => run(app, name.replace(/^\//, ''), loaded))
  return module.exports
}
