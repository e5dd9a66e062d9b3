/** The compiled mini-program as the phones load it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCompiler, toScript } from '../compiler'
import type { CompiledApp } from '../types'

export interface BuildOptions {
  readonly root: string
  readonly npm: string
  readonly watch: boolean
  onBuild(app: CompiledApp): void
}

interface Script {
  readonly app: CompiledApp
  readonly text: string
}

/** Compiles at once, and again on change when it watches. */
export class Build {
  /** the first compilation; what is served later is the newest */
  readonly first: Promise<CompiledApp>
  #newest: Promise<CompiledApp>
  #script: Script | undefined
  #watcher: { close(): void } | undefined
  #stopped = false

  constructor(readonly options: BuildOptions) {
    this.first = this.#start()
    this.#newest = this.first
    // Whoever asks for the script gets the reason.
    this.first.catch(() => undefined)
  }

  /** JavaScript that puts the app on globalThis.__app. */
  async script(): Promise<string> {
    const app = await this.#newest
    if (this.#script?.app !== app) this.#script = { app, text: toScript(app) }
    return this.#script.text
  }

  /** The mini-program's name; a page does not wait for the compiler. */
  async title(): Promise<string> {
    const text = await readFile(join(this.options.root, 'app.json'), 'utf8').catch(() => '{}')
    const title = /"navigationBarTitleText"\s*:\s*"([^"]+)"/.exec(text)?.[1]
    return title ?? '小程序'
  }

  stop(): void {
    this.#stopped = true
    this.#watcher?.close()
  }

  async #start(): Promise<CompiledApp> {
    const { root, npm, watch, onBuild } = this.options
    const compiler = createCompiler({ root, npm })
    const app = await compiler.compile()
    onBuild(app)
    if (watch && !this.#stopped) {
      this.#watcher = compiler.watch((next) => {
        this.#newest = Promise.resolve(next)
        onBuild(next)
      })
    }
    return app
  }
}
