import type { EnterpriseFields } from '../kit/enterprises'
import type { TimerCall } from '../kit/router'
import { messageOf } from '../kit/sdk'
import type { PostingDoc } from './posting-model.rules'
import { checked, type Checked } from './posting.rules'
import * as repo from './postings.repo'
import { tellEnterprise, tellStaff } from './tell-jobs'

/** Postings of one run; the next one comes in five minutes. */
const POSTINGS_PER_RUN = 200

/** The timer's part in postings: they run out, are looked at too late, and are forgotten when their time is over. */
export async function checkPostings({ now, log }: TimerCall): Promise<void> {
  const cleared = await repo.clearReports(now)
  const due = await repo.duePostings(now, POSTINGS_PER_RUN)
  const ids = [...new Set(due.map(({ enterprise }) => enterprise))]
  const enterprises = new Map((await repo.loadEnterprises(ids)).map((one) => [one._id, one]))
  for (const posting of due) {
    try {
      await check(posting, enterprises.get(posting.enterprise), now)
    } catch (error) {
      // one posting that went on meanwhile must not hold up the others
      log.error('check_postings', { posting: posting._id, reason: messageOf(error).slice(0, 120) })
    }
  }
  if (due.length + cleared > 0) log.info('postings.checked', { postings: due.length, reports: cleared })
}

async function check(posting: PostingDoc, enterprise: EnterpriseFields | undefined, now: number): Promise<void> {
  const { set, news } = checked(posting, now)
  // told first: a run that dies in between tells again, which is no second message
  if (news && enterprise) await tellOf(news, posting, enterprise, now)
  if (set) await repo.changePosting(posting, set)
  else await repo.removePosting(posting)
}

async function tellOf(
  what: NonNullable<Checked['news']>,
  { _id: subject, title, endsAt, version }: PostingDoc,
  enterprise: EnterpriseFields,
  at: number,
): Promise<void> {
  // a posting runs out once at a time; how late a look is follows from the version that was hidden
  const eventNo = what === 'look_late' ? version : (endsAt ?? 0)
  const news = { about: 'posting', subject, eventNo, at, what, title } as const
  await (what === 'look_late' ? tellStaff(enterprise, news) : tellEnterprise(enterprise, news))
}
