import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CloudError } from '../types'
import { LIMITS } from '../limits'

export interface TimerDeclaration {
  readonly name: string
  /** seven fields: second minute hour day month weekday year, in UTC+8 */
  readonly cron: string
}

/** What a function's config.json declares. */
export interface FunctionConfig {
  readonly timeoutMs: number
  /** open API names the function may call */
  readonly openapi: readonly string[]
  readonly timer: TimerDeclaration | undefined
}

interface ConfigFile {
  timeout?: number
  permissions?: { openapi?: string[] }
  triggers?: { name: string; type: string; config: string }[]
}

const FUNCTION_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/** Names of the functions under `directory`. */
export function functionNames(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory).filter(
    (name) => FUNCTION_NAME.test(name) && existsSync(join(directory, name, 'index.js')),
  )
}

/** Where the function `name` lies; refuses names that are no function. */
export function functionDirectory(directory: string, name: string): string {
  const path = join(directory, name)
  if (FUNCTION_NAME.test(name) && existsSync(join(path, 'index.js'))) return path
  throw new CloudError('FUNCTION_NOT_FOUND', 'FunctionName parameter could not be found')
}

/** Read config.json; a function without one has the platform's defaults. */
export function readConfig(directory: string): FunctionConfig {
  const file = join(directory, 'config.json')
  const config = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ConfigFile) : {}
  const triggers = (config.triggers ?? []).filter((trigger) => trigger.type === 'timer')
  if (triggers.length > 1) throw new Error(`${file}: a function has one trigger at most`)
  const [timer] = triggers
  const seconds = config.timeout ?? LIMITS.functionTimeoutDefaultMs / 1000
  return {
    timeoutMs: Math.min(seconds * 1000, LIMITS.functionTimeoutMaxMs),
    openapi: config.permissions?.openapi ?? [],
    timer: timer && { name: timer.name, cron: timer.config },
  }
}
