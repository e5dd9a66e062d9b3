/** The job supermarket: open postings of three enterprises, and residents who look for work. */
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { ApplicationDoc, SeekerDoc, TalkDoc } from '../../cloudfunctions/jobs/seeker-model.rules'
import type { Member } from '../../cloudfunctions/kit/members'
import type { SeekerCard } from '../../miniprogram/contract/job-applications'
import type { Chance } from './chance'
import { Market } from './job-market'
import { POSTING_PLANS } from './job-plans'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface JobsOptions {
  /** those that are active */
  enterprises: readonly EnterpriseDoc[]
  residents: readonly Member[]
  now: number
  chance: Chance
}

export interface SeededJobs {
  /** as they were given, with the hires on their record */
  enterprises: EnterpriseDoc[]
  postings: PostingDoc[]
  seekers: SeekerDoc[]
  applications: ApplicationDoc[]
  talks: TalkDoc[]
}

const CARD: SeekerCard = {
  kinds: ['waiter', 'kitchen', 'warehouse'],
  shifts: ['day', 'free'],
  want: 360_000,
  minutes: 30,
  intro: '在火锅店干过三年，手脚快',
  match: true,
}
const SEWING: SeekerCard = { ...CARD, kinds: ['factory'], want: 420_000, intro: '踩了六年缝纫机' }
const CLEANING: SeekerCard = { ...CARD, kinds: ['cleaning', 'care'], want: 280_000, minutes: 15, intro: '' }

export function jobsOf({ enterprises, residents, now, chance }: JobsOptions): SeededJobs {
  const market = new Market(chance)
  for (const enterprise of enterprises) {
    for (const { daysAgo, ...words } of POSTING_PLANS[enterprise.applicant] ?? []) {
      market.post(enterprise, words, now - daysAgo * DAY - 3 * HOUR)
    }
  }
  const [first, second, third, fourth] = residents
  if (first && second && third && fourth) live(market, [first, second, third, fourth], now)
  return {
    enterprises: enterprises.map((one) => withHires(one, market.hires.get(one._id) ?? [])),
    postings: [...market.postings.values()],
    seekers: [...market.seekers.values()],
    applications: [...market.applications.values()],
    talks: [...market.talks.values()],
  }
}

const withHires = (enterprise: EnterpriseDoc, hires: string[]): EnterpriseDoc => ({
  ...enterprise,
  record: { ...enterprise.record, hires: enterprise.record.hires + hires.length },
  ...(hires.length > 0 ? { counted: hires } : {}),
})

/** One is invited, one waits, one has got work, one only asks. */
function live(market: Market, [first, second, third, fourth]: [Member, Member, Member, Member], now: number): void {
  market.keepCard(first, CARD, now - 6 * DAY)
  market.save(first, '物业前台', '煮面师傅')
  const invited = market.apply(first, '小面馆服务员', now - 2 * DAY)
  market.answer(invited, { move: 'see' }, now - 2 * DAY + 5 * HOUR)
  const text = '星期六上午九点半，石桥铺渝州路 18 号，到店里找罗师傅。不用带证件，先看看店。'
  market.answer(invited, { move: 'invite', text }, now - DAY)
  market.apply(first, '理货打包（小时工）', now - 5 * HOUR)
  market.say(first, '小面馆服务员', 'seeker', '请问包吃住吗？', now - 2 * DAY - HOUR)
  market.say(first, '小面馆服务员', 'enterprise', '包两餐，不包住，下班有公交直达华岩。', now - 2 * DAY)

  market.keepCard(second, SEWING, now - 4 * DAY)
  market.apply(second, '针织车工', now - 20 * HOUR)

  market.keepCard(third, CLEANING, now - 5 * DAY)
  const hired = market.apply(third, '楼道保洁', now - 4 * DAY)
  market.answer(hired, { move: 'see' }, now - 4 * DAY + 3 * HOUR)
  market.answer(hired, { move: 'invite', text: '明天上午十点，到二期东门物业办公室。' }, now - 4 * DAY + 4 * HOUR)
  market.answer(hired, { move: 'hire' }, now - 2 * DAY)

  market.say(fourth, '针织车工', 'seeker', '没做过手套，能学会吗？', now - 3 * HOUR)
}
