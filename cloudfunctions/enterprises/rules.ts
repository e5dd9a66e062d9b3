/** What an enterprise decides, without looking anything up. */
import {
  DECISION_RULES,
  ENTERPRISE_LIMITS,
  type Decision,
  type EnterpriseEvent,
} from '../../miniprogram/contract/enterprises'
import { refused, type Refused } from '../../miniprogram/contract/errors'
import type { Grant } from '../../miniprogram/contract/estate'
import type {
  Application,
  Call,
  DecisionCommand,
  EnterpriseDoc,
  EventDoc,
  InvitationEntry,
  MemberEntry,
} from './model.rules'

const DAY = 86_400_000
/** used ones stay until they expire, so that a retried call finds them; more in a week is no honest use */
const KEPT_INVITATIONS = 60

export const memberOf = ({ members }: Pick<EnterpriseDoc, 'members'>, openid: string): MemberEntry | undefined =>
  members.find((member) => member.openid === openid)

/** How a person stands to an enterprise. Staff who act for it are members and nothing else. */
export type Relation = 'owner' | 'member' | 'staff' | 'outsider'

export function relationTo(doc: EnterpriseDoc, openid: string, grants: readonly Grant[]): Relation {
  const member = memberOf(doc, openid)
  if (member) return member.isOwner ? 'owner' : 'member'
  return grants.some(({ role }) => role === 'staff') ? 'staff' : 'outsider'
}

/** Outsiders learn nothing, not even that it is there. */
export function ownerOnly(relation: Relation): Refused | null {
  if (relation === 'owner') return null
  return refused(relation === 'outsider' ? 'NOT_FOUND' : 'FORBIDDEN')
}

/** The event that this very request made before: the call was retried. */
export const earlierEvent = (
  { events }: EnterpriseDoc,
  { openid, requestId }: Pick<Call, 'openid' | 'requestId'>,
): EventDoc | undefined => events.find((event) => event.requestId === requestId && event.by === openid)

const event = (
  no: number,
  what: EnterpriseEvent['what'],
  { openid, requestId, now }: Call,
  reason: string | null = null,
): EventDoc => ({ no, at: now, what, by: openid, reason, requestId })

// ---- applications

/** What an application with a code is, when `doc` has that code: new, anew after a refusal, a retried call, or refused. */
export function applicationOn(doc: EnterpriseDoc | null, call: Call): 'new' | 'anew' | 'done' | 'used' {
  if (!doc) return 'new'
  if (earlierEvent(doc, call)?.what === 'applied') return 'done'
  return doc.applicant === call.openid && doc.state === 'refused' ? 'anew' : 'used'
}

/** Fields that an application sets, the first as well as the one made anew. */
function applied(application: Application, call: Call, memberId: string) {
  return {
    ...application,
    state: 'applied' as const,
    at: call.now,
    reason: null,
    applicant: call.openid,
    members: [{ openid: call.openid, id: memberId, since: call.now, isOwner: true }],
  }
}

export const newEnterprise = (id: string, application: Application, call: Call, memberId: string): EnterpriseDoc => ({
  _id: id,
  ...applied(application, call, memberId),
  activeSince: null,
  events: [event(1, 'applied', call)],
  invitations: [],
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
  version: 1,
})

export const appliedAnew = (
  { events, version }: EnterpriseDoc,
  application: Application,
  call: Call,
  memberId: string,
): Partial<EnterpriseDoc> => ({
  ...applied(application, call, memberId),
  events: [...events, event(version + 1, 'applied', call)],
  version: version + 1,
})

// ---- decisions

export const reasonProblem = (decision: Decision, reason: string | null): Refused | null =>
  DECISION_RULES[decision].needsReason && reason === null ? refused('INVALID_INPUT', { reason: 'missing' }) : null

/** What the decision changes, or why it cannot be. */
export function decide(
  doc: EnterpriseDoc,
  { decision, reason, version }: DecisionCommand,
  call: Call,
): Partial<EnterpriseDoc> | Refused {
  const { from, to } = DECISION_RULES[decision]
  if (memberOf(doc, call.openid)) return refused('FORBIDDEN')
  if (version !== doc.version) return refused('CONFLICT')
  const problem = reasonProblem(decision, reason)
  if (problem) return problem
  // whoever applied may have had everything deleted since the refusal
  if (!from.includes(doc.state) || doc.members.length === 0) return refused('NOT_NOW')
  return {
    state: to,
    at: call.now,
    activeSince: doc.activeSince ?? (to === 'active' ? call.now : null),
    reason: to === 'active' ? null : reason,
    events: [...doc.events, event(doc.version + 1, decision, call, reason)],
    version: doc.version + 1,
  }
}

