/** One batch before it is let out. Pure. */
import type { BatchState, BatchView, Counter, Material } from '../../contract/crafts'
import type { Tone } from '../../core/bars'
import { fenPerHour, minutesText, type ShownProduct } from '../../core/craft-text'
import { dayText } from '../../core/day'
import { recordView, type RecordView } from '../../core/enterprise-text'
import { hourView, type HourView } from '../../core/hour-view'
import { yuan } from '../../core/money'
import { RpcError } from '../../core/rpc-error'
import { wordsProblem } from './words-problem'
import { OWN_TEXT, type Fact } from './words'

const STATES: { readonly [S in BatchState]: { text: string; tone: Tone } } = {
  waiting: { text: '等社区看', tone: 'waiting' },
  open: { text: '放出去了', tone: 'done' },
  refused: { text: '没批', tone: 'brand' },
  stopped: { text: '停了', tone: 'quiet' },
}

export interface BatchScreen {
  name: string
  firm: string
  enterprise: string
  stateText: string
  tone: Tone
  reason: string
  hour: HourView
  minimumWhy: string
  /** below the minimum: said before it is let out */
  warning: string
  facts: Fact[]
  materials: (Material & { no: number })[]
  product: ShownProduct
  record: RecordView
  canDecide: boolean
  own: string
}

const counterText = ({ place, hours }: Counter): string => `${place}，${hours}`

/** By the enterprise's own minutes: they are what is to be judged, whatever others needed. */
function claimedHour({ price, claimedMinutes, minimum }: BatchView): HourView {
  const hour = {
    minutesPerPiece: claimedMinutes,
    source: 'claimed' as const,
    samples: 0,
    fenPerHour: fenPerHour(price, claimedMinutes),
  }
  return { ...hourView(hour, minimum?.fen ?? null), pace: `企业说：每个约 ${minutesText(claimedMinutes)}` }
}

export function batchScreen(view: BatchView, { now, isOwn }: { now: number; isOwn: boolean }): BatchScreen {
  const { state, product, minimum } = view
  const { pictures, steps, standard, video, needs } = product
  const hour = claimedHour(view)
  return {
    name: view.name,
    firm: view.enterpriseName,
    enterprise: view.enterprise,
    stateText: STATES[state].text,
    tone: STATES[state].tone,
    reason: view.reason ?? '',
    hour,
    minimumWhy: minimum ? `最低小时工资 ${yuan(minimum.fen)}：${minimum.source}` : '',
    warning: hour.isEnough ? '' : `一小时只有 ${hour.money}，${hour.compare}。`,
    facts: factsOf(view, now),
    materials: view.materials.map((material, no) => ({ ...material, no })),
    product: { pictures, steps, standard, video, needs },
    record: recordView(view.record),
    canDecide: state === 'waiting' && !isOwn,
    own: state === 'waiting' && isOwn ? OWN_TEXT : '',
  }
}

function factsOf(view: BatchView, now: number): Fact[] {
  const { price, pieces, least, most, hour, fetch, giveBack, deadline, trial } = view
  const measured = `每个约 ${minutesText(hour.minutesPerPiece)}，1 小时 ${yuan(hour.fenPerHour)}`
  return [
    { name: '价钱', text: `每个 ${yuan(price)}，一共 ${pieces} 个` },
    ...(hour.source === 'claimed' ? [] : [{ name: '做过的人', text: measured }]),
    { name: '领多少', text: `一次最少 ${least} 个，一个人最多 ${most} 个${trial ? '；新手先试做几个' : ''}` },
    { name: '取料', text: counterText(fetch) },
    { name: '交货', text: counterText(giveBack) },
    { name: '做到', text: dayText(deadline, now) },
  ]
}

/** What a colleague decided in between; '' : it still waits. */
export function fasterText({ state, reason }: Pick<BatchView, 'state' | 'reason'>): string {
  if (state === 'waiting') return ''
  return state === 'refused' ? `同事没批${reason ? `：${reason}` : ''}` : '同事已经批了'
}

/** Why it cannot be let out, in words; the usual sentence for everything else. */
export function approvalProblem(error: unknown): string {
  if (!(error instanceof RpcError)) return wordsProblem(error)
  const { code, fields } = error
  if (fields?.['enterprise'] === 'arrears') return '这家企业有过期没付的工钱，付清了才能批。'
  if (fields?.['deadline'] === 'past') return '交货的日子已经过了，批不了。不批，请企业改了再发。'
  return code === 'NOT_NOW' ? '这家企业现在不能发活，看看它是不是暂停了。' : wordsProblem(error)
}
