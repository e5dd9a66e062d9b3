/** A payment that the worker says did not come. Pure. */
import { PAY_WAY_NAMES, type ClaimView, type WageRow, type WageState } from '../../contract/crafts'
import type { Tone } from '../../core/bars'
import { ago, dayText, dueText } from '../../core/day'
import { yuan } from '../../core/money'
import { nameText, type Fact, type StoryItem } from './words'

const STATES: { readonly [S in WageState]: { text: string; tone: Tone } } = {
  owed: { text: '等企业付', tone: 'waiting' },
  marked: { text: '企业说付了', tone: 'quiet' },
  denied: { text: '说没收到', tone: 'brand' },
  paid: { text: '收到了', tone: 'done' },
}

/** The number of the wage is that of the event which made it: "claim.no". */
export const claimOfWage = (id: string): string => id.split('.')[0] ?? ''

export const wageIn = ({ wages }: Pick<ClaimView, 'wages'>, id: string): WageRow | null =>
  wages.find((wage) => wage.id === id) ?? null

export interface WageScreen {
  amount: string
  name: string
  firm: string
  worker: string
  claim: string
  stateText: string
  tone: Tone
  due: string
  late: boolean
  facts: Fact[]
  /** what the enterprise says, what the worker says */
  marked: { way: string; proof: string; when: string } | null
  denied: { text: string; when: string } | null
  judged: string
  story: StoryItem[]
  canJudge: boolean
}

export function wageScreen(row: WageRow, now: number): WageScreen {
  const { state, dueAt, marked, denied, judged } = row
  const isPaid = state === 'paid'
  const due = isPaid ? null : dueText(dueAt, now)
  return {
    amount: yuan(row.amount),
    name: row.name,
    firm: row.enterpriseName,
    worker: nameText(row.worker),
    claim: row.claim,
    stateText: STATES[state].text,
    tone: STATES[state].tone,
    due: due ? `${due.text}${due.late ? '没付' : '付'}` : '',
    late: due?.late === true,
    facts: [
      { name: '做活的人', text: nameText(row.worker) },
      { name: '企业', text: row.enterpriseName },
      { name: '怎么算的', text: `${row.pieces} 个 × ${yuan(row.price)}，${dayText(row.countedAt, now)}点的数` },
    ],
    marked: marked && { way: PAY_WAY_NAMES[marked.way], proof: marked.proof, when: ago(marked.at, now) },
    denied: denied && { text: denied.text ?? '', when: ago(denied.at, now) },
    judged: judged ? `${judged.came ? '查明收到了' : '没有收到'}：${judged.text}` : '',
    story: storyOf(row, now),
    canJudge: state === 'denied',
  }
}

/** Newest first; what is later stands above, whichever way it went. */
function storyOf({ countedAt, pieces, marked, denied, judged, paidAt }: WageRow, now: number): StoryItem[] {
  const steps = [
    { at: countedAt, title: `点好了数：合格 ${pieces} 个`, text: '' },
    ...(marked ? [{ at: marked.at, title: `企业说用${PAY_WAY_NAMES[marked.way]}付了`, text: marked.proof }] : []),
    ...(denied ? [{ at: denied.at, title: '做活的人说没收到', text: denied.text ?? '' }] : []),
    ...(judged
      ? [{ at: judged.at, title: `社区查过：${judged.came ? '收到了' : '没有收到'}`, text: judged.text }]
      : []),
    ...(paidAt !== null && !judged?.came ? [{ at: paidAt, title: '做活的人说收到了', text: '' }] : []),
  ]
  return steps
    .sort((a, b) => a.at - b.at)
    .map(({ at, title, text }, no) => ({ no, title, when: ago(at, now), text }))
    .reverse()
}

/** What became of it in between; '' : it is still asked. */
export function fasterText({ state, judged }: Pick<WageRow, 'state' | 'judged'>): string {
  if (state === 'denied') return ''
  if (judged) return `同事查过了：${judged.came ? '收到了' : '没有收到'}`
  return state === 'paid' ? '做活的人说收到了' : ''
}

export type Judgement = 'came' | 'missing'

export const JUDGEMENTS: { readonly [J in Judgement]: { title: string; effect: string; ok: string; done: string } } = {
  came: {
    title: '查明收到了',
    effect: '这笔算付清。两边都看得到您写的。',
    ok: '收到了，结清',
    done: '记好了，这笔付清了',
  },
  missing: {
    title: '没有收到',
    effect: '这笔还算欠着，企业要重新付。两边都看得到您写的。',
    ok: '没收到，要重新付',
    done: '记好了，企业要重新付',
  },
}
