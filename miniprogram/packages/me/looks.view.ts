import type { LookEvent } from '../../contract/estate'
import { CASE_PAGE, CRAFT_PAGES, JOB_PAGES } from '../../contract/messages'
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

/** What a look was for, and the page that shows it; those of people who serve the estate are for a case. */
const FOR_CASE = { why: '为了办您报的事', page: CASE_PAGE }
const FOR_ENTERPRISE = {
  enterprise: { why: '为了您领的活', page: CRAFT_PAGES.worker.claim },
  employer: { why: '为了您应聘的岗位', page: JOB_PAGES.application },
} as const

export function lookView({ at, by, role, subject }: LookEvent, now: number = Date.now()): LookView {
  const isEnterprise = role === 'enterprise' || role === 'employer'
  const { why, page } = isEnterprise ? FOR_ENTERPRISE[role] : FOR_CASE
  return {
    key: `${at} ${subject}`,
    who: isEnterprise ? by : `${ROLE_NAMES[role]}${by}`,
    when: clockText(at, now),
    why,
    page: `/${page}?id=${subject}`,
  }
}
