/** The form of a posting, pure. What is typed stays text until it is sent. */
import { settingOn } from '../../contract/dated-settings'
import { isFullTime, leastPay, monthOf } from '../../contract/job-pay'
import {
  INSURANCE_NAMES,
  INSURANCES,
  JOB_KIND_NAMES,
  JOB_KINDS,
  JOB_LIMITS,
  PAY_UNIT_NAMES,
  PAY_UNITS,
  SHIFT_NAMES,
  SHIFTS,
  type Insurance,
  type JobKind,
  type PayUnit,
  type PostingInput,
  type PostingView,
  type Shift,
} from '../../contract/jobs'
import type { GateTexts } from '../../core/gate-view'
import { monthText, shortYuan } from '../../core/job-text'
import { yuan } from '../../core/money'
import { dayOf } from '../../core/month'
import type { Problems } from './problems'
import { fenOf, typedYuan } from './typed'

export interface PostingForm extends GateTexts {
  kind: JobKind | null
  payFrom: string
  /** '' : as the lowest */
  payTo: string
  unit: PayUnit
  hoursPerDay: number
  daysPerWeek: number
  place: string
  by: PostingInput['way']['by']
  minutes: number
  shifts: Shift[]
  insurance: Insurance | null
  wanted: number
}

export const EMPTY_POSTING: PostingForm = {
  title: '',
  kind: null,
  payFrom: '',
  payTo: '',
  unit: 'month',
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '',
  by: 'foot',
  minutes: 15,
  shifts: [],
  duties: '',
  needs: '',
  insurance: null,
  wanted: 1,
}

/** As the server names them. */
export const POSTING_FIELDS = [
  'title',
  'kind',
  'pay',
  'hoursPerDay',
  'daysPerWeek',
  'place',
  'way',
  'shifts',
  'insurance',
  'wanted',
  'duties',
  'needs',
] as const

/** What the server says of the whole, in words. */
export const POSTING_PROBLEMS: { readonly [problem: string]: string } = {
  'pay.to: too_small': '最多的不能比最少的还少',
  ': CONFLICT': '同事刚刚改过这个岗位。您写的还在，看一看再发一次。',
  ': NOT_NOW': '现在发不了：企业还没批准、暂停了，或者这个岗位社区在核实。',
  ': LIMIT': `没结束的岗位最多 ${JOB_LIMITS.openPostings} 个，先结束几个不招的。`,
  ': NOT_FOUND': '这个岗位不在了，请退回去看看。',
}

// ---- choices

const HALF = 0.5
const MOST_HOURS = 12

/** Whole and half hours, as the picker offers them. */
export const HOURS: readonly number[] = Array.from({ length: MOST_HOURS / HALF }, (_, at) => (at + 1) * HALF)
export const HOUR_TEXTS: readonly string[] = HOURS.map((hours) => `${hours} 小时`)
const WEEK_DAYS = 7
export const DAY_TEXTS: readonly string[] = Array.from({ length: WEEK_DAYS }, (_, at) => `${at + 1} 天`)
export const KIND_TEXTS: readonly string[] = JOB_KINDS.map((kind) => JOB_KIND_NAMES[kind])
export const UNIT_CHIPS = PAY_UNITS.map((value) => ({ value, text: `按${PAY_UNIT_NAMES[value]}` }))
export const WAY_CHIPS = [
  { value: 'foot', text: '走路' },
  { value: 'bus', text: '坐车' },
] as const
export const SHIFT_CHIPS = SHIFTS.map((value) => ({ value, text: SHIFT_NAMES[value] }))
export const INSURANCE_CHIPS = INSURANCES.map((value) => ({ value, text: INSURANCE_NAMES[value] }))

export const toggledShift = (shifts: readonly Shift[], shift: Shift): Shift[] =>
  SHIFTS.filter((one) => (one === shift ? !shifts.includes(one) : shifts.includes(one)))

/** What a form draws beside its own values. */
export interface FormTexts {
  kind: string
  kindIndex: number
  hours: string
  hourIndex: number
  shifts: { value: Shift; text: string; isOn: boolean }[]
}

export const formTexts = ({ kind, hoursPerDay, shifts }: PostingForm): FormTexts => ({
  kind: kind === null ? '' : JOB_KIND_NAMES[kind],
  kindIndex: kind === null ? 0 : JOB_KINDS.indexOf(kind),
  hours: `${hoursPerDay} 小时`,
  hourIndex: Math.max(0, HOURS.indexOf(hoursPerDay)),
  shifts: SHIFT_CHIPS.map((chip) => ({ ...chip, isOn: shifts.includes(chip.value) })),
})

// ---- what the pay comes to

export interface PayHint {
  /** 一个月大约 ¥3480，一小时合 ¥16.67 */
  text: string
  compare: string
  source: string
  /** the two on one scale, per cent */
  width: number
  minimumWidth: number
  isEnough: boolean
}

const WHOLE = 100

