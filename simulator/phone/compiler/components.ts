/** Pages and components: what their JSON says, and which others they lead to. */
import type { ComponentCode, Problem } from '../types'
import { readAppJson, resolveNames } from './app-json'
import type { AppJson } from './app-json'
import type { Memo, Reader } from './files'
import { indexOfString, parseJson } from './json'
import { Packages } from './packages'
import { scriptFile } from './resolve'
import { isRecord, problemAt } from './text'

export interface Component {
  readonly path: string
  readonly isPage: boolean
  readonly json: ComponentCode['json']
  /** other components that must be there for this one */
  readonly needs: readonly string[]
  readonly problems: readonly Problem[]
}

export interface Graph extends Pick<AppJson, 'config' | 'problems'> {
  /** of app.json and of every component's JSON */
  readonly components: readonly Component[]
}

/** Generic slots with the default component of each resolved. */
function readGenerics(
  path: string,
  text: string,
  value: unknown,
  files: Reader,
): { generics: Record<string, unknown>; problems: Problem[] } {
  const named = Object.entries(isRecord(value) ? value : {})
  const defaults = Object.fromEntries(
    named.flatMap(([name, slot]) => (isRecord(slot) && slot['default'] !== undefined ? [[name, slot['default']]] : [])),
  )
  const { found, problems } = resolveNames(path, `${path}.json`, text, defaults, files)
  const generics = named.map(([name]) => [name, found[name] === undefined ? true : { default: found[name] }])
  return { generics: Object.fromEntries(generics) as Record<string, unknown>, problems }
}

function missing(path: string, isPage: boolean, text: string, isDeclared: boolean, files: Reader): Problem[] {
  const problems: Problem[] = []
  const at = (file: string, message: string) => problems.push({ file, line: 1, column: 1, message })
  if (!files.exists(`${path}.wxml`)) at(`${path}.wxml`, '缺这个文件')
  if (scriptFile(path, files) === undefined) at(`${path}.js`, '缺 .ts 或 .js')
  if (!isPage && !isDeclared) problems.push(problemAt(`${path}.json`, text, 0, '组件要写 "component": true'))
  return problems
}

function readComponent(
  path: string,
  isPage: boolean,
  shared: Readonly<Record<string, string>>,
  files: Reader,
): Component {
  const file = `${path}.json`
  const text = files.read(file)
  const { value, problems } = parseJson(file, text ?? '{}')
  const names = isRecord(value['usingComponents']) ? value['usingComponents'] : {}
  const using = resolveNames(path, file, text ?? '', names, files)
  const { generics, problems: genericProblems } = readGenerics(path, text ?? '', value['componentGenerics'], files)
  const usingComponents = { ...shared, ...using.found }
  const isBroken = problems.length > 0
  return {
    path,
    isPage,
    json: {
      ...value,
      usingComponents,
      ...(value['componentGenerics'] === undefined ? {} : { componentGenerics: generics }),
      // WeChat's default for a page, whether Page() or Component() makes it
      ...(isPage ? { styleIsolation: 'shared' } : {}),
    },
    needs: [
      ...Object.values(usingComponents),
      ...Object.values(generics).flatMap((slot) => (isRecord(slot) ? [String(slot['default'])] : [])),
    ],
    problems: [
      ...problems,
      ...using.problems,
      ...genericProblems,
      ...missing(path, isPage, text ?? '', isBroken || value['component'] === true, files),
    ],
  }
}

/** Components of another subpackage, unless a placeholder stands for them until they are loaded. */
function unreachable({ path, json }: Component, packages: Packages, files: Reader): Problem[] {
  const placeholders = isRecord(json['componentPlaceholder']) ? json['componentPlaceholder'] : {}
  return Object.entries(json.usingComponents)
    .filter(([name, target]) => placeholders[name] === undefined && !packages.reaches(path, target))
    .map(([name, target]) => {
      const text = files.read(`${path}.json`) ?? ''
      const message = `分包 ${String(packages.of(target))} 的组件在这里取不到：只能用主包和自己分包的`
      return problemAt(`${path}.json`, text, indexOfString(text, name), message)
    })
}

const hasCustomTabBar = ({ config }: AppJson): boolean =>
  isRecord(config['tabBar'] as unknown) && (config['tabBar'] as { custom?: unknown }).custom === true

/** Everything that app.json leads to. */
export async function readGraph(files: Reader, memo: Memo): Promise<Graph> {
  const app = await memo.get('app.json', readAppJson)
  const packages = new Packages(app.config)
  const problems = [...app.problems]
  const pages = new Set(app.config.pages)
  const queue = new Set([...pages, ...(hasCustomTabBar(app) ? ['custom-tab-bar/index'] : [])])
  const components: Component[] = []
  const sharedKey = JSON.stringify(app.usingComponents)
  // a Set may grow while it is walked
  for (const path of queue) {
    const isPage = pages.has(path)
    const component = await memo.get(`json ${String(isPage)} ${sharedKey} ${path}`, (reader) =>
      readComponent(path, isPage, app.usingComponents, reader),
    )
    components.push(component)
    problems.push(...component.problems, ...unreachable(component, packages, files))
    for (const need of component.needs) queue.add(need)
  }
  return { config: app.config, problems, components }
}
