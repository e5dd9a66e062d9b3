/** An enterprise as it is stored. Openids never leave the server; names are those that the people have now. */
import type {
  Decision,
  EnterpriseEvent,
  EnterpriseRecord,
  EnterpriseState,
  Want,
} from '../../miniprogram/contract/enterprises'

export interface MemberEntry {
  openid: string
  /** public id */
  id: string
  since: number
  isOwner: boolean
}

/** Never changed once written. */
export interface EventDoc {
  no: number
  at: number
  what: EnterpriseEvent['what']
  /** openid */
  by: string
  reason: string | null
  /** of the call that made it: a retried call finds it */
  requestId: string
}

export interface InvitationEntry {
  /** digest of the code; the code itself is nowhere */
  digest: string
  expiresAt: number
  /** openid of the person who used it */
  usedBy: string | null
}

export interface Application {
  name: string
  code: string
  contact: { name: string; phone: string }
  wants: Want[]
  about: string
}

export interface EnterpriseDoc extends Application {
  _id: string
  state: EnterpriseState
  /** last change of the state */
  at: number
  activeSince: number | null
  reason: string | null
  /** openid */
  applicant: string
  members: MemberEntry[]
  events: EventDoc[]
  invitations: InvitationEntry[]
  record: EnterpriseRecord
  /** what kit's countOnceOnRecord counted last */
  counted?: string[]
  /** number of the last event */
  version: number
}

/** The call that changes something. */
export interface Call {
  openid: string
  requestId: string
  now: number
}

export interface DecisionCommand {
  decision: Decision
  reason: string | null
  /** what the person saw */
  version: number
}
