/** The form of a new batch, pure. What is typed stays text until it is sent. */
import type { In } from '../../contract/api'
import { CRAFT_LIMITS, type BatchView, type Counter, type Material } from '../../contract/crafts'
import { fenPerHour, minimumOn } from '../../core/craft-text'
import { DAY, startOfDay } from '../../core/day'
import { yuan } from '../../core/money'
import { dayOf } from '../../core/month'
import { fenOf, tenthsOf, typedMinutes, typedYuan, wholeOf } from './typed'
import type { Problems } from './problems'

/** A product to choose. */
export interface Chosen {
  id: string
  name: string
}

export interface PostForm {
  product: Chosen | null
  pieces: string
  price: string
  minutes: string
  least: string
  most: string
  materials: Material[]
  fetch: Counter
  /** work is brought back to where material is fetched */
  isSamePlace: boolean
  giveBack: Counter
  /** a day as date pickers give it; "" open */
  deadline: string
  trial: boolean
}

const NOWHERE: Counter = { place: '', hours: '' }

export const EMPTY_POST: PostForm = {
  product: null,
  pieces: '',
  price: '',
  minutes: '',
  least: '',
  most: '',
  materials: [],
  fetch: NOWHERE,
  isSamePlace: true,
  giveBack: NOWHERE,
  deadline: '',
  trial: true,
}

/** In the order of the form. */
export const POST_FIELDS = [
  'product',
  'pieces',
  'price',
  'claimedMinutes',
  'least',
  'most',
  'materials',
  'fetch',
  'giveBack',
  'deadline',
  'trial',
] as const

// ---- what an hour brings

export interface HourView {
  text: string
  compare: string
  source: string
  /** the two on one scale, per cent */
  width: number
  minimumWidth: number
  isEnough: boolean
}

const LONGEST = 100

/** What follows from price and pace, as it is typed; null: one of them is missing. */
export function hourView(price: string, minutes: string, now: number): HourView | null {
  const [fen, tenths] = [fenOf(price), tenthsOf(minutes)]
  if (!fen || !tenths) return null
  const hour = fenPerHour(fen, tenths)
  const minimum = minimumOn(now)
  const longest = Math.max(hour, minimum?.fen ?? 0, 1)
  const onTrack = (amount: number) => Math.round((amount / longest) * LONGEST)
  return {
    text: `照这样，1 小时能挣 ${yuan(hour)}`,
    compare: minimum ? `最低小时工资 ${yuan(minimum.fen)}` : '',
    source: minimum?.source ?? '',
    width: onTrack(hour),
    minimumWidth: minimum ? onTrack(minimum.fen) : 0,
    isEnough: minimum === null || hour >= minimum.fen,
  }
}

/** 1000 个 × ¥1.20，全部合格要付 ¥1200.00 */
export function totalText(pieces: string, price: string): string {
  const [count, fen] = [wholeOf(pieces), fenOf(price)]
  return count && fen ? `${count} 个 × ${yuan(fen)}，全部合格要付 ${yuan(count * fen)}` : ''
}

// ---- days

/** The days that the picker offers: not tomorrow already, for it has to be made. */
export const deadlineRange = (now: number): { first: string; last: string } => ({
  first: dayOf(now + 2 * DAY),
  last: dayOf(now + (CRAFT_LIMITS.deadlineDays - 1) * DAY),
})

/** The last moment of the day. */
export const deadlineOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + DAY - 1

// ---- what is missing

const empty = (text: string): boolean => text.trim() === ''

function numberProblem(value: number | null, most: number, what: string): string {
  if (value === null || value <= 0) return `请填${what}`
  return value > most ? `最多 ${most}` : ''
}

function counterProblem({ place, hours }: Counter, what: string): string {
  if (empty(place)) return `请写清在哪里${what}`
  return empty(hours) ? `请写清什么时候可以来${what}` : ''
}

/** Words that ask a worker for money: the server refuses them too. */
const DEPOSIT = /押金|保证金|担保金|培训费|报名费/
export const NO_FEES = '不许收押金、培训费，什么钱都不许收。'

const asksForMoney = ({ materials, fetch, giveBack }: PostForm): boolean =>
  DEPOSIT.test(JSON.stringify([materials, fetch, giveBack]).replace(/\s/g, ''))

