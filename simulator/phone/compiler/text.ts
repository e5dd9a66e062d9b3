/** Places in source text. */
import type { Problem } from '../types'

/** Line and column, both from 1, of an index into the text. */
export function positionAt(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index)
  const line = before.split('\n').length
  return { line, column: index - before.lastIndexOf('\n') }
}

/** A problem at an index of a file's text. */
export const problemAt = (file: string, text: string, index: number, message: string): Problem => ({
  file,
  ...positionAt(text, Math.max(0, index)),
  message,
})

/** Where one of the needles stands first in the text; the beginning when none does. */
export function find(text: string, ...needles: readonly (string | RegExp)[]): number {
  for (const needle of needles) {
    const index = typeof needle === 'string' ? text.indexOf(needle) : text.search(needle)
    if (index !== -1) return index
  }
  return 0
}

/** Joins a path to the folder of a file of the app; no leading slash comes out, and nothing leaves the root. */
export function joinPath(from: string, path: string): string {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** "a/b.ts" → "a/b" */
export const withoutExtension = (path: string): string => path.replace(/\.(?:ts|js|wxml|wxss|wxs|json)$/, '')

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
