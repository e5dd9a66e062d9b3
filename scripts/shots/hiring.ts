/** An enterprise that looks for people, with postings in every state and those who applied; and what waits for the staff. */
import type { In } from '../../miniprogram/contract/api'
import type { ApplicationInput } from '../../miniprogram/contract/job-applications'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import type { TestCloud } from '../../tests/cloud'
import { creditCode } from '../../tests/credit-code'
import type { Phone } from '../../tests/phone/phone'
import { change } from '../../tests/functions/store'
import { ask } from './ask'
import type { Screen } from './screens'

const BOSS = 'shots-hirer'
const STAFF = 'demo-staff-one'
const RESIDENT = 'demo-resident-1'
/** by what becomes of their applications */
const SEEKERS = {
  sent: 'demo-resident-11',
  seen: 'demo-resident-12',
  invited: 'demo-resident-13',
  gone: 'demo-resident-14',
}
const REPORTERS = ['demo-resident-15', 'demo-resident-16'] as const

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the addresses of the screens need. */
export interface HiringStage {
  readonly enterprise: string
  readonly open: string
  readonly blocked: string
  readonly asked: string
  readonly hidden: string
  readonly removed: string
  readonly application: { readonly seen: string; readonly invited: string; readonly gone: string }
}

export async function setHiringStage(cloud: TestCloud): Promise<HiringStage> {
  const { id: enterprise } = await ask(cloud, BOSS, 'enterprises.apply', {
    name: '重庆石桥铺渝味餐饮有限公司',
    code: creditCode(941),
    contact: { name: '罗敏', phone: '13912340088' },
    wants: ['hiring'],
    about: '开了三家小面馆，都在石桥铺和华岩。',
  })
  await ask(cloud, STAFF, 'enterprises.decide', { id: enterprise, version: 1, decision: 'approve' })
  const post = async (more: Partial<PostingInput> = {}) =>
    (await ask(cloud, BOSS, 'jobs.post', { enterprise, ...POSTING, ...more })).id
  const move = async (openid: string, id: string, input: Omit<In<'jobs.move'>, 'id' | 'version'>) => {
    const { version } = await ask(cloud, openid, 'jobs.get', { id })
    await ask(cloud, openid, 'jobs.move', { id, version, ...input })
  }
  const removed = await post({ title: '洗碗工', kind: 'kitchen' })
  await move(STAFF, removed, { move: 'remove', reason: '去看过，先要交两百块服装钱，退了才可以再来。' })
  const ended = await post({ title: '切配帮厨', kind: 'kitchen' })
  await move(BOSS, ended, { move: 'close' })
  const hidden = await post({ title: '夜班收银', shifts: ['night'] })
  for (const openid of REPORTERS)
    await ask(cloud, openid, 'jobs.report', { posting: hidden, cheat: 'fee', text: '面试说要先交三百块培训的钱。' })
  const blocked = await post(UNLAWFUL)
  const asked = await post({ title: '男装导购', kind: 'sales', needs: '招男装导购，要男的。' })
  await move(BOSS, asked, { move: 'ask', reason: '卖的是男装，试衣间要进去帮着试，不是看不起女的。' })
  const soon = await post({ title: '周末帮忙的小时工', pay: { from: 2_500, to: 2_500, unit: 'hour' }, ...PART_TIME })
  await change(cloud, 'postings', soon, { endsAt: cloud.now() + 2 * DAY - HOUR })
  const open = await post()

  const applied = async (openid: string) => {
    await ask(cloud, openid, 'jobs.keep', { ...CARD, born: '1988-03' })
    return (await ask(cloud, openid, 'jobs.apply', { posting: open, agree: true })).id
  }
  const answer = async (openid: string, id: string, input: ApplicationInput) => {
    const { version } = await ask(cloud, openid, 'jobs.application', { id })
    await ask(cloud, openid, 'jobs.answer', { id, version, ...input })
  }
  await applied(SEEKERS.sent)
  const seen = await applied(SEEKERS.seen)
  await answer(BOSS, seen, { move: 'see' })
  const invited = await applied(SEEKERS.invited)
  const text = '12月2日 周三 09:30，石桥铺渝州路 88 号小面馆。到了找罗师傅，带上身份证给看一眼'
  await answer(BOSS, invited, { move: 'see' })
  await answer(BOSS, invited, { move: 'invite', text })
  const gone = await applied(SEEKERS.gone)
  await answer(BOSS, gone, { move: 'see' })
  await answer(SEEKERS.gone, gone, { move: 'withdraw' })
  return { enterprise, open, blocked, asked, hidden, removed, application: { seen, invited, gone } }
}

