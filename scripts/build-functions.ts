import { existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './root'

export interface BuildFunctionsOptions {
  /** folder with one folder a function; a function has an index.ts */
  readonly source?: string
  readonly output?: string
  readonly minify?: boolean
}

export const FUNCTIONS_OUTPUT = join(ROOT, 'dist/cloudfunctions')
/** Shared by the functions and bundled into each: not a function itself. */
const SHARED = 'kit'
const COPIED = ['config.json', 'package.json']
/** Files beside the functions that belong to all of them. */
const COMMON = ['message-push.json', 'subscribe-templates.json']

/** Bundle every cloud function into one file each, as it is deployed. Returns the names. */
export async function buildFunctions(options: BuildFunctionsOptions = {}): Promise<string[]> {
  const { source = join(ROOT, 'cloudfunctions'), output = FUNCTIONS_OUTPUT, minify = false } = options
  const names = await functionFolders(source)
  await mkdir(output, { recursive: true })
  if (names.length > 0) {
    const { build } = await import('esbuild')
    await build({
      entryPoints: names.map((name) => ({ in: join(source, name, 'index.ts'), out: join(name, 'index') })),
      outdir: output,
      bundle: true,
      platform: 'node',
      target: 'node18',
      format: 'cjs',
      external: ['wx-server-sdk'],
      sourcemap: 'external',
      minify,
      logLevel: 'warning',
    })
  }
  const copies = names.flatMap((name) => COPIED.map((file) => join(name, file)))
  await Promise.all([...copies, ...COMMON].map((file) => copyIfThere(join(source, file), join(output, file))))
  return names
}

async function functionFolders(source: string): Promise<string[]> {
  if (!existsSync(source)) return []
  const entries = await readdir(source, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== SHARED && existsSync(join(source, entry.name, 'index.ts')))
    .map((entry) => entry.name)
    .sort()
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await cp(from, to)
}
