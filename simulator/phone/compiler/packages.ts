/** Which package of the mini-program a path belongs to: a subpackage reaches its own and the main package alone. */
import type { AppConfig } from '../types'
import { isRecord, joinPath } from './text'

export class Packages {
  readonly #roots: readonly string[]

  constructor(config: AppConfig) {
    const packages: unknown = config['subPackages'] ?? config['subpackages']
    this.#roots = (Array.isArray(packages) ? packages : [])
      .filter(isRecord)
      .flatMap(({ root }) => (typeof root === 'string' && joinPath('', root) !== '' ? [joinPath('', root)] : []))
  }

  /** The root of the subpackage; undefined for the main package. */
  of(path: string): string | undefined {
    return this.#roots.find((root) => path.startsWith(`${root}/`))
  }

  /** Whether the real phone finds `target` when it runs `from`. */
  reaches(from: string, target: string): boolean {
    const needed = this.of(target)
    return needed === undefined || needed === this.of(from)
  }
}
