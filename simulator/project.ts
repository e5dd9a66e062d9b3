/** A mini-program's folder as WeChat DevTools would open it. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isRecord } from './cloud/http'

export interface Project {
  /** the folder with app.json */
  readonly app: string
  /** the folder whose node_modules serve its npm names */
  readonly npm: string
  /** the folder of its cloud functions, when it has one */
  readonly functions: string | undefined
  readonly name: string
}

/** Read project.config.json; without one the folder itself is the mini-program. */
export function readProject(folder: string): Project {
  const root = resolve(folder)
  const config = readConfig(join(root, 'project.config.json'))
  const inside = (key: string): string | undefined => {
    const value = config[key]
    return typeof value === 'string' && value !== '' ? join(root, value) : undefined
  }
  const app = inside('miniprogramRoot') ?? root
  if (!existsSync(join(app, 'app.json'))) throw new Error(`${app} 里没有 app.json，不是小程序的文件夹。`)
  const functions = inside('cloudfunctionRoot')
  return {
    app,
    npm: npmRoot(app),
    functions: functions && existsSync(functions) ? functions : undefined,
    name: basename(root),
  }
}

function readConfig(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {}
  try {
    const config: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isRecord(config) ? config : {}
  } catch (error) {
    throw new Error(`${file} 不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The nearest folder upwards with node_modules, as Node looks for packages. */
function npmRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules'))) return at
    if (dirname(at) === at) return folder
  }
}
