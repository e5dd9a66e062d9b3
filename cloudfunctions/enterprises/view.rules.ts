/** What each person sees of an enterprise. No openid and no code of an invitation is in any of these. */
import type {
  EnterpriseEvent,
  EnterpriseMember,
  EnterpriseOwnView,
  EnterpriseRow,
  EnterpriseView,
} from '../../miniprogram/contract/enterprises'
import type { EnterpriseDoc } from './model.rules'
import { memberOf } from './rules'

/** The fields a list needs. */
export const ROW_FIELDS = ['name', 'wants', 'state', 'at'] as const satisfies readonly (keyof EnterpriseDoc)[]

export const rowView = ({
  _id,
  name,
  wants,
  state,
  at,
}: Pick<EnterpriseDoc, '_id' | (typeof ROW_FIELDS)[number]>): EnterpriseRow => ({ id: _id, name, wants, state, at })

/** What anybody may know. */
export function publicView({ _id, name, wants, about, state, activeSince, record }: EnterpriseDoc): EnterpriseView {
  const { paidOnTime, paidLate, disputes, hires } = record
  return { id: _id, name, wants, about, state, activeSince, record: { paidOnTime, paidLate, disputes, hires } }
}

/** Everybody whose name stands in the full view. */
export const openidsIn = ({ members, events }: Pick<EnterpriseDoc, 'members' | 'events'>): string[] => [
  ...members.map(({ openid }) => openid),
  ...events.map(({ by }) => by),
]

/** For its members and the staff; `names` by openid. */
export function ownView(doc: EnterpriseDoc, openid: string, names: ReadonlyMap<string, string>): EnterpriseOwnView {
  const nameOf = (person: string) => names.get(person) ?? ''
  const { version, code, contact, reason } = doc
  return {
    ...publicView(doc),
    version,
    code,
    contact: { name: contact.name, phone: contact.phone },
    reason,
    members: doc.members.map((member): EnterpriseMember => ({
      id: member.id,
      name: nameOf(member.openid),
      isOwner: member.isOwner,
      since: member.since,
    })),
    events: doc.events.map((event): EnterpriseEvent => ({
      at: event.at,
      what: event.what,
      by: nameOf(event.by),
      reason: event.reason,
    })),
    isOwner: memberOf(doc, openid)?.isOwner ?? false,
  }
}
