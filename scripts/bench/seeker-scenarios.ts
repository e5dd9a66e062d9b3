/** One call of every route of those who look for work, and the lists that they read. */
import { newApplication } from '../../cloudfunctions/jobs/application.rules'
import { newSeeker } from '../../cloudfunctions/jobs/seeker.rules'
import type { seekerRoutes } from '../../cloudfunctions/jobs/seeker.routes'
import { newTalk } from '../../cloudfunctions/jobs/talk.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { newMember } from '../../cloudfunctions/kit/members'
import type { ApplicationInput, SeekerCard } from '../../miniprogram/contract/job-applications'
import { draftPosting } from '../../tests/functions/jobs'
import type { TestCloud } from '../../tests/cloud'
import { BLOCKED_FIRM, HIRER, HIRER_NAME, POSTING, posted, postingDoc, RECRUITER } from './job-stage'
import { DAY, page, ROWS, scenario, type Bench, type Scenario } from './scenario'

const SEEKER = 'bench-seeker'
const HOME = { building: 'A18', unit: 1, floor: 9, room: 1 }
const CARD: SeekerCard = {
  kinds: ['waiter'],
  shifts: ['day'],
  want: 300_000,
  minutes: 30,
  intro: '在面馆做过两年',
  match: true,
}
const SHARED = { name: '曾小红', ...CARD }
const NAME = { name: '曾小红', phone: '13800002222' }

const put = ({ cloud }: TestCloud, collection: string, docs: object[]) =>
  cloud.database.load(collection, docs as Record<string, unknown>[])

/** An application of somebody for a posting that is of no other use here. */
function applicationDoc(now: number, seeker: string, posting = newId(now)) {
  const words = { _id: posting, ...draftPosting(), enterprise: HIRER, enterpriseName: HIRER_NAME, applications: 0 }
  const doc = newApplication(
    newId(now),
    words,
    { openid: seeker, earlier: [] },
    { shared: SHARED, requestId: newId(now), now },
  )
  return { ...doc, nextCheckAt: now + 365 * DAY }
}

function talkDoc(now: number, seeker: string) {
  const posting = { _id: newId(now), title: '小面馆服务员', enterprise: HIRER, enterpriseName: HIRER_NAME }
  const line = { by: 'seeker' as const, text: '几点上班？', requestId: newId(now), now }
  return { ...newTalk({ id: newId(now), alias: '7Q2M', seeker }, posting, line), nextCheckAt: now + 365 * DAY }
}

/** Fills what the seeker and the enterprise list. */
export function fillSeekers(cloud: TestCloud, now: number, rows = ROWS): void {
  const numbers = Array.from({ length: rows }, (_, n) => n)
  const postings = numbers.map((n) => postingDoc(now - n, BLOCKED_FIRM))
  put(cloud, 'members', [{ ...newMember(SEEKER, newId(now), now), ...NAME, home: HOME }])
  put(cloud, 'postings', postings)
  put(cloud, 'seekers', [
    { ...newSeeker(SEEKER, now), card: CARD, adultSeenAt: now, saved: postings.map(({ _id }) => _id) },
  ])
  const ended = { state: 'declined', open: false, endedAt: now } as const
  put(cloud, 'applications', [
    ...numbers.map((n) => applicationDoc(now - n, SEEKER)),
    ...numbers.map((n) => ({ ...applicationDoc(now - n, SEEKER), ...ended })),
    ...numbers.map((n) => applicationDoc(now - n, `bench-applicant-${n}`, POSTING)),
  ])
  put(
    cloud,
    'talks',
    numbers.map((n) => talkDoc(now - n, SEEKER)),
  )
}

/** Postings, applications and talks of others, with the same enterprise too: as many as the estate is large. */
export function fillJobCrowd(cloud: TestCloud, now: number, size: number): void {
  const before = now - DAY
  const some = (part: number) => Array.from({ length: Math.ceil(size * part) }, (_, n) => n)
  put(
    cloud,
    'postings',
    some(0.1).map((n) => postingDoc(before - n, BLOCKED_FIRM)),
  )
  put(
    cloud,
    'applications',
    some(1).map((n) => applicationDoc(before - n, `bench-crowd-${n}`)),
  )
  put(
    cloud,
    'talks',
    some(0.5).map((n) => talkDoc(before - n, `bench-crowd-${n}`)),
  )
  put(
    cloud,
    'seekers',
    some(0.5).map((n) => ({ ...newSeeker(`bench-crowd-${n}`, before), card: CARD, adultSeenAt: before })),
  )
}

let seekers = 0

/** Somebody with a home, a name and a card who has applied for nothing yet. */
async function newcomer(bench: Bench): Promise<string> {
  const openid = `bench-newcomer-${++seekers}`
  await bench.call(openid, 'estate.bind', HOME)
  await bench.call(openid, 'estate.profile', NAME)
  await bench.call(openid, 'jobs.keep', { ...CARD, born: '1990-01' })
  return openid
}

