/** The browser's programs and style sheets of the phones, built from their sources as they are. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/root'

const PHONE = join(ROOT, 'simulator/phone')
const OUTPUT = join(ROOT, 'dist/phone')
/** Builds of other sources go when they are older than this. */
const UNUSED_MS = 60 * 60 * 1000

/** The program of a page: its entry, and the sources that it is made of. */
const PROGRAMS = {
  runtime: { entry: 'runtime/main.ts', sources: ['runtime', 'elements', 'wx', 'host.ts', 'types.ts'] },
  shell: { entry: 'shell/main.ts', sources: ['shell', 'types.ts'] },
} as const
export type ProgramName = keyof typeof PROGRAMS

/** What a style sheet is joined from: files, and folders of them; a part that is not there is left out. */
const SHEETS = {
  phone: ['runtime/phone.css', 'elements/css', 'wx/overlay.css'],
  shell: ['shell/shell.css'],
} as const
export type SheetName = keyof typeof SHEETS

const builds = new Map<string, Promise<string>>()

/** The bundle of a program; made once for each state of the sources, and kept between runs. */
export async function program(name: ProgramName): Promise<string> {
  const file = join(OUTPUT, `${name}-${await stateOf(PROGRAMS[name].sources)}.js`)
  const known = builds.get(file)
  if (known) return known
  const built = existsSync(file) ? readFile(file, 'utf8') : bundle(name, file)
  builds.set(file, built)
  // A mistake in the source is reported again at the next request rather than kept.
  built.catch(() => builds.delete(file))
  return built
}

export async function sheet(name: SheetName): Promise<string> {
  const parts = SHEETS[name].map((part) => join(PHONE, part)).filter((part) => existsSync(part))
  const files = (await Promise.all(parts.map(sheetFiles))).flat()
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
}

/** In the order of the alphabet: "base" comes before what it is the base of. */
async function sheetFiles(part: string): Promise<string[]> {
  if (part.endsWith('.css')) return [part]
  return (await readdir(part)).sort().map((file) => join(part, file))
}

async function bundle(name: ProgramName, file: string): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(PHONE, PROGRAMS[name].entry)],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: {},
    write: false,
    logLevel: 'warning',
  })
  const text = outputFiles[0]?.text ?? ''
  await mkdir(OUTPUT, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, text)
  await rename(draft, file)
  await removeUnused(name, file)
  return text
}

async function stateOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of [...sources.map((source) => join(PHONE, source)), join(ROOT, 'package-lock.json')])
    await addState(path, hash)
  return hash.digest('hex').slice(0, 16)
}

async function addState(path: string, hash: ReturnType<typeof createHash>): Promise<void> {
  if (!existsSync(path)) return
  const found = await stat(path)
  if (!found.isDirectory()) return void hash.update(`${path} ${found.mtimeMs} ${found.size}\n`)
  for (const name of (await readdir(path)).sort()) await addState(join(path, name), hash)
}

async function removeUnused(name: ProgramName, used: string): Promise<void> {
  const others = (await readdir(OUTPUT)).filter((file) => file.startsWith(`${name}-`) && join(OUTPUT, file) !== used)
  for (const file of others) {
    const found = await stat(join(OUTPUT, file)).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > UNUSED_MS) await rm(join(OUTPUT, file), { force: true })
  }
}