const POSTING: PostingInput = {
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '石桥铺渝州路 88 号',
  way: { by: 'bus', minutes: 20 },
  shifts: ['day', 'evening'],
  duties: '端面、收碗、擦桌子，忙的时候帮忙收银。',
  needs: '手脚麻利，会用手机收款。包两餐，月休四天。',
  insurance: 'full',
  wanted: 3,
}

const PART_TIME: Partial<PostingInput> = {
  hoursPerDay: 4,
  daysPerWeek: 2,
  shifts: ['weekend'],
  insurance: 'injury',
}

const UNLAWFUL: Partial<PostingInput> = {
  title: '面馆招女服务员',
  pay: { from: 200_000, to: 220_000, unit: 'month' },
  needs: '限女性，45岁以下，手脚麻利。入职交押金两百，离职退。包吃住。',
}

const CARD: Omit<In<'jobs.keep'>, 'born'> = {
  kinds: ['waiter', 'kitchen', 'cleaning'],
  shifts: ['day', 'evening'],
  want: 350_000,
  minutes: 30,
  intro: '在火锅店干过三年，会点菜、收银，也会做凉菜。',
  match: true,
}

// ---- the screens

export function hiringScreens({
  enterprise,
  open,
  blocked,
  asked,
  hidden,
  removed,
  application,
}: HiringStage): Screen[] {
  const shown = (name: string, page: string, query = '', then?: Screen['then']): Screen => ({
    name: `hiring-${name}`,
    openid: BOSS,
    path: `/packages/enterprise/pages/${page}/index?enterprise=${enterprise}${query}`,
    ...(then ? { then } : {}),
  })
  const staff = (name: string, path: string, then?: Screen['then'], openid = STAFF): Screen => ({
    name: `desk-jobs-${name}`,
    openid,
    path: `/packages/desk/pages/${path}`,
    ...(then ? { then } : {}),
  })
  const tap = (words: string | RegExp) => (phone: Phone) => phone.tap(words)
  const down = (phone: Phone) => phone.scroll(6_000)
  return [
    shown('home', 'home', '', tap('看一看')),
    shown('postings', 'postings'),
    shown('postings-hidden', 'postings', '&state=hidden'),
    shown('postings-for', 'postings', '&for=applicants'),
    shown('posting-new', 'posting'),
    shown('posting-new-wrong', 'posting', '', async (phone) => {
      await phone.tap('发出去')
      await phone.scroll(-6_000)
    }),
    shown('posting-pay', 'posting', '', async (phone) => {
      await phone.fill('最少', '2000')
      await phone.fill('要求和待遇', '限女性，手脚麻利。')
      await phone.tap('在哪里上班')
      await phone.quiet()
    }),
    shown('posting', 'posting', `&id=${open}`),
    shown('posting-end', 'posting', `&id=${open}`, down),
    shown('posting-blocked', 'posting', `&id=${blocked}`),
    shown('posting-fixes', 'posting', `&id=${blocked}`, tap(/^有 \d 处要改才能发/)),
    shown('posting-ask', 'posting', `&id=${blocked}`, async (phone) => {
      await phone.tap(/^有 \d 处要改才能发/)
      await phone.see('全部照改')
      await phone.tap('我觉得没违法，请社区看')
    }),
    shown('posting-hidden', 'posting', `&id=${hidden}`),
    shown('posting-removed', 'posting', `&id=${removed}`),
    shown('applicants', 'applicants', `&posting=${open}`),
    shown('applicants-gone', 'applicants', `&posting=${open}`, tap('撤回了')),
    shown('applicants-none', 'applicants', `&posting=${hidden}`),
    shown('application', 'application', `&id=${application.seen}`),
    shown('application-invite', 'application', `&id=${application.seen}`, tap('请来谈谈')),
    shown('application-decline', 'application', `&id=${application.seen}`, tap('这次不合适')),
    shown('application-invited', 'application', `&id=${application.invited}`),
    shown('application-gone', 'application', `&id=${application.gone}`),
    staff('reported', 'jobs/index'),
    staff('asked', 'jobs/index?tab=asked'),
    staff('resident', 'jobs/index', undefined, RESIDENT),
    staff('hidden', `posting/index?id=${hidden}`),
    staff('hidden-keep', `posting/index?id=${hidden}`, tap('没问题，放回去')),
    staff('hidden-end', `posting/index?id=${hidden}`, down),
    staff('question', `posting/index?id=${asked}`),
    staff('blocked', `posting/index?id=${blocked}`),
  ]
}