interface Applied {
  openid: string
  id: string
  version: number
}

async function applied(bench: Bench): Promise<Applied> {
  const openid = await newcomer(bench)
  const { id, version } = await bench.call(openid, 'jobs.apply', { posting: POSTING, agree: true })
  return { openid, id, version }
}

type Step = readonly [by: 'seeker' | 'enterprise', input: ApplicationInput]

const SEE: Step = ['enterprise', { move: 'see' }]
const INVITE: Step = ['enterprise', { move: 'invite', text: '明天上午九点到店里' }]

/** The last of these moves, on a new application. */
const answer = (...steps: readonly [...Step[], Step]): Scenario => ({
  route: 'jobs.answer',
  name: steps.at(-1)?.[1].move ?? '',
  prepare: async (bench) => {
    const { openid, ...seen } = await applied(bench)
    let { version } = seen
    const who = { seeker: openid, enterprise: RECRUITER }
    for (const [by, input] of steps.slice(0, -1))
      ({ version } = await bench.call(who[by], 'jobs.answer', { id: seen.id, version, ...input }))
    const [by, input] = steps.at(-1) ?? SEE
    return { openid: who[by], input: { id: seen.id, version, ...input } }
  },
})

/** A call of a newcomer. */
const asNewcomer = (route: Scenario['route'], input: object, name = ''): Scenario => ({
  route,
  name,
  prepare: async (bench) => ({ openid: await newcomer(bench), input }),
})

/** A question of a newcomer, already asked. */
async function asked(bench: Bench): Promise<{ openid: string; talk: string }> {
  const openid = await newcomer(bench)
  const { id } = await posted(bench)
  const { talk } = await bench.call(openid, 'jobs.say', { posting: id, text: '几点上班？' })
  return { openid, talk }
}

export const SEEKER_SCENARIOS: { readonly [R in keyof typeof seekerRoutes]: readonly Scenario[] } = {
  'jobs.card': [scenario('jobs.card', SEEKER, {})],
  'jobs.keep': [scenario('jobs.keep', SEEKER, CARD)],
  'jobs.forget': [
    {
      route: 'jobs.forget',
      name: '',
      prepare: async (bench) => ({ openid: (await applied(bench)).openid, input: {} }),
    },
  ],
  'jobs.save': [asNewcomer('jobs.save', { posting: POSTING, saved: true })],
  'jobs.saved': [scenario('jobs.saved', SEEKER, {})],
  'jobs.suited': [scenario('jobs.suited', SEEKER, {})],
  'jobs.apply': [asNewcomer('jobs.apply', { posting: POSTING, agree: true })],
  'jobs.applications': [
    scenario('jobs.applications', SEEKER, {}, 'open'),
    scenario('jobs.applications', SEEKER, { ended: true }, 'ended'),
    page('jobs.applications', SEEKER, {}),
  ],
  'jobs.application': [
    scenario('jobs.application', RECRUITER, async (bench) => ({ id: (await applied(bench)).id }), 'enterprise'),
  ],
  'jobs.answer': [
    answer(SEE),
    answer(SEE, INVITE),
    answer(SEE, INVITE, ['enterprise', { move: 'hire' }]),
    answer(SEE, ['enterprise', { move: 'decline', reason: 'filled' }]),
    answer(['seeker', { move: 'withdraw' }]),
  ],
  'jobs.contact': [
    scenario('jobs.contact', RECRUITER, async (bench) => {
      const { id, version } = await applied(bench)
      await bench.call(RECRUITER, 'jobs.answer', { id, version, move: 'invite', text: '明天来' })
      return { application: id }
    }),
  ],
  'jobs.say': [
    asNewcomer('jobs.say', { posting: POSTING, text: '包不包住？' }, 'question'),
    scenario('jobs.say', RECRUITER, async (bench) => ({ talk: (await asked(bench)).talk, text: '早上八点' }), 'answer'),
  ],
  'jobs.talk': [scenario('jobs.talk', RECRUITER, async (bench) => ({ id: (await asked(bench)).talk }))],
  'jobs.talks': [
    scenario('jobs.talks', SEEKER, {}, 'seeker'),
    scenario('jobs.talks', RECRUITER, { enterprise: HIRER }, 'enterprise'),
    page('jobs.talks', RECRUITER, { enterprise: HIRER }),
  ],
  'jobs.applicants': [
    scenario('jobs.applicants', RECRUITER, { posting: POSTING }, 'open'),
    scenario('jobs.applicants', RECRUITER, { posting: POSTING, state: 'sent' }, 'by state'),
    page('jobs.applicants', RECRUITER, { posting: POSTING }),
  ],
}
