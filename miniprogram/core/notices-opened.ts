/** The notices that were opened on this phone. Nobody else is told: who has read what is for no one to know. */
import { store, stored } from './platform'

const KEY = 'notices-opened'
/** more than are current at any time */
const MOST = 200

export const openedNotices = (): readonly string[] => stored<string[]>(KEY) ?? []

export function noteOpened(id: string): void {
  const known = openedNotices()
  if (!known.includes(id)) store(KEY, [id, ...known].slice(0, MOST))
}
