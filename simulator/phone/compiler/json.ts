/** JSON files with the place of what is wrong in them. */
import type { Problem } from '../types'
import { errorIndex } from './json-error'
import { find, isRecord, problemAt } from './text'

export interface Json {
  readonly value: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/** Reads a JSON object; an unreadable one is empty and a problem. */
export function parseJson(file: string, text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return { value, problems: [] }
    return { value: {}, problems: [problemAt(file, text, 0, '应是一个 JSON 对象')] }
  } catch {
    const index = errorIndex(text)
    const message = index < text.length ? `JSON 有错：这里不该是 ${text.charAt(index).trim()}` : 'JSON 没有写完'
    return { value: {}, problems: [problemAt(file, text, index, message)] }
  }
}

/** The index of a string in JSON text, its quotes included; with a key, the string that is the key's value. */
export function indexOfString(text: string, value: string, key?: string): number {
  const quoted = JSON.stringify(value)
  if (key === undefined) return find(text, quoted)
  const pattern = `${escaped(JSON.stringify(key))}\\s*:\\s*(?=${escaped(quoted)})`
  const match = new RegExp(pattern).exec(text)
  return match === null ? find(text, quoted) : match.index + match[0].length
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
