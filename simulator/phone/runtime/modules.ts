import type { ModuleBody } from '../types'

type Bodies = Readonly<Record<string, ModuleBody>>
type Loaded = { exports: unknown }

/** A path from a file of the app and what that file says: "a/b/c" + "../d" → "a/d"; "/x" starts at the app's folder. */
export function joinPath(from: string, path: string): string {
  const start = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const parts: string[] = []
  for (const part of [...start, ...path.split('/')]) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Where packages of npm may lie for a file, the nearest folder first. */
function npmFolders(from: string): string[] {
  const parts = from.split('/').slice(0, -1)
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`), ''].map(
    (folder) => `${folder}miniprogram_npm/`,
  )
}

function find(bodies: Bodies, path: string): string | undefined {
  const bare = path.replace(/\.[jt]s$/, '')
  return [path, bare, path === '' ? 'index' : `${path}/index`].find((name) => Object.hasOwn(bodies, name))
}

/** The module that `from` means by `name`; undefined when the app has none. */
export function resolveModule(bodies: Bodies, from: string, name: string): string | undefined {
  const direct = find(bodies, joinPath(from, name))
  if (direct !== undefined || /^[./]/.test(name)) return direct
  for (const folder of npmFolders(from)) {
    const found = find(bodies, folder + name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The CommonJS modules of the app; each is run once. */
export class Modules {
  readonly #loaded = new Map<string, Loaded>()

  constructor(readonly bodies: Bodies) {}

  has(path: string): boolean {
    return Object.hasOwn(this.bodies, path)
  }

  /** Runs a module by its path, or gives what it exported when it was run before. */
  run(path: string): unknown {
    const known = this.#loaded.get(path)
    if (known) return known.exports
    const body = this.bodies[path]
    if (!body) throw new Error(`module '${path}.js' is not defined`)
    const module: Loaded = { exports: {} }
    this.#loaded.set(path, module)
    body(module, module.exports, this.#require(path))
    return module.exports
  }

  #require(from: string): (name: string) => unknown {
    const load = (name: string): unknown => {
      const path = resolveModule(this.bodies, from, name)
      if (path === undefined)
        throw new Error(`module '${name}' is not defined, require args is '${name}' in '${from}.js'`)
      return this.run(path)
    }
    // WeChat loads other subpackages by require.async and by a callback.
    return Object.assign(
      (name: string, done?: (exports: unknown) => void, failed?: (error: { errMsg: string }) => void) => {
        if (typeof done !== 'function') return load(name)
        this.#later(() => load(name)).then(done, ({ message }: Error) => failed?.({ errMsg: message }))
        return undefined
      },
      { async: (name: string) => this.#later(() => load(name)) },
    )
  }

  async #later<T>(run: () => T): Promise<T> {
    await Promise.resolve()
    return run()
  }
}
