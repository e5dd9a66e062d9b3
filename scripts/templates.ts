/** What the official compiler lets pass in a template: broken expressions, handlers and components that do not exist. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse, type WXNode } from '@wxml/parser'
import { ROOT } from './root'

const FOLDERS: { readonly [platform: string]: string } = { linux: 'linux', darwin: 'mac', win32: 'windows' }
const EVENT = /^(?:mut-|capture-)?(?:bind|catch):?[a-z]/
const LIFECYCLE = new Set(['page-meta', 'navigation-bar'])

/** Elements of WeChat itself that our templates use. */
const BUILT_IN = new Set(
  (
    'view text image icon button input textarea label checkbox checkbox-group radio radio-group switch slider picker ' +
    'picker-view picker-view-column form scroll-view swiper swiper-item progress rich-text navigator canvas ' +
    'root-portal block slot template include import wxs'
  ).split(' '),
)

export interface Mistake {
  file: string
  line: number
  message: string
}

/** Every template under `folder` (relative to it), npm libraries apart. */
const templatesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(wxml|wxs)$/.test(file) && !file.startsWith('miniprogram_npm'))
    .sort()

/** WeChat's own template compiler; its words, or null when it accepts all. */
export function wcc(folder: string): string | null {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = join(
    ROOT,
    'node_modules/miniprogram-compiler/bin',
    FOLDERS[process.platform] ?? 'linux',
    `wcc${suffix}`,
  )
  chmodSync(program, 0o755)
  const output = mkdtempSync(join(tmpdir(), 'wcc-'))
  try {
    const files = templatesIn(folder).map((file) => `./${file}`)
    const { status, stderr, error } = spawnSync(program, ['-d', '-o', join(output, 'out.js'), ...files], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (error) return error.message
    return status === 0 ? null : stderr.trim()
  } finally {
    rmSync(output, { recursive: true })
  }
}

/** Components that a template uses and its json does not declare, or the reverse; handlers that the script lacks. */
export function templateMistakes(folder: string): Mistake[] {
  return templatesIn(folder)
    .filter((file) => file.endsWith('.wxml'))
    .flatMap((file) => mistakesOf(folder, file))
}

function mistakesOf(folder: string, file: string): Mistake[] {
  const base = join(folder, file.replace(/\.wxml$/, ''))
  if (!existsSync(`${base}.json`)) return []
  const { usingComponents = {} } = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as {
    usingComponents?: Record<string, string>
  }
  const script = readFileSync(`${base}.ts`, 'utf8')
  const used = new Set<string>()
  const mistakes: Mistake[] = []
  for (const element of elementsOf(folder, file)) {
    const { name, line, attributes } = element
    used.add(name)
    if (!BUILT_IN.has(name) && !LIFECYCLE.has(name) && !(name in usingComponents))
      mistakes.push({ file, line, message: `<${name}> is not in usingComponents` })
    for (const [key, value] of attributes) {
      if (EVENT.test(key) && /^\w+$/.test(value) && !defines(script, value))
        mistakes.push({ file, line, message: `${key}="${value}": the script has no such method` })
    }
  }
  for (const name of Object.keys(usingComponents)) {
    if (!used.has(name)) mistakes.push({ file, line: 1, message: `${name} is declared and not used` })
  }
  return mistakes
}

/** As a method, a property or a shorthand of the page's or component's options. */
const defines = (script: string, name: string): boolean =>
  new RegExp(String.raw`^\s+(?:async\s+)?${name}\s*(?:[(:<,]|$)`, 'm').test(script)

interface Element {
  name: string
  line: number
  attributes: [key: string, value: string][]
}

/** The elements of a template and of those it includes or imports. */
function elementsOf(folder: string, file: string): Element[] {
  const found: Element[] = []
  const walk = (nodes: readonly WXNode[]): void => {
    for (const node of nodes) {
      if (node.type !== 'WXElement') continue
      const attributes = node.startTag.attributes.map(({ key, value }): [string, string] => [key, value ?? ''])
      found.push({ name: node.name, line: node.loc.start.line, attributes })
      const source = attributes.find(([key]) => key === 'src')?.[1]
      if ((node.name === 'include' || node.name === 'import') && source)
        found.push(...elementsOf(folder, source.startsWith('/') ? source.slice(1) : join(dirname(file), source)))
      walk(node.children)
    }
  }
  walk(parse(readFileSync(join(folder, file), 'utf8')).body)
  return found
}
