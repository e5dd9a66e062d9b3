/** What would be shared by a sign-up, and what has to be there before. */
import { isHomeNeeded, problemOf } from '../../core/refusal'
import { session } from '../../core/session'
import { sharedLines } from './fair.view'
import { getCard } from './fairs.service'

/** What stands before a sign-up. */
export type Lack = 'home' | 'card' | 'name'

/** `wants`: the firms that were chosen, "1 渝味小面，2 山城电子"; '' : none. */
export const consentTo = (wants: string): string[] => [
  wants === '' ? '您没有点名，社区照您的求职卡给您排合适的企业。' : `您最想见：${wants}`,
  '跟您排上面谈的企业，会看到这些：',
]

export const CONSENT_LIMITS: readonly string[] = [
  '电话不给。没排上的企业什么也看不到。随时可以退出，退了他们马上看不到。',
]

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
