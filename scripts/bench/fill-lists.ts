import { messageFor } from '../../cloudfunctions/kit/message-for'
import { newNotice } from '../../cloudfunctions/kit/notice-doc'
import type { CaseDoc } from '../../cloudfunctions/cases/model.rules'
import { openCase } from '../../cloudfunctions/cases/rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { HOME_ROWS } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../../tests/cloud'
import { fillClaims } from './craft-claim-scenarios'
import { fillCrafts } from './craft-stage'
import { fillEnterprises } from './enterprise-scenarios'
import { fillFairs } from './fair-stage'
import { fillPostings } from './job-stage'
import { DAY, LEADER, NOTICE, RESIDENT, ROWS, STAFF, WORKER } from './scenario'
import { fillSeekers } from './seeker-scenarios'

/** Fills the lists of those who call. */
export function fillLists(testCloud: TestCloud, now: number, rows = ROWS): void {
  const { database } = testCloud.cloud
  fillEnterprises(testCloud, now, rows)
  fillCrafts(testCloud, now, rows)
  fillClaims(testCloud, now, rows)
  fillPostings(testCloud, now, rows)
  fillFairs(testCloud, now, rows)
  fillSeekers(testCloud, now, rows)
  const put = (collection: string, docs: object[]) => database.load(collection, docs as Record<string, unknown>[])
  const numbers = Array.from({ length: rows }, (_, index) => index)
  const worker = {
    _id: WORKER,
    id: newId(now),
    name: '网格员',
    leave: null,
    grants: [{ role: 'worker' as const, cluster: 'A' as const, buildings: ['A1'] }],
  }
  const leader = {
    ...worker,
    _id: LEADER,
    id: newId(now),
    grants: [{ role: 'leader' as const, cluster: 'A' as const }],
  }
  const caseOf = (reporter: string, people: Parameters<typeof openCase>[1], n: number): CaseDoc =>
    openCase(
      {
        id: newId(now - n),
        requestId: `bench-${n}`,
        // the day before, so that they do not count against today's limit
        now: now - 30 * 3_600_000 - n,
        reporter,
        kind: 'facility.door',
        cluster: 'A',
        place: { building: 'A1', unit: 1 },
        text: '单元门关不上',
        answers: {},
        pictures: [],
      },
      people,
    )
  put(
    'cases',
    numbers.map((n) => caseOf(RESIDENT, [worker], n)),
  )
  // what a leader sees first on the home page: no more rows than that
  put(
    'cases',
    numbers.slice(0, HOME_ROWS.work).map((n) => caseOf('bench-neighbour', [leader], n)),
  )
  put(
    'messages',
    numbers.map((n) => ({
      ...messageFor(RESIDENT, 'reporter', {
        caseId: newId(now - n),
        eventNo: 2,
        at: now - n,
        command: 'accept',
        state: 'accepted',
        kind: 'facility.door',
        building: 'A1',
      }),
      push: 'none',
    })),
  )
  put(
    'notices',
    numbers.map((n) =>
      newNotice({
        ...NOTICE,
        id: newId(now - n),
        request: 'bench',
        now: now - n,
        audience: { to: 'clusters', clusters: ['A'] },
        by: null,
        role: 'staff',
        endsAt: now + DAY,
      }),
    ),
  )
  put(
    'looks',
    numbers.map((n) => ({
      _id: newId(now - n),
      person: RESIDENT,
      at: now - n,
      by: '何',
      role: 'worker',
      subject: 'x',
    })),
  )
  put(
    'grant_events',
    numbers.map((n) => ({
      _id: newId(now - n),
      at: now - n,
      what: 'invited',
      grant: { role: 'staff' },
      by: STAFF,
      who: null,
    })),
  )
}
