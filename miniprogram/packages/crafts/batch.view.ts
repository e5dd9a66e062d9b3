/** Batches as people compare them, and one batch in full. Pure. */
import { type BatchRow, type BatchView, type Counter, type Fit, type Material } from '../../contract/crafts'
import type { EnterpriseRecord } from '../../contract/enterprises'
import type { ShownProduct } from '../../core/craft-text'
import { dayText } from '../../core/day'
import { yuan } from '../../core/money'
import { hourView, type HourView } from '../../core/hour-view'
import { isTrial, rangeOf, type Range } from './take.view'
import { FIT_TEXTS, PACE_REASONS, REFUSAL_TEXTS } from './words'

export interface FitView {
  fits: boolean
  text: string
}

export interface BatchCard {
  id: string
  name: string
  firm: string
  hour: HourView
  /** 每个 ¥0.60 · 还有 120 个 */
  facts: string
  deadline: string
  fit: FitView | null
}

/** What speaks for it, or what does not: the other kind of reason would only confuse. */
export function fitView(fit: Fit | null): FitView | null {
  if (!fit) return null
  const wanted = fit.reasons.filter((reason) => reason.endsWith(fit.fits ? '_yes' : '_no'))
  const reasons = wanted.map((reason) => FIT_TEXTS[reason]).join('；')
  const verdict = fit.fits ? '适合您' : '不太适合'
  return { fits: fit.fits, text: reasons ? `${verdict}：${reasons}` : verdict }
}

export const batchCard = (row: BatchRow, minimum: number | null, now: number): BatchCard => ({
  id: row.id,
  name: row.name,
  firm: row.enterpriseName,
  hour: hourView(row.hour, minimum),
  facts: `每个 ${yuan(row.price)} · 还有 ${row.left} 个`,
  deadline: `${dayText(row.deadline, now)}前交`,
  fit: fitView(row.fit),
})

export interface BatchList {
  cards: BatchCard[]
  /** none of the rows knows what fits: no card, or switched off */
  isBlind: boolean
  /** what stands under a list that shows less than was loaded */
  note: string
}

/** The rows as cards; `onlyFit` hides what does not fit. */
export function batchList(
  rows: readonly BatchRow[],
  { onlyFit, hasMore, minimum, now }: { onlyFit: boolean; hasMore: boolean; minimum: number | null; now: number },
): BatchList {
  const shown = onlyFit ? rows.filter(({ fit }) => fit?.fits === true) : rows
  const hidden = rows.length - shown.length
  const end = hasMore ? '往上拉，还有' : '就这些了'
  return {
    cards: shown.map((row) => batchCard(row, minimum, now)),
    isBlind: rows.every(({ fit }) => fit === null),
    note: hidden > 0 ? `有 ${hidden} 批不太适合，没显示。${hasMore ? end : ''}` : end,
  }
}

// ---- one batch

export interface RecordView {
  /** per cent paid on time; −1: nothing was paid here yet */
  share: number
  paid: string
  disputes: string
}

export function recordView({ paidOnTime, paidLate, disputes }: EnterpriseRecord): RecordView {
  const all = paidOnTime + paidLate
  const share = all === 0 ? -1 : Math.floor((paidOnTime / all) * 100)
  return {
    share,
    paid: share < 0 ? '还没在这里付过工钱' : `${all} 笔工钱，${paidOnTime} 笔按时付了`,
    disputes: disputes === 0 ? '没有闹过纠纷' : `有 ${disputes} 回数或钱说不拢，社区来断的`,
  }
}

export interface BatchScreen {
  id: string
  name: string
  firm: string
  product: ShownProduct
  materials: (Material & { no: number })[]
  fetch: Counter
  giveBack: Counter
  /** both counters are one */
  isOneCounter: boolean
  hour: HourView
  hourWhy: string
  /** where the minimum is written; '' when none is known */
  minimumWhy: string
  price: string
  priceWas: string
  left: string
  deadline: string
  fit: FitView | null
  record: RecordView
  trial: string
  /** why nothing can be taken now; '' when something can */
  refusal: string
  needsCard: boolean
  range: Range | null
  claim: string
}

/** Earlier prices, the newest first: it is fair to know that it was more. */
function priceWas(prices: BatchView['prices'], now: number): string {
  const [last, before] = [...prices].reverse()
  return last && before ? `${dayText(last.from, now)}起改的，以前每个 ${yuan(before.price)}` : ''
}

const trialText = (view: BatchView): string =>
  isTrial(view) ? `第一次做这个，先领 ${view.allowed.pieces} 个以内试试手，交过货就能多领` : ''

const sameCounter = (a: Counter, b: Counter): boolean => a.place === b.place && a.hours === b.hours

function minimumText({ minimum }: BatchView, now: number): string {
  if (!minimum) return ''
  const since = dayText(Date.parse(`${minimum.from}T00:00:00+08:00`), now)
  return `最低小时工资 ${yuan(minimum.fen)}，${since}起：${minimum.source}。在家计件不归它管，放在这里给您比一比。`
}

export function batchScreen(view: BatchView, now: number): BatchScreen {
  const { product, fetch, giveBack, allowed, hour } = view
  const { pictures, steps, standard, video, needs } = product
  const why = allowed.why ?? (view.state === 'open' ? 'sold_out' : 'closed')
  const range = rangeOf(view)
  return {
    id: view.id,
    name: view.name,
    firm: view.enterpriseName,
    product: { pictures, steps, standard, video, needs },
    materials: view.materials.map((material, no) => ({ ...material, no })),
    fetch,
    giveBack,
    isOneCounter: sameCounter(fetch, giveBack),
    hour: hourView(hour, view.minimum?.fen ?? null),
    hourWhy: PACE_REASONS[hour.source],
    minimumWhy: minimumText(view, now),
    price: `每个 ${yuan(view.price)}`,
    priceWas: priceWas(view.prices, now),
    left: `还有 ${view.left} 个，一共 ${view.pieces} 个`,
    deadline: `${dayText(view.deadline, now)}前交货`,
    fit: fitView(view.fit),
    record: recordView(view.record),
    trial: trialText(view),
    refusal: range ? '' : REFUSAL_TEXTS[why],
    needsCard: !range && why === 'no_card',
    range,
    claim: view.myClaim ?? '',
  }
}

/**
 * What has changed between what the person saw and what is there now; '' : nothing that matters to the take.
 * `problem`: what the server says of the number, "too_small:5".
 */
export function changeText(before: BatchView, after: BatchView, pieces: number, problem = ''): string {
  const range = rangeOf(after)
  if (!range) return REFUSAL_TEXTS[after.allowed.why ?? 'sold_out']
  if (after.price !== before.price)
    return `每个的价钱刚从 ${yuan(before.price)} 改成 ${yuan(after.price)}。要领，再点一次就按新的算。`
  const [kind, limit] = problem.split(':')
  if (kind === 'too_small') return `这批活一次最少领 ${limit ?? range.min} 个。`
  if (pieces > range.max) return `刚刚有人先领了，现在您最多能领 ${range.max} 个。`
  return ''
}
