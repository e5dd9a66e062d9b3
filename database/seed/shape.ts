/** When and about what people complain: by hour, by month, by year. Made up to look like an estate, not measured. */
import {
  CASE_KIND_NAMES,
  kindOf,
  QUESTIONS,
  type Answers,
  type CaseKind,
  type Question,
} from '../../miniprogram/contract/case-kinds'
import type { Chance } from './chance'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

type Shape = {
  weight: number
  /** hours of the Shanghai day in which it happens, as a list of [from, to) */
  hours: readonly (readonly [number, number])[]
  /** how much more in the warm half of the year (May–October); 1: the same */
  summer: number
}

const DAYTIME = [[7, 22]] as const
const EVENING = [[18, 22]] as const
const NIGHT = [
  [21, 24],
  [0, 6],
] as const
const WALKS = [
  [6, 9],
  [17, 22],
] as const

const SHAPES: { readonly [K in CaseKind]: Shape } = {
  'noise.plaza': { weight: 9, hours: EVENING, summer: 2.2 },
  'noise.renovation': { weight: 5, hours: [[7, 20]], summer: 0.9 },
  'noise.neighbour': { weight: 8, hours: NIGHT, summer: 1.1 },
  'noise.trade': { weight: 4, hours: [[8, 22]], summer: 1.2 },
  'noise.dog': { weight: 4, hours: NIGHT, summer: 1.1 },
  'noise.other': { weight: 2, hours: DAYTIME, summer: 1 },
  'dog.lead': { weight: 6, hours: WALKS, summer: 1.3 },
  'dog.droppings': { weight: 5, hours: WALKS, summer: 1.2 },
  'dog.barking': { weight: 3, hours: NIGHT, summer: 1.1 },
  'dog.strong': { weight: 1, hours: WALKS, summer: 1.2 },
  'dog.stray': { weight: 2, hours: DAYTIME, summer: 1 },
  'dog.bite': { weight: 0.4, hours: WALKS, summer: 1.6 },
  'facility.lift': { weight: 7, hours: DAYTIME, summer: 1.3 },
  'facility.utility': { weight: 4, hours: DAYTIME, summer: 1.6 },
  'facility.door': { weight: 3, hours: DAYTIME, summer: 1 },
  'facility.light': { weight: 3, hours: EVENING, summer: 0.7 },
  'facility.leak': { weight: 4, hours: DAYTIME, summer: 1.8 },
  'facility.fire': { weight: 0.8, hours: DAYTIME, summer: 1 },
  'facility.other': { weight: 2, hours: DAYTIME, summer: 1 },
  'dispute.neighbour': { weight: 6, hours: DAYTIME, summer: 1.1 },
  'dispute.family': { weight: 2, hours: EVENING, summer: 1 },
  'dispute.other': { weight: 2, hours: DAYTIME, summer: 1 },
  'traffic.parking': { weight: 5, hours: [[17, 23]], summer: 1 },
  'traffic.road': { weight: 1.5, hours: DAYTIME, summer: 1 },
  'hygiene.rubbish': { weight: 4, hours: DAYTIME, summer: 1.8 },
  'hygiene.pests': { weight: 1.5, hours: DAYTIME, summer: 2.5 },
  'hygiene.other': { weight: 1, hours: DAYTIME, summer: 1.2 },
  'safety.falling': { weight: 1.5, hours: DAYTIME, summer: 1.1 },
  'safety.ebike': { weight: 3, hours: [[18, 24]], summer: 1.1 },
  'safety.stairs': { weight: 2, hours: DAYTIME, summer: 1 },
  'safety.other': { weight: 1, hours: DAYTIME, summer: 1 },
  'opinion.suggestion': { weight: 3, hours: DAYTIME, summer: 1 },
  'opinion.thanks': { weight: 1, hours: DAYTIME, summer: 1 },
}

const weights = (isWarm: boolean): Record<CaseKind, number> =>
  Object.fromEntries(
    CASE_KIND_NAMES.map((kind) => [kind, SHAPES[kind].weight * (isWarm ? SHAPES[kind].summer : 1)]),
  ) as Record<CaseKind, number>

const WARM = weights(true)
const COLD = weights(false)
const total = (all: Record<CaseKind, number>) => Object.values(all).reduce((sum, weight) => sum + weight, 0)
const COLD_SHARE = total(COLD) / total(WARM)

const WORDS: { readonly [G in string]: readonly string[] } = {
  noise: ['声音太大，睡不着', '音响开得很响，孩子没法写作业', '每天都这样，请来管一管', '上夜班的人白天也要休息'],
  dog: ['遛狗不牵绳，老人小孩都怕', '狗粪没人捡，踩了一脚', '狗整夜叫', '大狗没戴嘴套进电梯'],
  facility: ['坏了好几天了没人修', '今天又停了', '门关不上', '一直在漏，楼下也湿了'],
  dispute: ['为晾衣服的事吵起来了', '楼道放东西说不拢', '两家有点误会，想请人来劝劝'],
  traffic: ['车停在消防通道上', '路口太乱，接孩子不安全'],
  hygiene: ['垃圾堆了两天', '垃圾桶边有很多蟑螂', '楼道很脏'],
  safety: ['楼上往下扔东西', '电动车推进楼里充电', '楼梯间堵了出不去'],
  opinion: ['建议多装几张凳子', '想多办几场招聘会', '谢谢网格员帮忙'],
}

export interface Complaint {
  at: number
  kind: CaseKind
  text: string
  answers: Answers
}

function answersOf(asks: readonly Question[], chance: Chance): Answers {
  const chosen = asks.map((question) => [
    question,
    chance.pick<string>(question === 'hurt' ? ['no'] : QUESTIONS[question]),
  ])
  return Object.fromEntries(chosen) as Answers
}

function hourIn(hours: Shape['hours'], chance: Chance): number {
  const lengths = hours.map(([from, to]) => to - from)
  let rest = chance.next() * lengths.reduce((sum, length) => sum + length, 0)
  for (const [index, length] of lengths.entries()) {
    if (rest < length) return (hours[index]?.[0] ?? 0) + rest
    rest -= length
  }
  return hours[0]?.[0] ?? 12
}

/** One complaint somewhere between `from` and `to`, more of them lately and in the warm months. */
export function complaintBetween(from: number, to: number, chance: Chance): Complaint {
  for (;;) {
    // the square root makes the last year about twice the first
    const place = from + Math.sqrt(0.25 + 0.75 * chance.next()) * (to - from) * 2 - (to - from)
    const day = Math.floor((place + SHANGHAI) / DAY) * DAY - SHANGHAI
    const month = new Date(day + SHANGHAI).getUTCMonth()
    const isWarm = month >= 4 && month <= 9
    if (!isWarm && chance.next() > COLD_SHARE) continue
    const kind = chance.weighted(isWarm ? WARM : COLD)
    const at = Math.floor(day + hourIn(SHAPES[kind].hours, chance) * HOUR)
    if (at < from || at >= to) continue
    const { group, asks } = kindOf(kind)
    return { at, kind, text: chance.pick(WORDS[group] ?? ['请来看看']), answers: answersOf(asks, chance) }
  }
}
