/** What reading notices costs does not grow with how many there are. */
import { newNotice, type NewNotice, type NoticeDoc } from '../../cloudfunctions/kit/notice-doc'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Route } from '../../miniprogram/contract/api'
import type { Audience } from '../../miniprogram/contract/notices'
import type { TestCloud } from '../cloud'
import { DAY, HOUR } from './case-helpers'
import { A18, B1, CLUSTER_A, ESTATE, noticesIn } from './notice-helpers'
import { ok, settledCloud, type People, type Person } from './people'
import { insert } from './store'

let cloud: TestCloud
let people: People
const { water } = noticesIn(() => cloud)

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages', 'notices'] }))
}, 60_000)
afterAll(() => cloud.stop())

const MOST_REQUESTS = 6
const AUDIENCES: Audience[] = [ESTATE, CLUSTER_A, A18, B1, { to: 'clusters', clusters: ['B', 'C'] }]

function fill(count: number, part: Partial<NewNotice> = {}, over: Partial<NoticeDoc> = {}): void {
  const newest = cloud.now() - 1_000
  const docs = Array.from({ length: count }, (_, index) => {
    // no two at the same moment: a page begins by looking at those of the cursor's own
    const now = newest - 2 * index
    const { audience: _audience, ...text } = water({ pinned: index % 50 === 0 })
    const audience = AUDIENCES[index % AUDIENCES.length] ?? ESTATE
    const own = { id: newId(now), request: 'fill', now, by: people.staff.id, role: 'staff' as const, audience }
    return { ...newNotice({ ...text, ...own, ...part }), ...over }
  })
  insert(cloud, 'notices', docs)
}

test('with a hundred times the notices every list and 首页 read the same number of documents, current ones and past', async () => {
  const costs = async () => {
    const read: Record<string, number> = {}
    const count = async <R extends Route>(who: Person, route: R, input: In<R>, name: string) => {
      const answer = await ok(cloud, who.openid, route, input)
      read[name] = cloud.lastCost().documentsRead
      expect(cloud.lastCost().scanned).toBe(0)
      expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(MOST_REQUESTS)
      return answer
    }
    for (const who of ['visitor', 'resident', 'worker', 'leader', 'staff', 'admin'] as const) {
      const { next } = await count(people[who], 'notices.list', {}, `list ${who}`)
      if (next) await count(people[who], 'notices.list', { after: next }, `list ${who}, second page`)
      await count(people[who], 'cases.home', {}, `home ${who}`)
    }
    for (const who of ['leader', 'staff'] as const) await count(people[who], 'notices.managed', {}, `managed ${who}`)
    return read
  }
  // pages are full already
  fill(215)
  fill(20, { endsAt: cloud.now() - DAY, now: cloud.now() - 8 * DAY }, { current: false })
  const small = await costs()
  expect(Object.keys(small)).toContain('list visitor, second page')
  await cloud.shift(HOUR)
  fill(21_285)
  fill(2_000, { endsAt: cloud.now() - DAY, now: cloud.now() - 8 * DAY }, { current: false })
  expect(await costs()).toEqual(small)
}, 120_000)

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
