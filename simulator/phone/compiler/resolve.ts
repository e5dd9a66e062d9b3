/** Names in usingComponents and in require() → paths of the app. */
import type { Reader } from './files'
import { isPackage, parsePackage, splitPackage } from './files'
import { joinPath, withoutExtension } from './text'

/** miniprogram_npm folders that a file may take packages from, the nearest first. */
function npmFolders(from: string): string[] {
  const parts = from.split('/').slice(0, -1)
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/') + '/'), ''].map(
    (folder) => `${folder}miniprogram_npm/`,
  )
}

const isComponent = (path: string, files: Reader): boolean =>
  files.exists(`${path}.json`) || files.exists(`${path}.wxml`)

/** The path of a component that `from` calls by `name`; undefined when there is none. */
export function resolveComponent(from: string, name: string, files: Reader): string | undefined {
  const path = joinPath(from, name)
  if (isComponent(path, files)) return path
  if (name.startsWith('/') || name.startsWith('.')) return undefined
  for (const folder of npmFolders(from)) {
    for (const candidate of [folder + name, `${folder}${name}/index`]) {
      if (isComponent(candidate, files)) return candidate
    }
  }
  return undefined
}

/** TypeScript first: a page written in it may have a compiled .js beside it. */
export function scriptFile(path: string, files: Reader): string | undefined {
  return [`${path}.ts`, `${path}.js`].find((file) => files.exists(file))
}

function moduleFile(path: string, files: Reader): string | undefined {
  if (/\.[jt]s$/.test(path) && files.exists(path)) return path
  const bare = path.replace(/\.js$/, '')
  return (
    scriptFile(path, files) ?? scriptFile(bare, files) ?? (path === '' ? undefined : scriptFile(`${path}/index`, files))
  )
}

/** A package that is not made for mini-programs: WeChat packs only what its entry leads to, as index.js. */
function plainPackageFile(base: string, described: string, rest: string, mayReachInside: boolean, files: Reader) {
  if (rest !== '' && rest !== 'index') return mayReachInside ? moduleFile(`${base}/${rest}`, files) : undefined
  const main = parsePackage(described)['main']
  const file = typeof main === 'string' ? moduleFile(joinPath(`${base}/`, main), files) : undefined
  return file ?? moduleFile(`${base}/index`, files)
}

function packageFile(from: string, folder: string, name: string, files: Reader): string | undefined {
  const [packageName, rest] = splitPackage(name)
  const base = folder + packageName
  const described = files.read(`${base}/package.json`)
  if (described !== undefined) return plainPackageFile(base, described, rest, isPackage(from), files)
  return moduleFile(rest === '' ? `${base}/index` : `${base}/${rest}`, files)
}

/** The file, with extension, of a module that the file `from` requires by `name`. */
export function resolveModule(from: string, name: string, files: Reader): string | undefined {
  if (name.startsWith('.') || name.startsWith('/')) return moduleFile(joinPath(from, name), files)
  for (const folder of npmFolders(from)) {
    const file = packageFile(from, folder, name, files)
    if (file !== undefined) return file
  }
  return undefined
}

export const moduleName = (file: string): string => withoutExtension(file)
