import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A small state kept in one file: read once, written whole and atomically at each save. */
export class JsonFile<T extends object> {
  readonly value: T

  constructor(
    readonly file: string,
    initial: T,
  ) {
    this.value = read(file) ?? initial
  }

  save(): void {
    mkdirSync(dirname(this.file), { recursive: true })
    const draft = `${this.file}.${process.pid}.tmp`
    writeFileSync(draft, JSON.stringify(this.value))
    renameSync(draft, this.file)
  }
}

function read<T>(file: string): T | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  return JSON.parse(text) as T
}

/** Is this the error of a file that does not exist? */
export function isMissing(error: unknown): boolean {
  // Not instanceof Error: errors of Node's own modules are of another realm under jest.
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'
}
