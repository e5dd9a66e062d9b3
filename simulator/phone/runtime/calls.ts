import type { CallRecord, FromPhone, SavedPicture } from '../types'

/** Kept for tests; older ones go. */
const KEPT = 5000

export interface SetDataRecord {
  /** route of the page that holds the component, or of the page in front */
  readonly page: string
  /** path of the page or component */
  readonly component: string
  readonly bytes: number
}

/** What the phone keeps on globalThis.__phone for tests. */
export interface PhoneHandle {
  ready: boolean
  readonly openid: string
  readonly calls: CallRecord[]
  readonly setData: SetDataRecord[]
  /** pictures in the album */
  readonly saved: SavedPicture[]
  readonly problems: string[]
  readonly wx: unknown
  /** path of the page in front */
  route(): string
  /** how many elements the page in front has */
  nodes(): number
}

export function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > KEPT) list.splice(0, list.length - KEPT)
}

/** To the shell around this phone, if there is one. */
export function tellShell(message: FromPhone): void {
  if (window.parent !== window) window.parent.postMessage(message, location.origin)
}
