/** What would be shared by a sign-up, and what has to be there before. */
import { isHomeNeeded, problemOf } from '../../core/refusal'
import { session } from '../../core/session'
import { sharedLines } from './fair.view'
import { getCard } from './fairs.service'
import type { Lack } from './lacks'

export interface Consent {
  /** '' : nothing is lacking */
  lack: Lack | ''
  lines: { name: string; text: string }[]
}

/** Read before it is asked for. */
export async function lookUpConsent(): Promise<Consent> {
  try {
    const [card, me] = await Promise.all([getCard(), session.me() ?? session.load()])
    if (me.home === null) return { lack: 'home', lines: [] }
    if (card === null) return { lack: 'card', lines: [] }
    return me.name === null ? { lack: 'name', lines: [] } : { lack: '', lines: sharedLines(me.name, card) }
  } catch (error) {
    if (isHomeNeeded(error)) return { lack: 'home', lines: [] }
    throw error
  }
}

/** What the server missed; '' : it was refused for something else. */
export function lackOf(error: unknown): Lack | '' {
  if (isHomeNeeded(error)) return 'home'
  if (problemOf(error, 'card') !== undefined) return 'card'
  return problemOf(error, 'name') === undefined ? '' : 'name'
}
