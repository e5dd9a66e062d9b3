import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/root'
import { buildFunctions } from '../scripts/build-functions'

const SOURCES = [
  'cloudfunctions',
  'miniprogram/contract',
  'database',
  'scripts/build-functions.ts',
  'package-lock.json',
]
const BUILDS = join(ROOT, 'dist/test-functions')
/** Builds of other sources are thrown away when nobody has used them for this long. */
const UNUSED_MS = 60 * 60 * 1000

let built: Promise<string> | undefined

/**
 * The functions, built from the sources as they are. The folder is named by the sources' state and appears as a whole,
 * so test workers never see half a build and never build what is there.
 */
export function builtFunctions(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const directory = join(BUILDS, stateOfSources())
  if (!existsSync(directory)) {
    const draft = `${directory}.${randomUUID()}`
    await buildFunctions({ output: draft })
    publish(draft, directory)
  }
  const now = new Date()
  utimesSync(directory, now, now)
  removeUnused(directory)
  return directory
}

function publish(draft: string, directory: string): void {
  try {
    renameSync(draft, directory)
  } catch (error) {
    rmSync(draft, { recursive: true })
    // Another worker has published the same build.
    if (!existsSync(directory)) throw error
  }
}

function stateOfSources(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesUnder(join(ROOT, source))) {
      const { mtimeMs, size } = statSync(file)
      hash.update(`${file} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

function removeUnused(used: string): void {
  for (const name of readdirSync(BUILDS)) {
    const directory = join(BUILDS, name)
    const age = Date.now() - (statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (directory !== used && age > UNUSED_MS) rmSync(directory, { recursive: true, force: true })
  }
}
