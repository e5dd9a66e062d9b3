/** Notices as the estate's own would be: what is current, and what was published in the year before. */
import { DAY, dayOf, HOUR, startOfDay } from '../../cloudfunctions/kit/clock'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import { newNotice, type NoticeDoc } from '../../cloudfunctions/kit/notice-doc'
import { CLUSTERS } from '../../miniprogram/contract/estate'
import type { Audience } from '../../miniprogram/contract/notices'
import type { Chance } from './chance'

/** 11月24日 */
function dateText(ms: number): string {
  const [, month = '', day = ''] = dayOf(ms).split('-')
  return `${Number(month)}月${Number(day)}日`
}

const dayInMonth = (ms: number): number => Number(dayOf(ms).slice(-2))

/** The fair is on the 20th of each month. */
const FAIR_DAY = 20

function nextFair(now: number): number {
  let day = startOfDay(now)
  while (dayInMonth(day) !== FAIR_DAY) day += DAY
  return day
}

interface Sketch {
  title: string
  text: string
  audience: Audience
  pinned: boolean
  /** before now */
  publishedAgo: number
  endsAt: number
}

function currentOnes(now: number): Sketch[] {
  const tomorrow = startOfDay(now) + DAY
  const fair = nextFair(now)
  return [
    {
      title: `${dateText(tomorrow)}上午A区1到6栋停水`,
      text: `检修二次供水水泵，${dateText(tomorrow)}上午9:00到12:00，A区1栋到6栋停水。请提前接水，出门前关好水龙头。来水后头几分钟水会发黄，放一放再用。\n有事请打物业值班电话，或者在“我要反映”里说。`,
      audience: { to: 'buildings', buildings: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'] },
      pinned: true,
      publishedAgo: 5 * HOUR,
      endsAt: tomorrow + 2 * DAY,
    },
    {
      title: `${dateText(fair)}赶集日招聘会`,
      text: `${dateText(fair)}上午9:00到12:00，就业超市门口有招聘会。招普工、收银、保洁、家政、保安，也有在家做的手工活，不收任何费用。\n来的时候请带身份证。不方便走动的老人家，可以请家里人代问。`,
      audience: { to: 'estate' },
      pinned: false,
      publishedAgo: 2 * DAY,
      endsAt: fair + DAY,
    },
    {
      title: '养犬登记这个月集中办理',
      text: '养狗的邻居请来社区服务大厅登记，带上身份证、租房合同和狗的免疫证。每周一到周五，上午9:00到11:30，下午2:00到5:00。\n出门遛狗请牵好绳，绳子不超过1.5米；狗粪请随手捡起来。老人小孩多，谢谢大家。',
      audience: { to: 'estate' },
      pinned: false,
      publishedAgo: 6 * DAY,
      endsAt: startOfDay(now) + 25 * DAY,
    },
  ]
}

const PAST = ['楼道灯集中检修', '电梯年度检验', '消防演练', '灭鼠灭蟑，请关好门窗', '垃圾清运时间有变'] as const

function pastOne(now: number, chance: Chance): Sketch {
  const publishedAgo = (9 + chance.below(350)) * DAY
  return {
    title: chance.pick(PAST),
    text: '请大家互相转告，有不清楚的在“我要反映”里问。',
    audience: chance.next() < 0.5 ? { to: 'estate' } : { to: 'clusters', clusters: [chance.pick(CLUSTERS)] },
    pinned: false,
    publishedAgo,
    endsAt: now - publishedAgo + 7 * DAY,
  }
}

export interface NoticesOptions {
  now: number
  /** how many ended within the last year */
  past: number
  author: Member
  chance: Chance
}

export function noticesOf({ now, past, author, chance }: NoticesOptions): NoticeDoc[] {
  const old = Array.from({ length: past }, () => pastOne(now, chance))
  return [...currentOnes(now), ...old].map(({ publishedAgo, ...sketch }) => {
    const publishedAt = now - publishedAgo
    const id = newId(publishedAt, chance.bytes(16))
    const doc = newNotice({ ...sketch, id, request: 'seed', now: publishedAt, by: author.id, role: 'staff' })
    return { ...doc, current: sketch.endsAt > now }
  })
}
