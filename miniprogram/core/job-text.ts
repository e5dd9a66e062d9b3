/** What the pages of those who look for work and of those who offer it say alike. Pure. */
import {
  INSURANCE_NAMES,
  JOB_KIND_NAMES,
  PAY_UNIT_NAMES,
  SHIFT_NAMES,
  type JobKind,
  type PostingInput,
  type PostingView,
  type Shift,
} from '../contract/jobs'
import { yuan } from './money'

/** ¥3500, ¥22.50: whole yuan without the cents */
export const shortYuan = (fen: number): string => yuan(fen).replace(/\.00$/, '')

/** ¥3200–3800, ¥22 */
export const rangeText = (from: number, to: number): string =>
  from === to ? shortYuan(from) : `${shortYuan(from)}–${shortYuan(to).slice(1)}`

export interface PayView {
  /** ¥3200–3800 */
  money: string
  /** 一个月 */
  unit: string
}

export const payView = ({ from, to, unit }: PostingInput['pay']): PayView => ({
  money: rangeText(from, to),
  unit: unit === 'month' ? '一个月' : `一${PAY_UNIT_NAMES[unit]}`,
})

/** ¥3200–3800 一个月 */
export function payText(pay: PostingInput['pay']): string {
  const { money, unit } = payView(pay)
  return `${money} ${unit}`
}

/** What pay and hours come to; of what is paid by the month or the hour that part is not said again. */
export function monthText({ from, to, hour }: PostingView['month'], { unit }: PostingInput['pay']): string {
  const month = unit === 'month' ? '' : `一个月大约 ${rangeText(from, to)}`
  const byHour = unit === 'hour' ? '' : `一小时合 ${shortYuan(hour)}${from === to ? '' : '起'}`
  return [month, byHour].filter((text) => text !== '').join('，')
}

/** 走路 10 分钟 */
export const wayText = ({ by, minutes }: PostingInput['way']): string =>
  `${by === 'foot' ? '走路' : '坐车'} ${minutes} 分钟`

export const kindsText = (kinds: readonly JobKind[]): string => kinds.map((kind) => JOB_KIND_NAMES[kind]).join('、')

export const shiftsText = (shifts: readonly Shift[]): string => shifts.map((shift) => SHIFT_NAMES[shift]).join('、')

/** 一天 8 小时，一周 6 天 */
export const hoursText = ({ hoursPerDay, daysPerWeek }: Pick<PostingInput, 'hoursPerDay' | 'daysPerWeek'>): string =>
  `一天 ${hoursPerDay} 小时，一周 ${daysPerWeek} 天`

/** 餐厅服务 · 白班、晚班 · 交五险 */
export const factsText = ({ kind, shifts, insurance }: Pick<PostingInput, 'kind' | 'shifts' | 'insurance'>): string =>
  [JOB_KIND_NAMES[kind], shiftsText(shifts), INSURANCE_NAMES[insurance]].join(' · ')
