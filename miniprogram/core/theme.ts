/** Care view and WeChat's own font size, as the style of every page. */
import { fontFactor, store, stored } from './platform'

const KEY = 'care'
const CARE_SCALE = 1.3
/** past this a line holds too few words to be read */
const MOST = 2

const listeners = new Set<() => void>()

export const isCare = (): boolean => stored<boolean>(KEY) ?? false

export function setCare(on: boolean): void {
  store(KEY, on)
  refreshTheme()
}

/** Variables that app.wxss multiplies by; touch targets are 60 px in care view (44 elsewhere). */
export function pageStyle(): string {
  const care = isCare()
  const scale = Math.min(MOST, Math.round((care ? CARE_SCALE : 1) * fontFactor() * 100) / 100)
  return `--scale:${scale};--care:${care ? CARE_SCALE : 1};--touch:${care ? 60 : 44}px`
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Pages take the style anew: the care view or WeChat's font size may have changed. */
export const refreshTheme = (): void => listeners.forEach((listener) => listener())
