/** What is kept of a person, in words, and the copy of it. */
import type { Kept } from '../../contract/estate'
import { dayText } from '../../core/day'
import { homeText } from '../../core/place-text'
import { grantText } from '../../core/role-text'

export interface KeptThing {
  what: string
  why: string
  until: string
}

/** Each thing with who needs it and how long; the same as the functions do. */
export const KEPT_THINGS: readonly KeptThing[] = [
  { what: '姓名、电话、住处', why: '办您事情的人要找得到您', until: '您删掉为止' },
  { what: '您代表的企业', why: '领活的人和社区要知道是谁', until: '您退出为止' },
  { what: '您的身份', why: '邻居要知道是谁在替大家办事', until: '身份收回为止' },
  {
    what: '您报过的事和照片',
    why: '办到哪一步、怎么办的，要有记录',
    until: '一直留着；您删掉姓名电话后，不再连着您的名字和电话',
  },
  { what: '手工活的小卡和快慢', why: '给您算一小时值多少、找合适的活', until: '您删掉为止' },
  { what: '领过的活和工钱', why: '做了多少、付了多少，要对得上账', until: '一直留着；您删掉姓名后，不再连着您的名字' },
  { what: '找工作的小卡和收藏的岗位', why: '给您找合适的岗位，应聘时给招人的单位看', until: '您删掉为止' },
  {
    what: '应聘和打听过的话',
    why: '招人的单位和您要看得到办到哪一步',
    until: '完了再留 90 天，之后只留一条不带姓名的记录，满两年删掉',
  },
  { what: '举报岗位时说的话', why: '社区要去核实', until: '90 天' },
  { what: '谁看过您的电话', why: '让您自己查', until: '一直留着' },
  { what: '收到的消息', why: '让您看得到进度', until: '90 天' },
  { what: '最近几次操作的结果', why: '网络断了重试不会重复', until: '3 天' },
]

const TEMPLATE_NAMES: { readonly [template: string]: string } = {
  caseProgress: '进度提醒',
  newWork: '新事提醒',
  pieceWork: '手工活提醒',
  jobNews: '招聘提醒',
}

/** The copy as plain text. */
export function keptText({ profile, phone, quota, since, note }: Kept, now: number = Date.now()): string {
  const allowed = Object.entries(quota)
    .filter(([, count]) => count > 0)
    .map(([template, count]) => `${TEMPLATE_NAMES[template] ?? template}${count}次`)
  return [
    `姓名：${profile.name ?? '没有'}`,
    `电话：${phone ?? '没有'}`,
    `住处：${profile.home ? homeText(profile.home) : '没有'}`,
    `身份：${profile.grants.map(grantText).join('、') || '居民'}`,
    `代表的企业：${profile.enterprises.map(({ name }) => name).join('、') || '没有'}`,
    `还能收的微信提醒：${allowed.join('、') || '没有'}`,
    `从什么时候开始：${since === null ? '还没有记录' : dayText(since, now)}`,
    note,
  ].join('\n')
}
