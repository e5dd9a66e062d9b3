/** The phones on the page, kept for the next visit. */
import type { Network } from '../types'

export interface PhoneChoice {
  readonly openid: string
  readonly network: Network
  readonly fontScale: number
}

const KEY = 'shell.phones'
const MOST = 12

export const choiceOf = (openid: string): PhoneChoice => ({ openid, network: 'good', fontScale: 1 })

/** Undefined at the first visit, or when what was kept is not understood. */
export function loadLayout(): PhoneChoice[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (!Array.isArray(kept) || kept.length === 0) return undefined
    return kept.filter(isChoice).slice(0, MOST)
  } catch {
    return undefined // somebody else's text under this name
  }
}

export function saveLayout(phones: readonly PhoneChoice[]): void {
  localStorage.setItem(KEY, JSON.stringify(phones))
}

function isChoice(value: unknown): value is PhoneChoice {
  if (typeof value !== 'object' || value === null) return false
  const { openid, network, fontScale } = value as Partial<PhoneChoice>
  return typeof openid === 'string' && typeof network === 'string' && typeof fontScale === 'number'
}
