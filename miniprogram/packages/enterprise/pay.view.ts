/** Wages to be paid, pure: what is due when, what is ticked, and a month of them. */
import { CRAFT_LIMITS, PAY_WAY_NAMES, PAY_WAYS, type MonthSum, type PayWay, type WageRow } from '../../contract/crafts'
import { DAY, dayText, startOfDay } from '../../core/day'
import { yuan } from '../../core/money'
import { drawn, part, type Part, type Tone } from '../../core/bars'

/** What helps to find the payment again. */
export const PROOF_HINTS: { readonly [W in PayWay]: string } = {
  wechat: '转账单号后四位，或付款时间',
  alipay: '订单号后四位，或付款时间',
  bank: '流水号后四位',
  cash: '在哪里给的、谁签收的',
}

/** Somebody still has to pay. */
export const mustPay = ({ state }: Pick<WageRow, 'state'>): boolean => state === 'owed' || state === 'denied'

export const isLate = (dueAt: number, now: number): boolean => dueAt < now

/** Whole Shanghai days from now to the last day to pay. */
const daysLeft = (dueAt: number, now: number): number => (startOfDay(dueAt - 1) - startOfDay(now)) / DAY

/** 还剩 3 天, 今天要付, 过期 2 天 */
export function leftText(dueAt: number, now: number): string {
  const days = daysLeft(dueAt, now)
  if (isLate(dueAt, now)) return `过期 ${Math.max(1, -days)} 天`
  return days <= 0 ? '今天要付' : `还剩 ${days} 天`
}

/** so few days are left that it should be done soon */
const SOON_DAYS = 3

function toneOf({ state, dueAt }: WageRow, now: number): Tone {
  if (state === 'paid') return 'done'
  if (state === 'marked') return 'quiet'
  if (state === 'denied' || isLate(dueAt, now)) return 'brand'
  return daysLeft(dueAt, now) <= SOON_DAYS ? 'waiting' : 'quiet'
}

export interface PayItem {
  id: string
  claim: string
  worker: string
  name: string
  amount: string
  /** 20 个 × ¥1.50 · 11月20日点数 */
  sum: string
  /** 还剩 3 天; what the worker said */
  due: string
  tone: Tone
  /** how it was paid */
  note: string
  canTick: boolean
  isTicked: boolean
}

function dueOf({ state, dueAt, late }: WageRow, now: number): string {
  if (state === 'paid') return late ? '付清了，晚了' : '付清了'
  if (state === 'marked') return '等对方说收到'
  return state === 'denied' ? `对方说没收到，${leftText(dueAt, now)}` : leftText(dueAt, now)
}

/** What was said of the payment so far: how it was made, what the worker answered, what the staff found out. */
function noteOf({ state, marked, denied, judged }: WageRow, now: number): string {
  const paid = marked ? `${dayText(marked.at, now)}用${PAY_WAY_NAMES[marked.way]}付的：${marked.proof}` : ''
  if (state === 'denied') {
    const said = denied?.text ? `对方说：${denied.text.replace(/[。！？.!?]+$/, '')}` : '对方没说原因'
    return [paid, said, '社区在核实；真没付成就再付一次'].filter((text) => text !== '').join('。')
  }
  if (state === 'owed' && judged && !judged.came) return `社区查过，上次没付成：${judged.text}`
  return paid
}

export function payItem(wage: WageRow, ticked: readonly string[], now: number): PayItem {
  const { id, claim, worker, name, pieces, price, amount, countedAt } = wage
  return {
    id,
    claim,
    worker: worker === '' ? '（没留名字）' : worker,
    name,
    amount: yuan(amount),
    sum: `${pieces} 个 × ${yuan(price)} · ${dayText(countedAt, now)}点数`,
    due: dueOf(wage, now),
    tone: toneOf(wage, now),
    note: noteOf(wage, now),
    canTick: mustPay(wage),
    isTicked: ticked.includes(id),
  }
}

// ---- ticking

/** After a tap on one; past the limit of one call it stays as it was. */
export function toggled(ticked: readonly string[], id: string): string[] {
  if (ticked.includes(id)) return ticked.filter((one) => one !== id)
  return ticked.length < CRAFT_LIMITS.wagesPerPay ? [...ticked, id] : [...ticked]
}

/** As many as one call takes, the first ones; all of those ticked already: none. */
export function allTicked(wages: readonly WageRow[], ticked: readonly string[]): string[] {
  const all = wages
    .filter(mustPay)
    .slice(0, CRAFT_LIMITS.wagesPerPay)
    .map(({ id }) => id)
  return all.length > 0 && all.every((id) => ticked.includes(id)) ? [] : all
}

/** Those that can still be paid. */
export const stillTicked = (wages: readonly WageRow[], ticked: readonly string[]): string[] =>
  ticked.filter((id) => wages.some((wage) => wage.id === id && mustPay(wage)))

export const amountOf = (wages: readonly WageRow[], ticked: readonly string[]): number =>
  wages.reduce((total, { id, amount }) => (ticked.includes(id) ? total + amount : total), 0)

/** Whom it is for, in the question before it is marked. */
export function whomText(wages: readonly WageRow[], ticked: readonly string[]): string {
  const names = [...new Set(wages.filter(({ id }) => ticked.includes(id)).map(({ worker }) => worker))]
  return names.length > 3 ? `${names.slice(0, 3).join('、')}等 ${names.length} 人` : names.join('、')
}

// ---- months

export interface SumView {
  text: string
  facts: string
  parts: Part[]
}

export const sumView = ({ pieces, owed, paid, open }: MonthSum): SumView => ({
  text: yuan(owed),
  facts: `合格 ${pieces} 个`,
  parts: drawn([
    part('付清', paid, 'done', `付清 ${yuan(paid)}`),
    part('没付清', open, 'waiting', `没付清 ${yuan(open)}`),
  ]),
})

// ---- how it was paid

export interface WayChip {
  way: PayWay
  text: string
}

export const WAY_CHIPS: readonly WayChip[] = PAY_WAYS.map((way) => ({ way, text: PAY_WAY_NAMES[way] }))

/** What is missing; '' : it can be marked. */
export const proofProblem = (proof: string, way: PayWay): string =>
  proof.trim() === '' ? `请写一点凭据：${PROOF_HINTS[way]}` : ''
