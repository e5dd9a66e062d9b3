/** The size of each package of the mini-program and of each function, against its bar. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Compiled } from './miniprogram'

/** Bytes. WeChat refuses a package of 2 MB and 30 MB in all; our own bars are lower. Functions: what starts fast. */
const BARS = { main: 600 * 1024, subpackage: 500 * 1024, all: 30 * 1024 * 1024, function: 200 * 1024 }

export interface Size {
  name: string
  bytes: number
  bar: number
}

interface AppJson {
  subPackages?: { root: string }[]
  subpackages?: { root: string }[]
}

export function packageSizes(compiled: Compiled): Size[] {
  const app = JSON.parse(String(compiled['app.json'])) as AppJson
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => `${root.replace(/\/$/, '')}/`)
  const paths = Object.keys(compiled)
  const bytesOf = (isIn: (path: string) => boolean) =>
    paths.filter(isIn).reduce((sum, path) => sum + Buffer.byteLength(compiled[path] ?? ''), 0)
  return [
    { name: 'main package', bytes: bytesOf((path) => !roots.some((root) => path.startsWith(root))), bar: BARS.main },
    ...roots.map((root) => ({ name: root, bytes: bytesOf((path) => path.startsWith(root)), bar: BARS.subpackage })),
    { name: 'all packages', bytes: bytesOf(() => true), bar: BARS.all },
  ]
}

/** `folder`: built functions, each with its index.js. */
export function functionSizes(folder: string): Size[] {
  return readdirSync(folder)
    .map((name) => ({ name, file: join(folder, name, 'index.js') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name: `function ${name}`, bytes: statSync(file).size, bar: BARS.function }))
}

/** False when one is over its bar. */
export function printSizes(sizes: readonly Size[]): boolean {
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  for (const { name, bytes, bar } of sizes) {
    console.log(`${bytes > bar ? 'FAIL' : 'ok  '} ${name}: ${kb(bytes)} of ${kb(bar)}`)
  }
  return sizes.every(({ bytes, bar }) => bytes <= bar)
}
