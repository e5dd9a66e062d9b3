import type { LookEvent } from '../../contract/estate'
import { CASE_PAGE, CRAFT_PAGES } from '../../contract/messages'
import { clockText } from '../../core/day'
import { ROLE_NAMES } from '../../core/role-text'

export interface LookView {
  key: string
  who: string
  when: string
  /** what it was for */
  why: string
  /** the page that shows it */
  page: string
}

export const lookView = ({ at, by, role, subject }: LookEvent, now: number = Date.now()): LookView => ({
  key: `${at} ${subject}`,
  who: role === 'enterprise' ? by : `${ROLE_NAMES[role]}${by}`,
  when: clockText(at, now),
  why: role === 'enterprise' ? '为了您领的活' : '为了办您报的事',
  page: `/${role === 'enterprise' ? CRAFT_PAGES.worker.claim : CASE_PAGE}?id=${subject}`,
})
