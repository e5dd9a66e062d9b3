import type { LookEvent } from '../../contract/estate'
import { clockText } from '../../core/day'
import { ROLE_NAMES } from '../../core/role-text'

export interface LookView {
  key: string
  who: string
  when: string
  subject: string
}

export const lookView = ({ at, by, role, subject }: LookEvent, now: number = Date.now()): LookView => ({
  key: `${at} ${subject}`,
  who: `${ROLE_NAMES[role]}${by}`,
  when: clockText(at, now),
  subject,
})
