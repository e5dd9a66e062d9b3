/** The list of postings beside a naive filter: every combination, by words, page by page. */
import { made } from '../../cloudfunctions/jobs/posting.rules'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { createChance } from '../../database/seed/chance'
import type { In, Out } from '../../miniprogram/contract/api'
import { JOB_KINDS, SHIFTS, WITHIN, type PostingRow } from '../../miniprogram/contract/jobs'
import { PAGE_SIZE } from '../../miniprogram/contract/paging'
import { enterpriseDoc } from './crafts'
import { draftPosting, movePosting, startMarket, type Market } from './jobs'
import { ok, refused } from './people'
import { change, insert } from './store'

const COUNT = 60
const TITLES = [
  '小面馆服务员',
  '电子厂普工',
  'KTV保洁',
  '夜班保安',
  '送货司机 C1',
  '收银员',
  '仓库理货',
  'Kfc 餐厅帮工',
]
const FIRMS = ['渝味小面', '山城电子', 'ABC超市', '华岩物流']

let market: Market
let cloud: Market['cloud']
let docs: PostingDoc[]

beforeAll(async () => {
  market = await startMarket()
  ;({ cloud } = market)
  const chance = createChance(7)
  const now = cloud.now()
  const firms = FIRMS.map((name) => enterpriseDoc(now, { name, wants: ['hiring'] }))
  insert(cloud, 'enterprises', firms)
  docs = Array.from({ length: COUNT }, (_, no) => {
    const firm = chance.pick(firms)
    const words = draftPosting({
      title: chance.pick(TITLES),
      kind: chance.pick(JOB_KINDS.slice(0, 4)),
      shifts: SHIFTS.filter(() => chance.pick([true, false]))
        .concat('free')
        .slice(0, 3),
      way: { by: 'foot', minutes: chance.pick([5, 15, 16, 30, 31, 60, 61, 120]) },
    })
    const maker = { id: newId(now), enterprise: firm._id, enterpriseName: firm.name, openid: 'o' }
    // three at a time have the same moment, so that the page must look at the id as well
    const at = now - 3_600_000 + Math.floor(no / 3) * 1_000
    return made({ ...words, shifts: [...new Set(words.shifts)] }, [], maker, {
      openid: 'o',
      as: 'enterprise',
      requestId: newId(now),
      now: at,
      text: null,
    })
  })
  insert(cloud, 'postings', docs)
}, 60_000)
afterAll(() => cloud.stop())

const newestFirst = (a: PostingDoc, b: PostingDoc) =>
  (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || (a._id < b._id ? 1 : -1)
const naive = (fits: (doc: PostingDoc) => boolean) =>
  docs
    .filter(fits)
    .sort(newestFirst)
    .map(({ _id }) => _id)

/** All pages; no page but the last is short. */
async function all(filter: Omit<In<'jobs.list'>, 'after'>): Promise<PostingRow[]> {
  const rows: PostingRow[] = []
  let after: string | null = null
  do {
    const input = { ...filter, ...(after === null ? {} : { after }) } as In<'jobs.list'>
    const page: Out<'jobs.list'> = await ok(cloud, market.people.visitor.openid, 'jobs.list', input)
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(5)
    if (page.next !== null) expect(page.rows).toHaveLength(PAGE_SIZE)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}
const idsOf = async (filter: Omit<In<'jobs.list'>, 'after'>) => (await all(filter)).map(({ id }) => id)

const some = <T>(values: readonly T[]): (T | undefined)[] => [undefined, ...values]

test('every combination of filters finds what a naive filter finds, in the same order', async () => {
  let most = 0
  for (const kind of some(JOB_KINDS.slice(0, 5))) {
    for (const shift of some(SHIFTS)) {
      for (const within of some(WITHIN)) {
        const filter = {
          ...(kind === undefined ? {} : { kind }),
          ...(shift === undefined ? {} : { shift }),
          ...(within === undefined ? {} : { within }),
        }
        const expected = naive(
          (doc) =>
            (kind === undefined || doc.kind === kind) &&
            (shift === undefined || doc.shifts.includes(shift)) &&
            (within === undefined || doc.way.minutes <= within),
        )
        most = Math.max(most, expected.length)
        expect([filter, await idsOf(filter)]).toEqual([filter, expected])
      }
    }
  }
  expect(most).toBe(COUNT)
}, 120_000)

test.each([
  '面',
  '小面',
  '小面馆服务员',
  '小面馆服务生',
  '电子',
  '电子厂普工',
  'ktv',
  'KTV保洁',
  'ａｂｃ',
  'abc 超市',
  ' 司机C1',
  'kfc餐厅帮工',
  '物流',
  '没有',
])('"%s" in title or name', async (text) => {
  const plain = (words: string) => words.normalize('NFKC').toLowerCase().split(/\s+/).join('')
  const expected = naive(({ title, enterpriseName }) =>
    [title, enterpriseName].some((words) => plain(words).includes(plain(text))),
  )
  expect(await idsOf({ text })).toEqual(expected)
})

test('what comes and goes between two pages makes neither gaps nor doubles', async () => {
  const { officer } = market
  const first = await ok(cloud, officer.openid, 'jobs.list', {})
  const posted = await ok(cloud, officer.openid, 'jobs.post', { ...draftPosting(), enterprise: market.enterprise })
  const second = await ok(cloud, officer.openid, 'jobs.list', { after: first.next ?? '' })
  const expected = naive(() => true).slice(0, 2 * PAGE_SIZE)
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(expected)
  expect((await ok(cloud, officer.openid, 'jobs.list', {})).rows[0]?.id).toBe(posted.id)
  await movePosting(cloud, officer, posted.id, { move: 'close' })
  expect(await idsOf({})).toEqual(naive(() => true))
})

test('suspended enterprises are left out and the pages are filled up', async () => {
  const [gone] = docs
  const enterprise = gone?.enterprise ?? ''
  await change(cloud, 'enterprises', enterprise, { state: 'suspended' })
  const expected = naive((doc) => doc.enterprise !== enterprise)
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Out<'jobs.list'> = await ok(cloud, 'oAnybody_1', 'jobs.list', after === null ? {} : { after })
    seen.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  expect(seen).toEqual(expected)
  const { rows } = await ok(cloud, 'oAnybody_1', 'jobs.list', { text: gone?.enterpriseName ?? '' })
  expect(rows.filter((row) => row.enterprise === enterprise)).toEqual([])
  await change(cloud, 'enterprises', enterprise, { state: 'active' })
})

test('rows hold nothing but what rows hold', async () => {
  const [row] = (await ok(cloud, market.people.visitor.openid, 'jobs.list', {})).rows
  expect(Object.keys(row ?? {}).sort()).toEqual(
    [
      'endsAt',
      'enterprise',
      'enterpriseName',
      'hired',
      'id',
      'insurance',
      'kind',
      'pay',
      'place',
      'publishedAt',
      'shifts',
      'state',
      'title',
      'wanted',
      'way',
    ].sort(),
  )
})

test.each([
  [{ text: '一二三四五六七八九' }],
  [{ text: '' }],
  [{ text: '面', kind: 'waiter' }],
  [{ kind: 'magic' }],
  [{ within: 20 }],
  [{ after: 'no cursor' }],
])('%j is refused', async (input) => {
  expect((await refused(cloud, market.seeker.openid, 'jobs.list', input)).code).toBe('INVALID_INPUT')
})
