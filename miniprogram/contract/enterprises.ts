import type { Page, PageRequest } from './paging'

/** What an enterprise is here for. */
export const WANTS = ['hiring', 'piecework'] as const
export type Want = (typeof WANTS)[number]

export const ENTERPRISE_STATES = ['applied', 'active', 'suspended', 'refused'] as const
export type EnterpriseState = (typeof ENTERPRISE_STATES)[number]

/** What the staff decide on an enterprise. */
export const DECISIONS = ['approve', 'refuse', 'suspend', 'reopen'] as const
export type Decision = (typeof DECISIONS)[number]

/**
 * The one table of decisions: server and phone read it. Nobody acts for an enterprise that is refused: its applicant
 * applies anew, or the staff reopen it.
 */
export const DECISION_RULES: {
  readonly [D in Decision]: { from: readonly EnterpriseState[]; to: EnterpriseState; needsReason: boolean }
} = {
  approve: { from: ['applied'], to: 'active', needsReason: false },
  refuse: { from: ['applied'], to: 'refused', needsReason: true },
  suspend: { from: ['active'], to: 'suspended', needsReason: true },
  reopen: { from: ['suspended', 'refused'], to: 'active', needsReason: false },
}

export const ENTERPRISE_LIMITS = {
  nameCharacters: 40,
  aboutCharacters: 300,
  reasonCharacters: 200,
  contactCharacters: 20,
  members: 20,
  /** enterprises one person may act for */
  perPerson: 5,
  /** applications of one person that are not decided yet */
  openApplications: 3,
  invitationDays: 7,
  /** invitations that are open at a time */
  invitations: 10,
  /** an enterprise with this many events takes only decisions */
  events: 200,
  /** characters of an invitation code, 5 bits each */
  codeCharacters: 10,
} as const

/** What anybody may know of how an enterprise has kept its word; counted with the payments, disputes and hires. */
export interface EnterpriseRecord {
  /** payments of piece-work made by the due day, and after it */
  paidOnTime: number
  paidLate: number
  /** objections to a count, and payments said not to have come, that the staff had to settle */
  disputes: number
  hires: number
}

/** An enterprise as anybody sees it. */
export interface EnterpriseView {
  id: string
  name: string
  wants: Want[]
  about: string
  state: EnterpriseState
  /** since when it may work here; null: never yet */
  activeSince: number | null
  record: EnterpriseRecord
}

export interface EnterpriseMember {
  /** public id */
  id: string
  name: string
  /** who applied; invites and removes the others */
  isOwner: boolean
  since: number
}

export interface EnterpriseEvent {
  at: number
  what: 'applied' | 'changed' | Decision
  /** name of who did it; "" for one who had the name deleted */
  by: string
  reason: string | null
}

/** An enterprise as its members and the staff see it. */
export interface EnterpriseOwnView extends EnterpriseView {
  version: number
  /** unified social credit code */
  code: string
  contact: { name: string; phone: string }
  /** why it was refused or suspended */
  reason: string | null
  members: EnterpriseMember[]
  events: EnterpriseEvent[]
  /** may the caller invite, remove and change */
  isOwner: boolean
}

export interface EnterpriseRow {
  id: string
  name: string
  wants: Want[]
  state: EnterpriseState
  at: number
}

/** What a person may act for, in `Me`. */
export interface MyEnterprise {
  id: string
  name: string
}

interface Application {
  name: string
  code: string
  contact: { name: string; phone: string }
  wants: Want[]
  about: string
}

export interface EnterprisesApi {
  /** a code that is registered already is refused (`code: used_before`), unless the caller's own application was refused: then it is made anew */
  'enterprises.apply': { in: Application; out: { id: string; state: EnterpriseState } }
  /** those the caller acts for, also while they are only applied for, and the caller's applications that were refused */
  'enterprises.mine': { in: Record<string, never>; out: { enterprises: EnterpriseOwnView[] } }
  /** in full for its members and the staff; for others what anybody may know, once it was active; HOME_NEEDED for who left nothing with us */
  'enterprises.get': { in: { id: string }; out: EnterpriseView | EnterpriseOwnView }
  'enterprises.list': { in: PageRequest & { state: EnterpriseState }; out: Page<EnterpriseRow> }
  /** not by staff who act for the enterprise themselves */
  'enterprises.decide': {
    in: { id: string; version: number; decision: Decision; reason?: string }
    out: { id: string; state: EnterpriseState; version: number }
  }
  /** by the owner; name and code do not change: that is another enterprise */
  'enterprises.change': {
    in: { id: string; version: number } & Partial<Pick<Application, 'contact' | 'wants' | 'about'>>
    out: EnterpriseOwnView
  }
  /** of an active enterprise, by its owner */
  'enterprises.invite': { in: { id: string }; out: { code: string; expiresAt: number } }
  /** unknown, used and expired codes answer alike; the name is kept as the person's own */
  'enterprises.join': { in: { code: string; name: string }; out: EnterpriseOwnView }
  /** the owner removes others; anybody but the owner may leave */
  'enterprises.remove': { in: { id: string; person: string }; out: { done: true } }
}

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_LENGTH = 18
/** GB 32100-2015: weights are 3^i mod 31 */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** Is it a unified social credit code (统一社会信用代码): 18 characters, the last one the check character of GB 32100-2015? */
export function isCreditCode(text: string): boolean {
  const values = Array.from(text, (character) => CODE_CHARACTERS.indexOf(character))
  if (values.length !== CODE_LENGTH || values.includes(-1)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0)
  return (31 - (sum % 31)) % 31 === values[CODE_LENGTH - 1]
}
