/** app.json: pages with those of the subpackages joined, and the components all pages may use. */
import type { AppConfig, Problem } from '../types'
import type { Reader } from './files'
import { indexOfString, parseJson } from './json'
import { resolveComponent, scriptFile } from './resolve'
import { isRecord, joinPath, problemAt } from './text'

export interface AppJson {
  readonly config: AppConfig
  /** by name, resolved */
  readonly usingComponents: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

const FILE = 'app.json'

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

/** Pages of app.json in order, as [path, the text that names it]. */
function namedPages(json: Readonly<Record<string, unknown>>): [path: string, name: string][] {
  const own = texts(json['pages']).map((name): [string, string] => [joinPath('', name), name])
  const packages: unknown = json['subPackages'] ?? json['subpackages']
  const others = (Array.isArray(packages) ? packages : []).filter(isRecord).flatMap((item) => {
    const root = typeof item['root'] === 'string' ? item['root'] : ''
    return texts(item['pages']).map((name): [string, string] => [joinPath('', `${root}/${name}`), name])
  })
  return [...own, ...others]
}

function tabProblems(json: Readonly<Record<string, unknown>>, text: string): Problem[] {
  const main = new Set(texts(json['pages']))
  const bar = json['tabBar']
  const list: unknown = isRecord(bar) ? bar['list'] : undefined
  return (Array.isArray(list) ? list : []).filter(isRecord).flatMap((item) => {
    const path = item['pagePath']
    if (typeof path === 'string' && main.has(path)) return []
    return [
      problemAt(
        FILE,
        text,
        indexOfString(text, String(path), 'pagePath'),
        `标签页 ${String(path)} 不在主包的 pages 里`,
      ),
    ]
  })
}

/** What names of components lead to; those that lead nowhere are problems. */
export function resolveNames(
  owner: string,
  file: string,
  text: string,
  names: Readonly<Record<string, unknown>>,
  files: Reader,
): { found: Record<string, string>; problems: Problem[] } {
  const found: Record<string, string> = {}
  const problems: Problem[] = []
  for (const [name, target] of Object.entries(names)) {
    const path =
      typeof target === 'string' && !target.includes('://') ? resolveComponent(owner, target, files) : undefined
    if (path !== undefined) found[name] = path
    else problems.push(problemAt(file, text, indexOfString(text, String(target), name), `没有组件 ${String(target)}`))
  }
  return { found, problems }
}

/** Reads app.json. A page without a script is a problem and stays out of `pages`. */
export function readAppJson(files: Reader): AppJson {
  const text = files.read(FILE)
  if (text === undefined) {
    const problem: Problem = { file: FILE, line: 1, column: 1, message: '没有 app.json' }
    return { config: { pages: [], window: {} }, usingComponents: {}, problems: [problem] }
  }
  const { value: json, problems: broken } = parseJson(FILE, text)
  const problems = [...broken]
  const pages = new Set<string>()
  for (const [path, name] of namedPages(json)) {
    if (scriptFile(path, files) !== undefined) pages.add(path)
    else problems.push(problemAt(FILE, text, indexOfString(text, name), `没有页面 ${path}（缺 .ts 或 .js）`))
  }
  if (broken.length === 0 && pages.size === 0) problems.push(problemAt(FILE, text, 0, 'pages 里没有页面'))
  problems.push(...tabProblems(json, text))
  const using = resolveNames('app', FILE, text, isRecord(json['usingComponents']) ? json['usingComponents'] : {}, files)
  problems.push(...using.problems)
  const window = isRecord(json['window']) ? json['window'] : {}
  return { config: { ...json, pages: [...pages], window }, usingComponents: using.found, problems }
}
