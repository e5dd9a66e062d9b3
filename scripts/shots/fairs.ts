/** Fairs that come, one that is being held and one that was cancelled, and their screens. */
import type { FairRow } from '../../miniprogram/contract/fairs'
import type { TestCloud } from '../../tests/cloud'
import { change } from '../../tests/functions/store'
import type { Phone } from '../../tests/phone/phone'
import { ask } from './ask'
import type { Screen } from './screens'
import { tapping } from './taps'

const STAFF = 'demo-staff-one'
/** has a card, and is at the fair that is being held */
const SEEKER = 'demo-resident-1'
/** has a card, and is signed up for the next market */
const SIGNED_UP = 'demo-resident-2'
const NO_CARD = 'demo-resident-9'
const NOODLES = 'demo-noodles'
const TOWER = 'demo-tower'
const MINUTE = 60_000

export interface FairStage {
  /** the next market: two booths, some people */
  readonly next: string
  readonly noodles: string
  readonly tower: string
  /** being held now */
  readonly held: string
  readonly cancelled: string
  /** nobody has booked */
  readonly bare: string
}

export async function setFairStage(cloud: TestCloud): Promise<FairStage> {
  const { rows } = await ask(cloud, STAFF, 'fairs.list', {})
  const ofKind = (kind: FairRow['kind']) => rows.filter((row) => row.kind === kind)
  const [held, cancelled, bare] = ofKind('special').map(({ id }) => id)
  const next = ofKind('market').find(({ booked }) => booked > 0)?.id ?? ''
  const { list } = await ask(cloud, STAFF, 'fairs.get', { id: next })
  const firmOf = (openid: string) => list.find(({ enterpriseName }) => enterpriseName.includes(NAMES[openid] ?? ''))
  const [noodles, tower] = [firmOf(NOODLES), firmOf(TOWER)]
  if (!held || !cancelled || !bare || !noodles || !tower) throw new Error('the seed has no such fairs')
  const reason = '供电局通知这天停电，改到下一场。'
  await ask(cloud, STAFF, 'fairs.change', { id: cancelled, version: 1, cancel: reason })
  await holdNow(cloud, held, [
    [NOODLES, noodles],
    [TOWER, tower],
  ])
  return { next, noodles: noodles.enterprise, tower: tower.enterprise, held, cancelled, bare }
}

const NAMES: { readonly [openid: string]: string } = { [NOODLES]: '小面馆', [TOWER]: '物业' }

type Booked = readonly [openid: string, firm: { enterprise: string; postings: { id: string }[] }]

/** It has just begun: nobody has to wait for its day. */
async function holdNow(cloud: TestCloud, fair: string, firms: readonly Booked[]): Promise<void> {
  const booths: string[] = []
  for (const [openid, { enterprise, postings }] of firms) {
    const ids = postings.map(({ id }) => id)
    booths.push((await ask(cloud, openid, 'fairs.book', { fair, enterprise, postings: ids })).id)
  }
  const { version } = await ask(cloud, STAFF, 'fairs.get', { id: fair })
  const plan = {
    theme: '家政餐饮物业和周边小店一起招人的专场',
    place: '重庆市九龙坡区华岩镇华龙大道延长线一千二百三十四号附五十六号吊层大厅里',
  }
  const opensAt = cloud.now() + 60 * MINUTE
  const closesAt = opensAt + 150 * MINUTE
  const isOneDay = dayOf(opensAt) === dayOf(closesAt)
  if (isOneDay) await ask(cloud, STAFF, 'fairs.change', { id: fair, version, ...plan, booths: 10, opensAt, closesAt })
  const begun = cloud.now() - 2 * MINUTE
  await change(cloud, 'fairs', fair, { ...plan, opensAt: begun, closesAt: begun + 150 * MINUTE })

  const { code } = await ask(cloud, SEEKER, 'fairs.signup', { fair, wants: booths, agree: true })
  await ask(cloud, SIGNED_UP, 'fairs.signup', { fair, wants: [], agree: true })
  await ask(cloud, STAFF, 'fairs.arrange', { fair })
  await ask(cloud, STAFF, 'fairs.checkin', { fair, code })
  for (const name of ['何', '古丽巴哈尔·阿卜杜热依木·买买提江大姐', '老罗']) {
    await ask(cloud, STAFF, 'fairs.walkin', {
      fair,
      name,
      kinds: ['waiter', 'kitchen'],
      shifts: ['day'],
      wants: booths.slice(0, 1),
      agree: true,
    })
  }
  const [first] = (await ask(cloud, NOODLES, 'fairs.booth', { booth: booths[0] ?? '' })).talks.filter(
    ({ here }) => here,
  )
  if (first) await ask(cloud, NOODLES, 'fairs.talk', { talk: first.id, version: first.version, state: 'called' })
}

