/** TypeScript and JavaScript → CommonJS bodies, one for each file that an app's script leads to. */
import { Parser } from 'acorn'
import type { Node } from 'acorn'
import { simple } from 'acorn-walk'
import { transform } from 'esbuild'
import type { TransformFailure } from 'esbuild'
import type { Problem } from '../types'
import { alignLines, originalPosition, readMap } from './lines'
import type { Mapped } from './lines'
import { Edits } from './edits'
import { isPackage, splitPackage } from './files'
import type { Memo, Reader } from './files'
import type { Packages } from './packages'
import { moduleName, resolveModule, scriptFile } from './resolve'
import { positionAt } from './text'

interface Need {
  readonly file: string
  /** where the file that requires it says so */
  readonly line: number
  readonly column: number
  /** by require.async or with a callback: the one way into another subpackage */
  readonly isAsync: boolean
}

interface Module {
  readonly code: string
  readonly needs: readonly Need[]
  readonly problems: readonly Problem[]
}

/** Code that stands as it was written has no map. */
type Compiled = Mapped | { readonly code: string; readonly map?: undefined }

const isTypeScript = (file: string): boolean => file.endsWith('.ts')

function parseScript(code: string): Node | undefined {
  try {
    return Parser.parse(code, { ecmaVersion: 2022, sourceType: 'script', allowReturnOutsideFunction: true })
  } catch {
    return undefined
  }
}

/** A package's file that is CommonJS already stays as it is; the rest goes through esbuild. */
async function toCommonJs(file: string, source: string): Promise<Compiled> {
  if (isPackage(file) && !isTypeScript(file) && parseScript(source) !== undefined) return { code: source }
  const { code, map } = await transform(source, {
    sourcefile: file,
    loader: isTypeScript(file) ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2020',
    charset: 'utf8',
    sourcemap: 'external',
    // one file at a time, as WeChat's own tools do: an import of a type alone disappears
    tsconfigRaw: { compilerOptions: { target: 'es2020', useDefineForClassFields: false } },
    logLevel: 'silent',
  })
  return alignLines(code, readMap(map))
}

function failure(file: string, error: unknown): Module {
  const { errors } = error as TransformFailure
  if (!Array.isArray(errors)) throw error
  const problems = errors.map(({ text, location }): Problem => {
    // esbuild counts bytes
    const column = Buffer.from(location?.lineText ?? '')
      .subarray(0, location?.column ?? 0)
      .toString().length
    return { file, line: location?.line ?? 1, column: column + 1, message: `脚本有错：${text}` }
  })
  const [first] = problems
  const message = `${file}:${String(first?.line)}:${String(first?.column)} ${first?.message ?? ''}`
  return { code: `throw new SyntaxError(${JSON.stringify(message)})`, needs: [], problems }
}

interface Literal {
  readonly value: string
  readonly start: number
  readonly end: number
  readonly isAsync: boolean
}

/** The names in require("…") and require.async("…"). */
function requiresOf(code: string): Literal[] {
  const found: Literal[] = []
  const program = parseScript(code)
  if (program === undefined) return found
  simple(program, {
    CallExpression({ callee, arguments: [argument, ...others] }) {
      const isMember = callee.type === 'MemberExpression' && !callee.computed
      const called = isMember ? callee.object : callee
      if (called.type !== 'Identifier' || called.name !== 'require') return
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return
      const { value, start, end } = argument
      found.push({ value, start, end, isAsync: isMember || others.length > 0 })
    },
  })
  return found
}

async function compileModule(file: string, files: Reader): Promise<Module> {
  const source = files.read(file) ?? ''
  let compiled: Compiled
  try {
    compiled = await toCommonJs(file, source)
  } catch (error) {
    return failure(file, error)
  }
  const text = new Edits(compiled.code)
  const needs: Need[] = []
  const problems: Problem[] = []
  for (const { value, start, end, isAsync } of requiresOf(compiled.code)) {
    const target = resolveModule(file, value, files)
    const place =
      compiled.map === undefined
        ? positionAt(source, start)
        : originalPosition({ ...compiled, map: compiled.map }, start)
    if (target === undefined) {
      problems.push({ file, ...place, message: missing(value) })
      continue
    }
    needs.push({ file: target, ...place, isAsync })
    text.replace(start, end, JSON.stringify(`/${moduleName(target)}`))
  }
  return { code: text.toString(), needs, problems }
}

function missing(name: string): string {
  if (name.endsWith('.json')) return `微信不能 require JSON 文件：${name}`
  const isInside = !/^[./]/.test(name) && splitPackage(name)[1] !== ''
  return `没有模块 ${name}${isInside ? '（微信只打包 npm 包的入口）' : ''}`
}

/** Follows require() from the app's script and from those of all pages and components. */
export async function compileModules(
  paths: readonly string[],
  packages: Packages,
  files: Reader,
  memo: Memo,
): Promise<{ modules: Record<string, string>; problems: Problem[] }> {
  const modules: Record<string, string> = {}
  const problems: Problem[] = []
  const seen = new Set(paths.map((path) => scriptFile(path, files)).filter((file) => file !== undefined))
  let batch: readonly string[] = [...seen]
  while (batch.length > 0) {
    const compiled = await Promise.all(
      batch.map(async (file) => ({
        file,
        ...(await memo.get(`module ${file}`, (reader) => compileModule(file, reader))),
      })),
    )
    for (const module of compiled) {
      modules[moduleName(module.file)] = module.code
      problems.push(...module.problems, ...unreachable(module.file, module.needs, packages))
    }
    batch = [...new Set(compiled.flatMap(({ needs }) => needs.map(({ file }) => file)))].filter(
      (file) => !seen.has(file),
    )
    for (const file of batch) seen.add(file)
  }
  return { modules, problems }
}

const unreachable = (from: string, needs: readonly Need[], packages: Packages): Problem[] =>
  needs
    .filter(({ file, isAsync }) => !isAsync && !packages.reaches(from, file))
    .map(({ file, line, column }) => ({
      file: from,
      line,
      column,
      message: `分包 ${String(packages.of(file))} 的 ${file} 在这里取不到：只能用主包和自己分包的`,
    }))
