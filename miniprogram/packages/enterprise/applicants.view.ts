/** Those who applied, pure: no more of them than their consent gives. */
import type { ApplicationRow, ApplicationState, Shared } from '../../contract/job-applications'
import type { Tone } from '../../core/bars'
import { ago } from '../../core/day'
import { kindsText, shiftsText, shortYuan } from '../../core/job-text'

export const APPLICANT_STATES: { readonly [S in ApplicationState]: { text: string; tone: Tone } } = {
  sent: { text: '新来的', tone: 'brand' },
  seen: { text: '看过了', tone: 'waiting' },
  invited: { text: '约了来谈', tone: 'waiting' },
  hired: { text: '录用了', tone: 'done' },
  declined: { text: '婉拒了', tone: 'quiet' },
  withdrawn: { text: '撤回了', tone: 'quiet' },
  closed: { text: '没下文', tone: 'quiet' },
}

export interface ApplicantChip {
  /** alive: those with whom one still talks, whatever was done */
  value: ApplicationState | 'alive'
  text: string
}

export const APPLICANT_CHIPS: readonly ApplicantChip[] = [
  { value: 'alive', text: '在谈的' },
  ...(['sent', 'seen', 'invited', 'hired', 'declined', 'withdrawn', 'closed'] as const).map((value) => ({
    value,
    text: APPLICANT_STATES[value].text,
  })),
]

export const emptyApplicants = (value: ApplicantChip['value']): string =>
  value === 'alive' ? '现在没有在谈的人。有人应聘会告诉您。' : `没有“${APPLICANT_STATES[value].text}”的人。`

/** Who took the consent back, or whose application is over by itself, has no name here any more. */
export const NAMELESS = '求职者'

export const personText = (shared: Shared | null): string => shared?.name ?? NAMELESS

export interface ApplicantItem {
  id: string
  name: string
  stateText: string
  tone: Tone
  /** what the consent gives; none: it was taken back */
  facts: string[]
  intro: string
  when: string
  isGone: boolean
}

export const wishText = ({ want }: Pick<Shared, 'want'>): string => `想要一个月 ${shortYuan(want)}`

export function goneText(state: ApplicationState): string {
  if (state === 'withdrawn') return '对方撤回了应聘，姓名和求职卡不再给你们看。'
  return state === 'closed' ? '没有下文，姓名和求职卡不再给你们看。' : '过了保存的日子，姓名和求职卡删掉了。'
}

export function applicantItem({ id, state, shared, at, updatedAt }: ApplicationRow, now: number): ApplicantItem {
  const { text, tone } = APPLICANT_STATES[state]
  return {
    id,
    name: personText(shared),
    stateText: text,
    tone,
    facts: shared ? [kindsText(shared.kinds), shiftsText(shared.shifts), wishText(shared)] : [goneText(state)],
    intro: shared?.intro ?? '',
    when: `${ago(at, now)}应聘${updatedAt > at ? `，${ago(updatedAt, now)}有变动` : ''}`,
    isGone: shared === null,
  }
}