/** Nobody acts for a refused enterprise: whose memberships end or begin again with a decision. */
export function membershipAfter(
  before: EnterpriseDoc['state'],
  after: EnterpriseDoc['state'],
): 'ends' | 'begins' | null {
  if (after === 'refused') return 'ends'
  return before === 'refused' ? 'begins' : null
}

// ---- changes

/** What the owner may change, or why not. */
export function changed(
  doc: EnterpriseDoc,
  relation: Relation,
  seen: number,
  call: Call,
): { event: EventDoc; version: number } | Refused {
  const stranger = ownerOnly(relation)
  if (stranger) return stranger
  if (seen !== doc.version) return refused('CONFLICT')
  if (doc.state === 'refused') return refused('NOT_NOW')
  if (doc.events.length >= ENTERPRISE_LIMITS.events) return refused('LIMIT')
  const version = doc.version + 1
  return { event: event(version, 'changed', call), version }
}

// ---- invitations and members

/** The invitations with one more, or with the same one when the call is retried. */
export function invited(
  { state, invitations }: EnterpriseDoc,
  relation: Relation,
  digest: string,
  now: number,
): { invitations: InvitationEntry[] } | Refused {
  const stranger = ownerOnly(relation)
  if (stranger) return stranger
  if (invitations.some((invitation) => invitation.digest === digest)) return { invitations }
  if (state !== 'active') return refused('NOT_NOW')
  const kept = invitations.filter(({ expiresAt }) => expiresAt > now)
  const open = kept.filter(({ usedBy }) => usedBy === null)
  if (open.length >= ENTERPRISE_LIMITS.invitations || kept.length >= KEPT_INVITATIONS) return refused('LIMIT')
  return {
    invitations: [...kept, { digest, expiresAt: now + ENTERPRISE_LIMITS.invitationDays * DAY, usedBy: null }],
  }
}

/** What a code is worth to a person. member: there is nothing to do any more; dead: unknown, used, expired. */
export function codeFor(
  doc: EnterpriseDoc | null,
  digest: string,
  { openid, now }: Pick<Call, 'openid' | 'now'>,
): 'open' | 'member' | 'dead' {
  const invitation = doc?.invitations.find((candidate) => candidate.digest === digest)
  if (!doc || !invitation || invitation.expiresAt <= now) return 'dead'
  const isMember = memberOf(doc, openid) !== undefined
  if (invitation.usedBy !== null) return invitation.usedBy === openid && isMember ? 'member' : 'dead'
  if (doc.state !== 'active') return 'dead'
  return isMember ? 'member' : 'open'
}

export const isFull = ({ members }: EnterpriseDoc): boolean => members.length >= ENTERPRISE_LIMITS.members

/** The enterprise with a person who came with a code. */
export const joined = (
  { members, invitations }: EnterpriseDoc,
  digest: string,
  { openid, now }: Pick<Call, 'openid' | 'now'>,
  memberId: string,
): Pick<EnterpriseDoc, 'members' | 'invitations'> => ({
  members: [...members, { openid, id: memberId, since: now, isOwner: false }],
  invitations: invitations.map((invitation) =>
    invitation.digest === digest ? { ...invitation, usedBy: openid } : invitation,
  ),
})

/**
 * Who goes when `person` (public id) is removed by the caller; null: that person is gone already. The owner removes
 * others, anybody but the owner may leave.
 */
export function leaving(
  doc: EnterpriseDoc,
  relation: Relation,
  person: string,
  caller: string | null,
): MemberEntry | null | Refused {
  const entry = doc.members.find(({ id }) => id === person)
  const isSelf = person === caller
  if (relation !== 'owner' && !isSelf) return refused(relation === 'outsider' ? 'NOT_FOUND' : 'FORBIDDEN')
  if (!entry) return null
  return entry.isOwner ? refused('NOT_NOW') : entry
}
