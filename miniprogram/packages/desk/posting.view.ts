/** One posting before the staff: what is offered, what was said against it, what the gate found. Pure. */
import {
  CHEAT_NAMES,
  INSURANCE_NAMES,
  JOB_KIND_NAMES,
  type PostingCommand,
  type PostingState,
  type PostingView,
} from '../../contract/jobs'
import type { Tone } from '../../core/bars'
import { ago } from '../../core/day'
import { hiringRecord, type RecordView } from '../../core/enterprise-text'
import { gateSentences, type GateSentence } from '../../core/gate-view'
import { hoursText, monthText, payText, shiftsText, wayText } from '../../core/job-text'
import {
  AT_DESK,
  endText,
  POSTING_STATE_TEXTS,
  POSTING_TONES,
  postingStory,
  type PostingStoryItem,
} from '../../core/posting-story'
import { cheatTexts, lookText } from './jobs.view'
import { OWN_TEXT, type Fact } from './words'

/** What the staff decide; each with a reason that both sides read. */
export const RULINGS = ['keep', 'overrule', 'remove'] as const satisfies readonly PostingCommand[]
export type Ruling = (typeof RULINGS)[number]

export interface RulingText {
  text: string
  effect: string
  label: string
  placeholder: string
  done: string
}

export const RULING_TEXTS: { readonly [R in Ruling]: RulingText } = {
  keep: {
    text: '没问题，放回去',
    effect: '大家又看得到它。企业看得到您写的原因。',
    label: '查到了什么',
    placeholder: '问了谁，看了什么，为什么没问题',
    done: '放回去了，告诉企业了',
  },
  overrule: {
    text: '没违法，放出来',
    effect: '马上放出来给大家看，同样的话以后不再拦。谁放的、为什么，都记着。',
    label: '为什么没违法',
    placeholder: '比如 卖的是男装，不是只要男的',
    done: '放出来了，告诉企业了',
  },
  remove: {
    text: '撤下，不能再发',
    effect: '大家看不到它，没谈成的应聘都结束。企业看得到您写的原因。',
    label: '为什么撤下',
    placeholder: '查到了什么，哪里不对',
    done: '撤下了，告诉企业了',
  },
}

export interface Said {
  no: number
  cheat: string
  text: string
  when: string
}

export interface PostingScreen {
  title: string
  firm: string
  enterprise: string
  stateText: string
  tone: Tone
  sentence: string
  due: string
  late: boolean
  /** how many say what */
  cheats: string[]
  reports: Said[]
  asked: string
  sentences: GateSentence[]
  facts: Fact[]
  duties: string
  needs: string
  record: RecordView
  story: PostingStoryItem[]
  /** it waits for one of these, and neither stands before the other */
  choices: Ruling[]
  primary: Ruling | null
  canRemove: boolean
  own: string
}

const SENTENCES: { readonly [S in PostingState]: string } = {
  blocked: '检查出有违法的写法，没有放出来。企业没请复核，等它自己改。',
  open: '大家看得到。',
  hidden: '两户人说它有问题，先收起来了，等社区核实。',
  ended: '已经结束，大家不能应聘。',
  removed: '社区撤下了，不能再发。',
}
const ASKED = '检查出有违法的写法，没有放出来。企业觉得没违法，请社区复核；不放就等它自己改。'

export function postingScreen(view: PostingView, { now, isOwn }: { now: number; isOwn: boolean }): PostingScreen {
  const { state, own, moves, endsAt } = view
  const look = own?.look ?? null
  const due = look ? lookText(look.dueAt, now) : null
  const asked = state === 'blocked' ? (own?.asked ?? '') : ''
  const may = (ruling: Ruling) => !isOwn && moves.includes(ruling)
  return {
    title: view.title,
    firm: view.enterpriseName,
    enterprise: view.enterprise,
    stateText: asked === '' ? POSTING_STATE_TEXTS[state] : '等复核',
    tone: POSTING_TONES[state],
    sentence: asked === '' ? SENTENCES[state] : ASKED,
    due: due?.text ?? '',
    late: due?.late ?? false,
    cheats: cheatTexts(look?.reports ?? []),
    reports: (look?.reports ?? []).map(({ at, cheat, text }, no) => ({
      no,
      cheat: CHEAT_NAMES[cheat],
      text,
      when: ago(at, now),
    })),
    asked,
    sentences: state === 'blocked' ? gateSentences(view, own?.findings ?? []) : [],
    facts: factsOf(view, endText(state === 'open' ? endsAt : null, now)),
    duties: view.duties,
    needs: view.needs,
    record: hiringRecord(view.record),
    story: postingStory(own?.events ?? [], AT_DESK, now),
    choices: may('keep') ? ['keep', 'remove'] : [],
    // what the enterprise has not asked about it is to mend itself
    primary: may('overrule') && asked !== '' ? 'overrule' : null,
    canRemove: may('remove') && !may('keep'),
    own: isOwn ? OWN_TEXT : '',
  }
}

const factsOf = (view: PostingView, end: string): Fact[] => [
  { name: '哪一类', text: JOB_KIND_NAMES[view.kind] },
  { name: '工钱', text: payText(view.pay) },
  { name: '合下来', text: monthText(view.month, view.pay) },
  { name: '工时', text: `${hoursText(view)}，${shiftsText(view.shifts)}` },
  { name: '保险', text: INSURANCE_NAMES[view.insurance] },
  { name: '在哪里', text: `${view.place}（${wayText(view.way)}）` },
  {
    name: '招',
    text: `${view.wanted} 人${view.hired > 0 ? `，招到 ${view.hired} 人` : ''}${end === '' ? '' : `，${end}`}`,
  },
  ...(view.own && view.own.applications > 0 ? [{ name: '应聘', text: `${view.own.applications} 人应聘过` }] : []),
]
