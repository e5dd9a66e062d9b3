/** Words of the case pages that are not names of the contract. */
import type { CaseGroup, CaseKind, Danger, Question, QUESTIONS } from '../../contract/case-kinds'
import type { CaseMove, CaseState, Outsider, RecordForm, Relation } from '../../contract/cases'
import type { Role } from '../../contract/estate'

/** The moves a person can tap; the others happen by themselves. */
export type TappedMove = Exclude<CaseMove, 'look' | 'escalate' | 'close'>

export const MOVE_NAMES: { readonly [M in TappedMove]: string } = {
  accept: '我来办',
  start: '开始处理',
  wait: '要等一等',
  record: '记一笔（劝阻、调解、上门）',
  note: '给同事留句话',
  pass: '我办不了，往上转',
  assign: '派给一个人',
  resolve: '办好了',
  decline: '这件事办不了',
  hand_over: '转给别的单位',
  occur: '又发生了',
  confirm: '真的解决了',
  rate: '打个分',
  reopen: '还没解决',
  withdraw: '不用管了，撤回',
}

/** For sounds one says it so. */
export const RANG_AGAIN = '又响了'

export const ROLE_NAMES: { readonly [R in Role]: string } = {
  mediator: '党员中心户',
  worker: '网格员',
  leader: '网格长',
  staff: '社区',
  admin: '管理员',
}

/** Who has the case, by how far up it has gone. */
export const LEVEL_NAMES = ['', '网格长', '社区'] as const

export const RELATION_NAMES: { readonly [R in Relation]: string } = {
  reporter: '反映的人',
  handler: '办的人',
  grid: '网格员',
  leader: '网格长',
  staff: '社区',
  system: '系统',
}

export const RECORD_NAMES: { readonly [F in RecordForm]: string } = {
  dissuaded: '上门劝阻了',
  mediated: '调解了',
  refused: '劝了，对方不听',
  visited: '到现场看了',
  called: '打了电话',
  repaired: '修了',
}

export const OUTSIDER_NAMES: { readonly [O in Outsider]: string } = {
  police: '派出所',
  property: '物业',
  city141: '区里的141平台',
  other: '别的单位',
}

/** A state in one sentence for those who work on the case. */
export const WORK_SENTENCES: { readonly [S in CaseState]: string } = {
  reported: '新报上来的，等人接手',
  accepted: '接手了，还没开始处理',
  in_progress: '正在处理',
  waiting: '要等一等，到时间接着办',
  resolved: '说办好了，等居民回话',
  confirmed: '居民说真的解决了',
  unconfirmed: '居民七天没回话，先结了',
  reopened: '居民说还没解决，要接着办',
  declined: '已经告诉居民办不了',
  handed_over: '转给别的单位了，还要问结果',
  withdrawn: '居民自己撤回了',
}

export const QUESTION_WORDS: { readonly [Q in Question]: string } = {
  when: '什么时候的事？',
  often: '多久一次？',
  where: '在哪个方向？',
  hurt: '有人被困或受伤吗？',
}

type AnswerWords = { readonly [Q in Question]: { readonly [A in (typeof QUESTIONS)[Q][number]]: string } }

export const ANSWER_WORDS: AnswerWords = {
  when: { now: '就是现在', today: '今天', last_night: '昨晚', this_week: '这几天', earlier: '更早' },
  often: { first: '头一回', sometimes: '有时候', every_week: '每周都有', every_day: '天天都有' },
  where: {
    above: '楼上',
    below: '楼下',
    same_floor: '同一层',
    in_building: '这栋楼里',
    outside: '楼外面',
    unknown: '说不清',
  },
  hurt: { no: '没有', yes: '有' },
}

export const DANGER_WORDS: { readonly [D in Danger]: string } = {
  fire: '着火了、冒烟了',
  gas: '闻到天然气味',
  violence: '有人动手、要出事',
  trapped: '有人困在电梯里',
  injured: '有人受伤',
}

/** Whom a number reaches. */
export const PHONE_NAMES: { readonly [number: string]: string } = {
  '119': '消防救援',
  '120': '急救',
  '110': '警察',
  '966777': '燃气公司',
  '96333': '电梯应急',
}

/** Icons of the vant font. */
export const GROUP_ICONS: { readonly [G in CaseGroup]: string } = {
  noise: 'volume-o',
  dog: 'guide-o',
  facility: 'setting-o',
  dispute: 'friends-o',
  traffic: 'logistics',
  hygiene: 'delete-o',
  safety: 'warning-o',
  opinion: 'comment-o',
}

/** Of the kinds that lead where a code hangs; the rest take their group's. */
export const KIND_ICONS: { readonly [K in CaseKind]?: string } = {
  'facility.lift': 'sort',
  'facility.light': 'bulb-o',
  'facility.door': 'lock',
  'safety.ebike': 'fire-o',
}

/** Places near a building that people name, so that nobody has to type. */
export const SPOTS = ['楼道', '大门口', '楼下', '小广场', '停车的地方', '垃圾投放点', '楼顶'] as const

/** Said after a move that needs no form. */
export const DONE_WORDS: { readonly [move: string]: string } = {
  accept: '您接手了',
  start: '开始处理了',
  occur: '记下了，办的人会知道',
  rate: '谢谢您的评价',
  withdraw: '已经撤回了',
}
