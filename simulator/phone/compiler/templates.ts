/** WXML and WXS of the whole app → one JavaScript expression, by glass-easel's own compiler. */
import { TmplGroup } from 'glass-easel-template-compiler'
import type { Problem } from '../types'
import type { Component } from './components'
import { isPackage } from './files'
import type { Memo, Reader } from './files'
import { BUILT_IN, tagsOf } from './tags'
import { joinPath, problemAt } from './text'
import { translateWxs, WXS_RUNTIME } from './wxs'
import type { Wxs } from './wxs'

interface ParseError {
  readonly level: string
  readonly message: string
  readonly startLine: number
  readonly startColumn: number
}

const text = (paths: unknown[]): string[] => paths.map(String)

/** A script may fail where it starts without taking the other templates with it. */
const guarded = (path: string, code: string): string =>
  `try{${code}\n}catch(error){wxsFailed(${JSON.stringify(path)},error)}`

const requireName = (name: string): string => name.replace(/\.wxs$/, '')

interface Checked {
  readonly tags: readonly { readonly name: string; readonly index: number }[]
  readonly problems: readonly Problem[]
}

/** Tags that need a component, and references to files that do not exist. */
function check(path: string, source: string, files: Reader): Checked {
  const file = `${path}.wxml`
  const problems: Problem[] = []
  const tags = tagsOf(source)
  for (const { name, attributes } of tags) {
    const src = attributes['src']
    if (src === undefined || !['import', 'include', 'wxs'].includes(name)) continue
    const extension = name === 'wxs' ? '.wxs' : '.wxml'
    const target = joinPath(path, src.value).replace(/\.(?:wxml|wxs)$/, '') + extension
    if (!files.exists(target)) problems.push(problemAt(file, source, src.index, `没有文件 ${target}`))
  }
  return { tags: tags.filter(({ name }) => !BUILT_IN.has(name)), problems }
}

/** The one group of all templates. A new build replaces in it only what changed. */
export class Templates {
  readonly #group = new TmplGroup()
  readonly #sources = new Map<string, string>()
  readonly #errors = new Map<string, readonly Problem[]>()
  readonly #scripts = new Map<string, string>()
  #output: string | undefined

  constructor(private readonly memo: Memo) {
    this.#group.setExtraRuntimeScript(WXS_RUNTIME)
  }

  /** Compiles the templates of the components and all they include. */
  async compile(components: readonly Component[], files: Reader): Promise<{ code: string; problems: Problem[] }> {
    const problems: Problem[] = []
    const scripts = new Set<string>()
    const paths = new Set(components.map(({ path }) => path))
    const known = new Map(components.map(({ path, json }) => [path, json]))
    for (const path of paths) {
      const source = files.read(`${path}.wxml`)
      this.#template(path, source ?? '')
      if (source === undefined) continue
      const checked = await this.memo.get(`tags ${path}`, (reader) => check(path, source, touch(reader, path)))
      problems.push(...(this.#errors.get(path) ?? []), ...checked.problems)
      const json = known.get(path)
      if (json !== undefined) problems.push(...unknownTags(path, source, checked, json))
      for (const need of text(this.#group.getDirectDependencies(path))) paths.add(need)
      for (const need of text(this.#group.getScriptDependencies(path))) scripts.add(need)
      problems.push(...(await this.#inlineScripts(path, source, scripts)))
    }
    problems.push(...(await this.#externalScripts(scripts, files)))
    this.#removeOthers(paths, scripts)
    this.#output ??= this.#group.getTmplGenObjectGroups()
    return { code: this.#output, problems }
  }

  #template(path: string, source: string): void {
    if (this.#sources.get(path) === source) return
    const errors = this.#group.addTmpl(path, source) as ParseError[]
    this.#sources.set(path, source)
    this.#output = undefined
    this.#errors.set(
      path,
      errors.map(({ message, startLine, startColumn }) => ({
        file: `${path}.wxml`,
        line: startLine + 1,
        column: startColumn + 1,
        message: `模板有错：${message}`,
      })),
    )
  }

  async #inlineScripts(path: string, source: string, scripts: Set<string>): Promise<Problem[]> {
    const problems: Problem[] = []
    for (const name of text(this.#group.getInlineScriptModuleNames(path))) {
      const key = `${path}#${name}`
      // once translated, the group gives the translation back: the first text belongs to this source
      const kept = await this.memo.get(`wxs ${key}`, (reader) => {
        reader.read(`${path}.wxml`)
        const code = this.#group.getInlineScript(path, name)
        return { code, wxs: translateWxs(code, { isPackage: isPackage(path) }) }
      })
      const { wxs } = kept
      this.#group.setInlineScript(path, name, guarded(key, wxs.code))
      const start = Math.max(0, source.indexOf(kept.code))
      problems.push(...scriptProblems(`${path}.wxml`, source, start, wxs))
      for (const { name: target } of wxs.requires) scripts.add(joinPath(path, requireName(target)))
    }
    return problems
  }

  async #externalScripts(scripts: Set<string>, files: Reader): Promise<Problem[]> {
    const problems: Problem[] = []
    for (const path of scripts) {
      const file = `${path}.wxs`
      const source = files.read(file) ?? ''
      const wxs = await this.memo.get(`wxs ${path}`, (reader) =>
        translateWxs(reader.read(file) ?? '', { isPackage: isPackage(file) }),
      )
      this.#script(path, guarded(path, wxs.code))
      problems.push(...scriptProblems(file, source, 0, wxs))
      for (const { name, index } of wxs.requires) {
        const target = joinPath(path, requireName(name))
        scripts.add(target)
        if (!files.exists(`${target}.wxs`)) problems.push(problemAt(file, source, index, `没有文件 ${target}.wxs`))
      }
    }
    return problems
  }

  #script(path: string, code: string): void {
    if (this.#scripts.get(path) === code) return
    this.#group.addScript(path, code)
    this.#scripts.set(path, code)
    this.#output = undefined
  }

  #removeOthers(paths: ReadonlySet<string>, scripts: ReadonlySet<string>): void {
    for (const path of [...this.#sources.keys()].filter((known) => !paths.has(known))) {
      this.#group.removeTmpl(path)
      this.#sources.delete(path)
      this.#output = undefined
    }
    for (const path of [...this.#scripts.keys()].filter((known) => !scripts.has(known))) {
      this.#group.removeScript(path)
      this.#scripts.delete(path)
      this.#output = undefined
    }
  }
}

/** Makes the result depend on the template's text too. */
function touch(reader: Reader, path: string): Reader {
  reader.read(`${path}.wxml`)
  return reader
}

const scriptProblems = (file: string, source: string, start: number, { errors }: Wxs): Problem[] =>
  errors.map(({ index, message }) => problemAt(file, source, start + index, message))

function unknownTags(path: string, source: string, { tags }: Checked, json: Component['json']): Problem[] {
  const generics = typeof json['componentGenerics'] === 'object' ? json['componentGenerics'] : undefined
  const known = new Set([...Object.keys(json.usingComponents), ...Object.keys(generics ?? {})])
  return tags
    .filter(({ name }) => !known.has(name))
    .map(({ name, index }) => problemAt(`${path}.wxml`, source, index, `组件 <${name}> 没有在 usingComponents 里登记`))
}
