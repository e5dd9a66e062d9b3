/** One call of every route of fairs. */
import type { routes } from '../../cloudfunctions/fairs/routes'
import type { TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import type { In } from '../../miniprogram/contract/api'
import { AHEAD, BOOTH, freshFair, freshSignup, freshTalk, GUEST, HALL } from './fair-stage'
import { HIRER, POSTING, RECRUITER } from './job-stage'
import { DAY, page, RESIDENT, scenario, STAFF, type Bench, type Scenario } from './scenario'

type State = In<'fairs.talk'>['state']

const talkTo = (state: State, from: TalkDoc['state'] = 'planned'): Scenario =>
  scenario(
    'fairs.talk',
    RECRUITER,
    async (bench) => ({ talk: freshTalk(bench, { state: from }), version: 1, state }),
    state,
  )

const signupFor = (fair: string): In<'fairs.signup'> => ({ fair, wants: [], agree: true })
const bookFor = (fair: string): In<'fairs.book'> => ({ fair, enterprise: HIRER, postings: [POSTING] })
const AHEAD_BOOTH = { booth: `${AHEAD}.${HIRER}` }

/** The guest comes back after having left: the same steps as the first time. */
const cameAndLeft = async (bench: Bench, fair: string): Promise<In<'fairs.signup'>> => {
  await bench.call(GUEST, 'fairs.signup', signupFor(fair))
  await bench.call(GUEST, 'fairs.leave', { fair })
  return signupFor(fair)
}

export const FAIR_SCENARIOS: { readonly [R in keyof typeof routes]: readonly Scenario[] } = {
  'fairs.list': [
    scenario('fairs.list', RESIDENT, {}),
    page('fairs.list', RESIDENT, {}),
    scenario('fairs.list', RESIDENT, { past: true }, 'past'),
  ],
  'fairs.get': [scenario('fairs.get', RESIDENT, { id: HALL })],
  'fairs.board': [scenario('fairs.board', RESIDENT, { fair: HALL })],
  'fairs.signup': [
    scenario('fairs.signup', GUEST, (bench) => cameAndLeft(bench, AHEAD), 'ahead'),
    scenario('fairs.signup', GUEST, (bench) => cameAndLeft(bench, HALL), 'on the day'),
  ],
  'fairs.leave': [
    scenario('fairs.leave', GUEST, async (bench) => {
      await bench.call(GUEST, 'fairs.signup', signupFor(AHEAD))
      return { fair: AHEAD }
    }),
  ],
  'fairs.book': [
    scenario('fairs.book', RECRUITER, async (bench) => {
      await bench.call(RECRUITER, 'fairs.unbook', AHEAD_BOOTH)
      return bookFor(AHEAD)
    }),
  ],
  'fairs.unbook': [
    scenario('fairs.unbook', RECRUITER, async (bench) => {
      await bench.call(RECRUITER, 'fairs.book', bookFor(AHEAD))
      return AHEAD_BOOTH
    }),
  ],
  'fairs.booth': [scenario('fairs.booth', RECRUITER, { booth: BOOTH })],
  'fairs.talk': [
    talkTo('called'),
    talkTo('no_show'),
    talkTo('met'),
    talkTo('invited', 'met'),
    talkTo('hired', 'invited'),
  ],
  'fairs.change': [
    scenario(
      'fairs.change',
      STAFF,
      async (bench) => {
        const { id, version, place, booths, opensAt, closesAt } = await bench.call(STAFF, 'fairs.get', { id: AHEAD })
        return { id, version, theme: '餐饮专场', place, booths, opensAt, closesAt }
      },
      'theme',
    ),
    scenario('fairs.change', STAFF, async (bench) => ({ id: freshFair(bench), version: 1, cancel: '停电' }), 'cancel'),
  ],
  'fairs.arrange': [scenario('fairs.arrange', STAFF, async (bench) => ({ fair: freshFair(bench) }))],
  'fairs.desk': [
    scenario('fairs.desk', STAFF, { fair: HALL }),
    page('fairs.desk', STAFF, { fair: HALL }),
    scenario('fairs.desk', STAFF, { fair: HALL, find: '试算' }, 'by name'),
  ],
  'fairs.checkin': [scenario('fairs.checkin', STAFF, async (bench) => ({ fair: HALL, id: freshSignup(bench) }))],
  'fairs.walkin': [
    scenario('fairs.walkin', STAFF, { ...signupFor(HALL), name: '老何', kinds: ['waiter'], shifts: ['day'] }),
  ],
  'fairs.figures': [scenario('fairs.figures', STAFF, {}), page('fairs.figures', STAFF, {})],
  'fairs.due': [scenario('fairs.due', STAFF, {}), page('fairs.due', STAFF, {})],
  'fairs.still': [
    scenario('fairs.still', STAFF, async (bench) => {
      const hiredAt = bench.cloud.now() - 31 * DAY
      return { talk: freshTalk(bench, { state: 'hired', hiredAt, askAt: hiredAt + 30 * DAY }), after: 30, still: true }
    }),
  ],
}
