/** One enterprise before the staff. Pure. */
import {
  DECISION_RULES,
  DECISIONS,
  type Decision,
  type EnterpriseEvent,
  type EnterpriseOwnView,
} from '../../contract/enterprises'
import type { Tone } from '../../core/bars'
import { ago, dayText } from '../../core/day'
import { recordView, STATE_TONES, stateText, type RecordView } from '../../core/enterprise-text'
import { nameText, OWN_TEXT, wantsText, type Fact, type StoryItem } from './words'

export interface DecisionText {
  text: string
  done: string
  /** what follows from it, said before */
  effect: string
}

export const DECISION_TEXTS: { readonly [D in Decision]: DecisionText } = {
  approve: {
    text: '批准入驻',
    done: '批准了，告诉企业了',
    effect: '批准以后，它可以请同事、发活、招人。每一批活还要社区看过才放出去。',
  },
  refuse: {
    text: '不批',
    done: '没批，原因告诉企业了',
    effect: '它看得到这个原因，改好可以再申请。',
  },
  suspend: {
    text: '暂停',
    done: '暂停了，告诉企业了',
    effect: '暂停以后不能发新活、招新人，放出去的也不能再领、再应聘。已经领走的照常收、照常付钱。企业看得到原因。',
  },
  reopen: { text: '重新放行', done: '放行了，告诉企业了', effect: '放行以后又可以发活、招人。' },
}

const EVENT_TEXTS: { readonly [W in EnterpriseEvent['what']]: string } = {
  applied: '申请入驻',
  changed: '改了资料',
  approve: '批准了',
  refuse: '没有批',
  suspend: '暂停了它',
  reopen: '重新放行了',
}

/** The decisions that the table allows now; nobody is left to act for one whose applicant had everything deleted. */
export const decisionsFor = ({ state, members }: Pick<EnterpriseOwnView, 'state' | 'members'>): Decision[] =>
  members.length === 0 ? [] : DECISIONS.filter((decision) => DECISION_RULES[decision].from.includes(state))

const eventText = ({ what, by }: EnterpriseEvent): string => `${by === '' ? '有人' : by} ${EVENT_TEXTS[what]}`

/** What others did since this person looked; '' : nothing. */
export function fasterText({ events }: Pick<EnterpriseOwnView, 'events'>, seen: number): string {
  const [last] = events.slice(seen).slice(-1)
  return last ? `${eventText(last)}${last.reason ? `：${last.reason}` : ''}` : ''
}

export interface EnterpriseScreen {
  name: string
  stateText: string
  tone: Tone
  reason: string
  code: string
  facts: Fact[]
  contact: { name: string; phone: string }
  record: RecordView | null
  members: { id: string; name: string; facts: string }[]
  story: StoryItem[]
  /** let in: the one action of the page */
  primary: Decision | null
  other: Decision | null
  own: string
}

/** Letting in is what one comes for; what shuts out needs a second thought. */
const isFriendly = (decision: Decision): boolean => DECISION_RULES[decision].to === 'active'

export function enterpriseScreen(
  view: EnterpriseOwnView,
  { now, isOwn }: { now: number; isOwn: boolean },
): EnterpriseScreen {
  const { name, state, reason, code, wants, about, contact, activeSince, record, members, events } = view
  const decisions = isOwn ? [] : decisionsFor(view)
  return {
    name,
    stateText: stateText(state, wants),
    tone: STATE_TONES[state],
    reason: reason ?? '',
    code: groupedCode(code),
    facts: [
      { name: '想做', text: wantsText(wants) },
      ...(about === '' ? [] : [{ name: '介绍', text: about }]),
      ...(activeSince === null ? [] : [{ name: '入驻', text: dayText(activeSince, now) }]),
    ],
    contact,
    record: activeSince === null ? null : recordView(record),
    members: members.map((member) => ({
      id: member.id,
      name: nameText(member.name),
      facts: `${member.isOwner ? '负责人' : '经办人'} · ${dayText(member.since, now)}加入`,
    })),
    story: events
      .map((event, no) => ({ no, title: eventText(event), when: ago(event.at, now), text: event.reason ?? '' }))
      .reverse(),
    primary: decisions.find(isFriendly) ?? null,
    other: decisions.find((decision) => !isFriendly(decision)) ?? null,
    own: isOwn ? OWN_TEXT : '',
  }
}

/** 9150 0107 … : easier to compare with a licence. */
const groupedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')
