import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/root'

let compiled: Promise<string> | undefined

/** Compile child.ts once and put it under `directory`, so that a function's process needs no TypeScript loader. */
export async function writeChildScript(directory: string): Promise<string> {
  compiled ??= compile()
  const file = join(directory, 'child.js')
  mkdirSync(directory, { recursive: true })
  writeFileSync(file, await compiled)
  return file
}

async function compile(): Promise<string> {
  const { build } = await import('esbuild')
  const built = await build({
    entryPoints: [join(ROOT, 'simulator/cloud/host/child.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
  })
  return built.outputFiles[0]?.text ?? ''
}
