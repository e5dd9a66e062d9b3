/** What an application needs, and what the enterprise gets by it. Pure. */
import type { Me } from '../../contract/estate'
import type { SeekerCard, Shared } from '../../contract/job-applications'
import { kindsText, shiftsText, shortYuan } from '../../core/job-text'

/** What stands before an application; '' : nothing. */
export type Lack = '' | 'home' | 'card' | 'name'

/** `card` undefined: whether there is one is not asked. */
export function lackOf(
  card: SeekerCard | null | undefined,
  { home, grants, name }: Pick<Me, 'home' | 'grants' | 'name'>,
): Lack {
  if (home === null && grants.length === 0) return 'home'
  if (card === null) return 'card'
  return name === null ? 'name' : ''
}

export interface SharedLine {
  name: string
  text: string
}

/** What the enterprise has of a person, word for word. */
export const sharedLines = ({ name, kinds, shifts, want, intro }: Shared): SharedLine[] =>
  [
    { name: '姓名', text: name },
    { name: '想做的活', text: kindsText(kinds) },
    { name: '能上的班', text: shiftsText(shifts) },
    { name: '想要工钱', text: `一个月 ${shortYuan(want)}` },
    { name: '您的话', text: intro },
  ].filter(({ text }) => text !== '')

/** Who gets it, and what for. */
export const consentTo = (firm: string, title: string): string[] => [`${firm} 会看到这些，只为“${title}”这一个岗位：`]

export const CONSENT_LIMITS: readonly string[] = [
  '电话先不给。他们请您去谈或者录用您，才看得到；看一次记一次，您在“我的”里查得到。',
  '随时可以在“我的应聘”里撤回，撤了他们马上看不到。',
]

/** What it would get; nothing while something is lacking. */
export const consentLines = (name: string | null, card: SeekerCard | null): SharedLine[] =>
  name === null || card === null ? [] : sharedLines({ name, ...card })