/** By field, in the order of the form; none: it can be sent. */
export function postProblems(form: PostForm, now: number): Problems {
  const [pieces, price, tenths] = [wholeOf(form.pieces), fenOf(form.price), tenthsOf(form.minutes)]
  const [least, most] = [wholeOf(form.least), wholeOf(form.most)]
  const fewest = Math.ceil(Math.min(pieces ?? 0, CRAFT_LIMITS.piecesPerBatch) / CRAFT_LIMITS.claimsPerBatch)
  const all: { [F in (typeof POST_FIELDS)[number]]: string } = {
    product: form.product === null ? '请先选做什么' : '',
    pieces: numberProblem(pieces, CRAFT_LIMITS.piecesPerBatch, '一共多少个'),
    price:
      price === null || price <= 0
        ? '请填一个多少钱，最多两位小数'
        : price > CRAFT_LIMITS.pricePerPiece
          ? `最多 ${yuan(CRAFT_LIMITS.pricePerPiece)}`
          : '',
    claimedMinutes: tenths === null || tenths <= 0 ? '请填做一个要几分钟，可以写 6.5' : '',
    least: leastProblem(least, most, fewest),
    most: mostProblem(most, pieces),
    materials: materialsProblem(form.materials),
    fetch: counterProblem(form.fetch, '取料'),
    giveBack: form.isSamePlace ? '' : counterProblem(form.giveBack, '交货'),
    deadline:
      form.deadline === ''
        ? '请选做到哪一天'
        : startOfDay(deadlineOf(form.deadline)) < startOfDay(now + 2 * DAY)
          ? '至少留两天'
          : '',
    trial: '',
  }
  const problems: Problems = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''))
  return asksForMoney(form) ? { ...problems, all: `字里提到了钱：${NO_FEES}` } : problems
}

function leastProblem(least: number | null, most: number | null, fewest: number): string {
  if (least === null || least <= 0) return '请填一次最少领几个'
  if (most !== null && least > most) return '最少不能比最多还多'
  return least < fewest ? `这么大一批，一次最少领 ${fewest} 个` : ''
}

function mostProblem(most: number | null, pieces: number | null): string {
  if (most === null || most <= 0) return '请填一个人最多领几个'
  return pieces !== null && most > pieces ? '不能比一共的还多' : ''
}

const materialsProblem = (materials: readonly Material[]): string =>
  materials.some(({ name, amount }) => empty(name) !== empty(amount)) ? '料和用量要一起写，不要的删掉' : ''

// ---- what is sent

const tidy = ({ place, hours }: Counter): Counter => ({ place: place.trim(), hours: hours.trim() })

/** Only for a form without a problem. */
export function postInput(enterprise: string, form: PostForm): In<'crafts.post'> {
  const fetch = tidy(form.fetch)
  return {
    enterprise,
    product: form.product?.id ?? '',
    pieces: wholeOf(form.pieces) ?? 0,
    price: fenOf(form.price) ?? 0,
    claimedMinutes: tenthsOf(form.minutes) ?? 0,
    least: wholeOf(form.least) ?? 0,
    most: wholeOf(form.most) ?? 0,
    materials: form.materials
      .map(({ name, amount }) => ({ name: name.trim(), amount: amount.trim() }))
      .filter(({ name }) => name !== ''),
    fetch,
    giveBack: form.isSamePlace ? fetch : tidy(form.giveBack),
    deadline: deadlineOf(form.deadline),
    trial: form.trial,
  }
}

/** A batch as the form it came from: what was refused is put right, what was done is done again. */
export function formOf(batch: BatchView, now: number): PostForm {
  const { product, fetch, giveBack, deadline } = batch
  const isSamePlace = JSON.stringify(fetch) === JSON.stringify(giveBack)
  const day = dayOf(deadline)
  return {
    product: { id: product.id, name: product.name },
    pieces: String(batch.pieces),
    price: typedYuan(batch.price),
    minutes: typedMinutes(batch.claimedMinutes),
    least: String(batch.least),
    most: String(batch.most),
    materials: batch.materials,
    fetch,
    isSamePlace,
    giveBack: isSamePlace ? NOWHERE : giveBack,
    deadline: day < deadlineRange(now).first ? '' : day,
    trial: batch.trial,
  }
}

/** Something was written that would be missed. */
export const isWorthKeeping = (form: PostForm): boolean => JSON.stringify(form) !== JSON.stringify(EMPTY_POST)

// ---- materials

export const withMaterial = (materials: readonly Material[]): Material[] =>
  materials.length < CRAFT_LIMITS.materials ? [...materials, { name: '', amount: '' }] : [...materials]

export const changedMaterial = (materials: readonly Material[], index: number, change: Partial<Material>): Material[] =>
  materials.map((material, at) => (at === index ? { ...material, ...change } : material))
