/**
 * Compiles a mini-program for the phone in the browser. It never throws for what is wrong in the app: every error is a
 * problem with its place, and what is right still works.
 *
 * What the runtime has to know beside the types:
 * - require() has its names resolved: "/core/rpc", "/miniprogram_npm/dayjs/dayjs.min". The key in `modules` has no slash.
 * - A page's styles hold below (or on) the element with `is` = the page's route; that element or one inside it has the
 *   class `wx-page`, which stands for `page` in WXSS.
 * - `--rpx` is a length on the phone's frame: 1/750 of its width.
 */
import type { CompiledApp, ComponentCode, Problem } from '../types'
import { readGraph } from './components'
import type { Component, Graph } from './components'
import { AppFiles, Memo } from './files'
import { compileModules } from './modules'
import { Packages } from './packages'
import { Scopes } from './scopes'
import { compileStyles } from './styles'
import type { Css } from './styles'
import { Templates } from './templates'
import { watchFolder } from './watch'

export { toScript } from './script'

export interface CompilerOptions {
  /** the folder with app.json */
  readonly root: string
  /** the folder whose node_modules serve npm names */
  readonly npm?: string
}

export interface Compiler {
  compile(): Promise<CompiledApp>
  /** Compiles again after every change in the app's folder; the first compilation is the caller's. */
  watch(onBuild: (app: CompiledApp) => void): { close(): void }
}

class AppCompiler implements Compiler {
  readonly #files: AppFiles
  readonly #memo: Memo
  readonly #templates: Templates
  readonly #scopes = new Scopes()
  #build = 0
  #running: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: CompilerOptions) {
    this.#files = new AppFiles(options.root, options.npm)
    this.#memo = new Memo(this.#files)
    this.#templates = new Templates(this.#memo)
  }

  compile(): Promise<CompiledApp> {
    const next = this.#running.then(() => this.#compile())
    this.#running = next.catch(() => undefined)
    return next
  }

  watch(onBuild: (app: CompiledApp) => void): { close(): void } {
    let isClosed = false
    const rebuild = async (): Promise<void> => {
      const app = await this.compile()
      if (!isClosed) onBuild(app)
    }
    const watcher = watchFolder(this.options.root, () => {
      rebuild().catch((error: unknown) => console.error('Compiling failed:', error))
    })
    return {
      close() {
        isClosed = true
        watcher.close()
      },
    }
  }

  async #compile(): Promise<CompiledApp> {
    this.#files.refresh()
    const graph = await readGraph(this.#files, this.#memo)
    const paths = graph.components.map(({ path }) => path)
    const [templates, styles, scripts] = await Promise.all([
      this.#templates.compile(graph.components, this.#files),
      this.#styles(graph),
      compileModules(['app', ...paths], new Packages(graph.config), this.#files, this.#memo),
    ])
    this.#build += 1
    const problems = [...graph.problems, ...templates.problems, ...styles.problems, ...scripts.problems]
    return {
      build: this.#build,
      config: graph.config,
      css: styles.app,
      components: styles.components,
      templates: templates.code,
      modules: scripts.modules,
      problems: distinct(problems),
    }
  }

  async #styles(
    graph: Graph,
  ): Promise<{ app: string; components: Record<string, ComponentCode>; problems: readonly Problem[] }> {
    const app = await this.#memo.get('css app', (files) => compileStyles('app', { kind: 'app' }, files))
    const problems = [...app.problems]
    const components: Record<string, ComponentCode> = {}
    for (const component of graph.components) {
      const { path, isPage, json } = component
      const scope = isPage || json['styleIsolation'] === 'shared' ? undefined : this.#scopes.of(path)
      const css = await this.#css(component, scope)
      problems.push(...css.problems)
      components[path] = { isPage, json, css: css.css, ...(scope === undefined ? {} : { scope }) }
    }
    return { app: app.css, components, problems }
  }

  #css({ path, isPage }: Component, scope: string | undefined): Promise<Css> {
    if (isPage) {
      return this.#memo.get(`css page ${path}`, (files) => compileStyles(path, { kind: 'page', route: path }, files))
    }
    const owner = { kind: 'component' as const, ...(scope === undefined ? {} : { scope }) }
    return this.#memo.get(`css ${scope ?? ''} ${path}`, (files) => compileStyles(path, owner, files))
  }
}

/** The same file may be reached twice. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

/** A compiler that keeps what it knows between compilations. */
export function createCompiler(options: CompilerOptions): Compiler {
  return new AppCompiler(options)
}
