/** News of the job supermarket: to whom each goes and what people read. */

/** To those who act for the enterprise. asked: a question came. */
export const EMPLOYER_NEWS = [
  'posting_soon',
  'posting_ended',
  'posting_hidden',
  'posting_kept',
  'posting_removed',
  'posting_overruled',
  'applied',
  'withdrawn',
  'asked',
] as const

/** To the person who looks for work. answered: in a talk; matched: last night's match. */
export const SEEKER_NEWS = ['seen', 'invited', 'hired', 'declined', 'closed', 'answered', 'matched'] as const

/** To the staff. to_look: two people say a posting cheats; gate_asked: an enterprise holds that the gate is wrong. */
export const JOB_DESK_NEWS = ['to_look', 'look_late', 'gate_asked'] as const

export const JOB_NEWS = [...EMPLOYER_NEWS, ...SEEKER_NEWS, ...JOB_DESK_NEWS] as const
export type JobNews = (typeof JOB_NEWS)[number]

const TO_SEEKER: readonly JobNews[] = SEEKER_NEWS
const TO_DESK: readonly JobNews[] = JOB_DESK_NEWS

export const jobNewsReader = (what: JobNews): 'employer' | 'seeker' | 'desk' => {
  if (TO_SEEKER.includes(what)) return 'seeker'
  return TO_DESK.includes(what) ? 'desk' : 'employer'
}

/** They ask something of the person, so they go out as a subscribe message as well; nothing that comes at night does. */
export const ASKING_JOB_NEWS: readonly JobNews[] = [
  'posting_soon',
  'posting_hidden',
  'applied',
  'asked',
  'invited',
  'hired',
  'answered',
  'to_look',
  'look_late',
  'gate_asked',
]

/** At most 5 characters, all of them Chinese: a "phrase" of a subscribe message takes no more. */
export const JOB_NEWS_NAMES: { readonly [N in JobNews]: string } = {
  posting_soon: '快到期了',
  posting_ended: '到期了',
  posting_hidden: '先收起来',
  posting_kept: '没问题',
  posting_removed: '撤下了',
  posting_overruled: '发出来了',
  applied: '有人应聘',
  withdrawn: '不应聘了',
  asked: '有人问您',
  seen: '看过了',
  invited: '请您去谈',
  hired: '录用您了',
  declined: '没选上',
  closed: '应聘结束',
  answered: '回您话了',
  matched: '有合适的',
  to_look: '有人举报',
  look_late: '还没核实',
  gate_asked: '请看措辞',
}

/** What happened and what to do next; at most 20 characters, as a "thing" of a subscribe message takes. */
export const JOB_NEWS_SENTENCES: { readonly [N in JobNews]: string } = {
  posting_soon: '岗位还有两天到期，还招就点一下续期',
  posting_ended: '岗位到期下架了，还招就点一下续期',
  posting_hidden: '有两户人反映岗位有问题，社区在核实',
  posting_kept: '社区看过没问题，岗位又能看到了',
  posting_removed: '社区把岗位撤下了，原因写在里面',
  posting_overruled: '社区看过写法没问题，岗位发出来了',
  applied: '有人应聘你们的岗位，请看看',
  withdrawn: '应聘的人撤回了，名字不再给你们看',
  asked: '有人打听你们的岗位，请回个话',
  seen: '招人的单位看过您的应聘了',
  invited: '招人的单位请您去谈谈，时间写在里面',
  hired: '录用您了，看看什么时候上班',
  declined: '这次没选上，原因写在里面',
  closed: '这个岗位没有下文了，看看别的吧',
  answered: '您打听的岗位回话了，看看怎么说',
  matched: '有个岗位挺合适您，看看去不去',
  to_look: '岗位被两户人举报，请一天内核实',
  look_late: '被举报的岗位过了一天还没核实',
  gate_asked: '企业说岗位的写法没问题，请看看',
}