const dayOf = (ms: number): string => new Date(ms + 8 * 60 * MINUTE).toISOString().slice(0, 10)

// ---- the screens

const PAGES = '/packages/fairs/pages'

export function fairScreens({ next, noodles, tower, held, cancelled, bare }: FairStage): Screen[] {
  const shown = (name: string, openid: string, path: string, then?: Screen['then']): Screen => ({
    name: `fairs-${name}`,
    openid,
    path: `${PAGES}/${path}`,
    ...(then ? { then } : {}),
  })
  const down = (phone: Phone) => phone.scroll(4_000)
  const fair = (id: string) => `fair/index?id=${id}`
  return [
    shown('list', SEEKER, 'list/index'),
    shown('list-past', SEEKER, 'list/index', tapping('办过的')),
    shown('list-staff', STAFF, 'list/index?staff=1'),
    shown('list-firm', NOODLES, `list/index?enterprise=${noodles}`),
    shown('choose', SEEKER, fair(next), tapping('选')),
    shown('consent', SEEKER, fair(next), async (phone) => {
      await phone.tap('选', -1)
      await phone.tap(/^报名，见这/)
      await phone.see('报名前，跟您说清楚')
    }),
    shown('no-card', NO_CARD, fair(next), async (phone) => {
      await phone.tap('报名，听社区安排')
      await phone.see('先填一张求职卡')
    }),
    shown('bare', SEEKER, fair(bare)),
    shown('cancelled', SEEKER, fair(cancelled)),
    shown('mine-planned', SIGNED_UP, fair(next)),
    shown('mine-change', SIGNED_UP, fair(next), async (phone) => {
      await phone.tap('改想见的企业')
      await down(phone)
    }),
    shown('mine', SEEKER, fair(held)),
    shown('mine-end', SEEKER, fair(held), down),
    shown('staff', STAFF, fair(next)),
    shown('book', NOODLES, `fair/index?id=${bare}&enterprise=${noodles}`, async (phone) => {
      await phone.tap('给单位订展位')
      await phone.see('带哪几个岗位去？')
    }),
    shown('booth-planned', TOWER, `booth/index?id=${next}.${tower}`),
    shown('booth', NOODLES, `booth/index?id=${held}.${noodles}`),
    shown('desk', STAFF, `desk/index?fair=${held}`),
    shown('desk-slip', STAFF, `desk/index?fair=${held}`, tapping('何')),
    shown('desk-walkin', STAFF, `desk/index?fair=${held}`, async (phone) => {
      await phone.tap('没手机、没报名的，点这里登记')
      await phone.see('登记，给号')
      await phone.tap('餐厅服务')
      await phone.tap('登记，给号')
      await phone.scroll(-4_000)
    }),
    shown('plan', STAFF, `plan/index?id=${next}`),
    shown('plan-end', STAFF, `plan/index?id=${next}`, down),
    shown('plan-arranged', STAFF, `plan/index?id=${held}`),
    shown('plan-cancel', STAFF, `plan/index?id=${next}`, tapping('这场不办了，取消')),
    shown('figures', STAFF, 'figures/index'),
    shown('due', STAFF, 'figures/index?tab=due'),
    shown('board', SEEKER, `board/index?fair=${held}`),
  ]
}
