/** One call of every route of postings. */
import type { postingRoutes } from '../../cloudfunctions/jobs/posting.routes'
import { draftPosting } from '../../tests/functions/jobs'
import {
  closed,
  hiddenPosting,
  HIRER,
  posted,
  POSTING,
  postOf,
  RECRUITER,
  REPORTERS,
  suspected,
  UNLAWFUL,
} from './job-stage'
import { page, RESIDENT, scenario, STAFF, type Scenario } from './scenario'

const REASON = { reason: '看过了' }
const said = { cheat: 'fee', text: '要我先交服装钱' } as const

export const JOB_SCENARIOS: { readonly [R in keyof typeof postingRoutes]: readonly Scenario[] } = {
  'jobs.list': [
    scenario('jobs.list', RESIDENT, {}),
    page('jobs.list', RESIDENT, {}),
    scenario('jobs.list', RESIDENT, { kind: 'waiter', shift: 'day', within: 15 }, 'all filters'),
    scenario('jobs.list', RESIDENT, { text: '小面馆服务' }, 'by words'),
  ],
  'jobs.get': [
    scenario('jobs.get', RESIDENT, { id: POSTING }, 'resident'),
    scenario('jobs.get', RECRUITER, { id: POSTING }, 'enterprise'),
  ],
  'jobs.report': [
    scenario('jobs.report', REPORTERS[0], async (bench) => ({ posting: (await posted(bench)).id, ...said }), 'first'),
    scenario(
      'jobs.report',
      REPORTERS[1],
      async (bench) => ({ posting: (await suspected(bench)).id, ...said }),
      'hides',
    ),
  ],
  'jobs.check': [scenario('jobs.check', RECRUITER, draftPosting(UNLAWFUL))],
  'jobs.post': [
    scenario('jobs.post', RECRUITER, postOf(), 'open'),
    scenario('jobs.post', RECRUITER, postOf(UNLAWFUL), 'blocked'),
    scenario('jobs.post', RECRUITER, async (bench) => ({ ...postOf(), ...(await posted(bench)) }), 'new words'),
  ],
  'jobs.own': [
    scenario('jobs.own', RECRUITER, { enterprise: HIRER }),
    page('jobs.own', RECRUITER, { enterprise: HIRER }),
    scenario('jobs.own', RECRUITER, { enterprise: HIRER, state: 'ended' }, 'by state'),
  ],
  'jobs.move': [
    scenario(
      'jobs.move',
      RECRUITER,
      async (bench) => ({ ...(await posted(bench, UNLAWFUL)), ...REASON, move: 'ask' }),
      'ask',
    ),
    scenario(
      'jobs.move',
      STAFF,
      async (bench) => ({ ...(await posted(bench, UNLAWFUL)), ...REASON, move: 'overrule' }),
      'overrule',
    ),
    scenario('jobs.move', RECRUITER, async (bench) => ({ ...(await closed(bench)), move: 'renew' }), 'renew'),
    scenario('jobs.move', RECRUITER, async (bench) => ({ ...(await posted(bench)), move: 'close' }), 'close'),
    scenario(
      'jobs.move',
      STAFF,
      async (bench) => ({ ...(await hiddenPosting(bench)), ...REASON, move: 'keep' }),
      'keep',
    ),
    scenario('jobs.move', STAFF, async (bench) => ({ ...(await posted(bench)), ...REASON, move: 'remove' }), 'remove'),
  ],
  'jobs.reported': [scenario('jobs.reported', STAFF, {}), page('jobs.reported', STAFF, {})],
  'jobs.blocked': [scenario('jobs.blocked', STAFF, {}), page('jobs.blocked', STAFF, {})],
}
