/** Words of piece-work, as its pages say them. */
import {
  CRAFT_LIMITS,
  type ClaimCommand,
  type ClaimRelation,
  type ClaimState,
  type FitReason,
  type PaceSource,
  type TakeRefusal,
  type TakeWarning,
  type WageState,
} from '../../contract/crafts'

export type Tone = 'waiting' | 'done' | 'brand' | 'quiet'

/** A claim in two or three words, beside its name. */
export const STATE_TEXTS: { readonly [S in ClaimState]: string } = {
  taken: '等您取料',
  working: '在您手上',
  handed_in: '等点数',
  counted: '等您看数',
  objected: '社区在看',
  ended: '做完了',
}

/** What asks something of the worker stands out. */
export const STATE_TONES: { readonly [S in ClaimState]: Tone } = {
  taken: 'brand',
  working: 'waiting',
  handed_in: 'quiet',
  counted: 'brand',
  objected: 'quiet',
  ended: 'done',
}

/** Where a claim stands, in one sentence to its worker. */
export const STATE_SENTENCES: { readonly [S in ClaimState]: string } = {
  taken: '领到了，等您去取料',
  working: '材料在您手上',
  handed_in: '交了，等企业点数',
  counted: '企业点好数了，请您看看',
  objected: '您说数不对，社区的人在看',
  ended: '这份活做完了',
}

export const REFUSAL_TEXTS: { readonly [R in TakeRefusal]: string } = {
  closed: '这批活现在不能领了，看看别的吧',
  sold_out: '这批活刚领完，看看别的吧',
  limit: '这批活每人有个数，您已经领够了',
  too_many_open: `您手上有 ${CRAFT_LIMITS.openClaims} 份活了，做完几份再领`,
  no_card: '先填一张小卡，一分钟就好',
  under_age: '要满 16 岁才能领活，谢谢您想来',
}

const HOUR = 60
const dayHours = CRAFT_LIMITS.minutesPerDay / HOUR
const weekHours = CRAFT_LIMITS.minutesPerWeek / HOUR

/** What one is warned of before a take, and ticks. */
export const WARNING_TEXTS: { readonly [W in TakeWarning]: { text: string; tick: string } } = {
  day: {
    text: `算下来一天要做 ${dayHours} 小时以上，久坐伤腰伤眼。`,
    tick: `我知道一天会超过 ${dayHours} 小时`,
  },
  week: {
    text: `算下来一周要做 ${weekHours} 小时以上，会很累。`,
    tick: `我知道一周会超过 ${weekHours} 小时`,
  },
}

/** Why a batch fits or not; said after "适合您：" or "不太适合：". */
export const FIT_TEXTS: { readonly [R in FitReason]: string } = {
  sewing_yes: '要缝纫，您会',
  sewing_no: '要缝纫，您说过不会',
  lifting_no: '要搬重东西，您说过不方便',
  stairs_no: '取料要爬楼，您说过不方便',
  children_no: '有针或小零件，家里有小孩不放心',
  time_yes: '时间来得及',
  time_no: '按您每天的空，期限前做不完',
}

/** How the number of an hour comes about, said where somebody asks. */
export const PACE_REASONS: { readonly [S in PaceSource]: string } = {
  own: '按您自己前几回报的时间算，取中间的数。',
  others: '按做过的姐妹报的时间算，取中间的数。刚开始做会慢一点。',
  claimed: '只有企业的说法，没人验证过。做的人报了时间，这里就换成真的。',
}

export const WAGE_TEXTS: { readonly [S in WageState]: string } = {
  owed: '还没付',
  marked: '企业说付了',
  denied: '社区在查',
  paid: '收到了',
}

export const WAGE_TONES: { readonly [S in WageState]: Tone } = {
  owed: 'waiting',
  marked: 'brand',
  denied: 'brand',
  paid: 'done',
}

export const RELATION_TEXTS: { readonly [R in ClaimRelation]: string } = {
  worker: '您',
  enterprise: '企业',
  staff: '社区',
  system: '',
}

/** What happened, after who did it. */
export const EVENT_TEXTS: { readonly [C in ClaimCommand]: string } = {
  take: '领了这份活',
  cancel: '没去取，退掉了',
  fetch: '把材料发给您了',
  progress: '报了进度',
  hand_in: '交了货',
  lose: '报了丢失或弄坏',
  take_back: '收回了没做的',
  count: '点好数了',
  agree: '同意了这个数',
  object: '说数不对',
  settle: '看过以后定了数',
  expire: '过了时间没取，退回去了',
  lapse: `${CRAFT_LIMITS.objectDays} 天没说话，按点的数算了`,
}

/** Said when a move was made. */
export const DONE_TEXTS: { readonly [C in ClaimCommand]?: string } = {
  agree: `好的，企业最晚 ${CRAFT_LIMITS.payDays} 天内付钱`,
  hand_in: '交好了，等企业点数',
  object: '社区的人会来看',
  progress: '记好了',
  lose: '记好了，不扣您的钱',
  cancel: '退掉了',
}

/** Asked before something that cannot be taken back. */
export const SURE_TEXTS = {
  agree: { title: '数对吗？', text: '同意以后就按这个数算钱，不能再改。', ok: '数对' },
  cancel: { title: '不去取了？', text: '这些都退回去，给别人做。以后还可以再领。', ok: '退掉', danger: true },
  missing: { title: '没收到？', text: '不用写什么，社区的人会去找企业问清楚。', ok: '没收到', danger: true },
} as const
