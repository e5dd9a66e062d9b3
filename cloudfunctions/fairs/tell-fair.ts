import { FAIR_KIND_NAMES } from '../../miniprogram/contract/fairs'
import type { FairNews } from '../../miniprogram/contract/fair-news'
import { startOfDay } from '../kit/clock'
import { found } from '../kit/errors'
import { fairMessageFor, tell, type FairEventNews, type FairMessageDoc } from '../kit/messages'
import { boothId } from './fair-ids'
import * as repo from './fairs.repo'
import { loadHall } from './hall.repo'
import type { FairDoc, TalkDoc } from './model.rules'

/** What happened to a whole fair, as those who signed up and those with a booth are told. */
const NEWS = {
  tomorrow: { seeker: 'fair_tomorrow', booth: 'booth_tomorrow' },
  moved: { seeker: 'fair_moved', booth: 'booth_moved' },
  cancelled: { seeker: 'fair_cancelled', booth: 'booth_cancelled' },
} as const satisfies { [what: string]: { seeker: FairNews; booth: FairNews } }

/** Tells everybody who has to do with the fair; safe to repeat. `eventNo`: the same event has the same number. */
export async function tellFair(fair: FairDoc, what: keyof typeof NEWS, eventNo: number, at: number): Promise<void> {
  const [hall, firms] = await Promise.all([
    loadHall(fair._id, { people: true, talks: what === 'tomorrow' }),
    repo.membersOf(fair.bookedBy),
  ])
  const { people, talks } = found(hall)
  const news = { eventNo, at, title: FAIR_KIND_NAMES[fair.kind] }
  const first = firstTalks(talks)
  const toSeekers = people.flatMap(({ _id, openid, number }): FairMessageDoc[] => {
    if (openid === null) return []
    const begins = first.get(_id)
    const own = begins === undefined ? {} : { number, first: begins }
    return [fairMessageFor(openid, { ...news, ...own, subject: fair._id, what: NEWS[what].seeker })]
  })
  const toBooths = firms.flatMap(({ _id, members }) =>
    members.map(({ openid }) =>
      fairMessageFor(openid, { ...news, subject: boothId(fair._id, _id), what: NEWS[what].booth }),
    ),
  )
  await tell([...toSeekers, ...toBooths])
}

/** When the first talk of each sign-up begins. */
function firstTalks(talks: readonly TalkDoc[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const { signup, at } of talks) first.set(signup, Math.min(at, first.get(signup) ?? at))
  return first
}

/** The staff are told once a day that somebody is to be asked. */
export async function tellToAsk({ _id, fair }: TalkDoc, now: number): Promise<void> {
  const title = FAIR_KIND_NAMES[fair.endsWith('market') ? 'market' : 'special']
  const news: FairEventNews = { subject: _id, eventNo: startOfDay(now), at: now, what: 'to_ask', title }
  await tell((await repo.staffOpenids()).map((openid) => fairMessageFor(openid, news)))
}