const payOf = ({ payFrom, payTo, unit }: PostingForm): PostingInput['pay'] | null => {
  const from = fenOf(payFrom)
  const to = payTo.trim() === '' ? from : fenOf(payTo)
  return from && to ? { from, to, unit } : null
}

/** At once as it is typed, beside the minimum that the gate holds it against; null: there is no pay yet. */
export function payHint(form: PostingForm, now: number): PayHint | null {
  const pay = payOf(form)
  if (!pay) return null
  const offer = { ...form, pay }
  const [hourly, monthly] = [settingOn('hourlyMinimum', dayOf(now)), settingOn('monthlyMinimum', dayOf(now))]
  const byMonth = pay.unit === 'month' && isFullTime(form)
  const minimum = byMonth ? monthly : hourly
  const least = leastPay(offer, { hourly: hourly?.value ?? 0, monthly: monthly?.value ?? 0 })
  const longest = Math.max(pay.from, least, 1)
  return {
    text: monthText(monthOf(offer), pay),
    compare: minimum ? `最低${byMonth ? '月' : '小时'}工资 ${shortYuan(minimum.value)}` : '',
    source: minimum?.source ?? '',
    width: Math.round((pay.from / longest) * WHOLE),
    minimumWidth: Math.round((least / longest) * WHOLE),
    isEnough: pay.from >= least,
  }
}

// ---- what is missing

const empty = (text: string): boolean => text.trim() === ''

function payProblem({ payFrom, payTo }: PostingForm): string {
  const from = fenOf(payFrom)
  const to = payTo.trim() === '' ? from : fenOf(payTo)
  if (!from) return '请填最少多少钱，最多两位小数'
  if (!to) return '最多的要填数字，也可以不填'
  if (to < from) return '最多的不能比最少的还少'
  return to > JOB_LIMITS.pay ? `最多 ${yuan(JOB_LIMITS.pay)}` : ''
}

/** By field, in the order of the form; none: it can be sent. */
export function postingProblems(form: PostingForm): Problems {
  const all: Problems = {
    title: empty(form.title) ? '请写岗位叫什么，比如“小面馆服务员”' : '',
    kind: form.kind === null ? '请选是哪一类活' : '',
    pay: payProblem(form),
    place: empty(form.place) ? '请写在哪里上班' : '',
    shifts: form.shifts.length === 0 ? '请选什么时候上班，可以选几样' : '',
    insurance: form.insurance === null ? '请选有什么保险' : '',
    duties: empty(form.duties) ? '请写每天做些什么' : '',
  }
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== ''))
}

// ---- what is sent

/** The texts as the server keeps them: findings count from their first letter. */
export const trimmed = <F extends GateTexts>(form: F): F => ({
  ...form,
  title: form.title.trim(),
  duties: form.duties.trim(),
  needs: form.needs.trim(),
})

/** What is not written yet is stood in for by something that breaks no law. */
const STAND_IN = {
  title: '岗位',
  duties: '做事',
  place: '这里',
  kind: 'other',
  shift: 'free',
  insurance: 'full',
} as const

/** More than any minimum. */
const NO_PAY: PostingInput['pay'] = { from: JOB_LIMITS.pay, to: JOB_LIMITS.pay, unit: 'month' }

/** The words so far, to be looked at by the gate while others are still missing. */
export function draftInput(form: PostingForm): PostingInput {
  const { hoursPerDay, daysPerWeek, by, minutes, shifts, wanted } = form
  const { title, duties, needs } = trimmed(form)
  const pay = payOf(form)
  return {
    title: title || STAND_IN.title,
    kind: form.kind ?? STAND_IN.kind,
    pay: pay && pay.from <= pay.to && pay.to <= JOB_LIMITS.pay ? pay : NO_PAY,
    hoursPerDay,
    daysPerWeek,
    place: form.place.trim() || STAND_IN.place,
    way: { by, minutes },
    shifts: shifts.length > 0 ? shifts : [STAND_IN.shift],
    duties: duties || STAND_IN.duties,
    needs,
    insurance: form.insurance ?? STAND_IN.insurance,
    wanted,
  }
}

/** A posting as the form it came from. */
export function formOf(view: PostingView): PostingForm {
  const { title, kind, pay, hoursPerDay, daysPerWeek, place, way, shifts, duties, needs, insurance, wanted } = view
  return {
    title,
    kind,
    payFrom: typedYuan(pay.from),
    payTo: pay.to === pay.from ? '' : typedYuan(pay.to),
    unit: pay.unit,
    hoursPerDay,
    daysPerWeek,
    place,
    by: way.by,
    minutes: way.minutes,
    shifts,
    duties,
    needs,
    insurance,
    wanted,
  }
}

/** What a form held when it was left: of a posting that was changed since it is of no use. */
export interface KeptPosting {
  form: PostingForm
  version: number
}

/** Something was written that would be missed. */
export const isWorthKeeping = (form: PostingForm, before: PostingForm): boolean =>
  JSON.stringify(form) !== JSON.stringify(before)
