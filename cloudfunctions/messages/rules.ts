/** What the messages decide, without looking anything up. */
import { KIND_NAMES, STATE_NAMES, STATE_SENTENCES } from '../../miniprogram/contract/case-names'
import type { CaseCommand } from '../../miniprogram/contract/cases'
import { CRAFT_NEWS_NAMES, CRAFT_NEWS_SENTENCES, isWorkerNews } from '../../miniprogram/contract/craft-news'
import { FAIR_NEWS_NAMES, fairNewsReader, fairSentence } from '../../miniprogram/contract/fair-news'
import { JOB_NEWS_NAMES, JOB_NEWS_SENTENCES, jobNewsReader } from '../../miniprogram/contract/job-news'
import {
  craftTemplateFor,
  FAIR_TEMPLATE,
  jobTemplateFor,
  MESSAGE_LIMITS,
  templateFor,
  TEMPLATES,
  type CaseMessage,
  type CraftMessage,
  type FairMessage,
  type JobMessage,
  type Template,
} from '../../miniprogram/contract/messages'

export type Quota = Partial<Record<Template, number>>

/** One accept is one message; each template counts once a tap. */
export function granted(quota: Quota, templates: readonly Template[]): Quota {
  const counted = TEMPLATES.filter((template) => templates.includes(template)).map((template): [Template, number] => [
    template,
    Math.min((quota[template] ?? 0) + 1, MESSAGE_LIMITS.quota),
  ])
  return { ...quota, ...Object.fromEntries(counted) }
}

type OfCase = Pick<CaseMessage, 'topic' | 'as' | 'command' | 'state' | 'kind' | 'building'>
type OfCraft = Pick<CraftMessage, 'topic' | 'what'>
type OfJob = Pick<JobMessage, 'topic' | 'what'>
type OfFair = Pick<FairMessage, 'topic' | 'what' | 'number' | 'first'>
export type News = OfCase | OfCraft | OfJob | OfFair

/** The template by which a message goes out; null: it is shown inside only. */
export function templateOf(news: News): Template | null {
  switch (news.topic) {
    case 'case':
      return templateFor(news.as, news.command)
    case 'craft':
      return craftTemplateFor(news.what)
    case 'job':
      return jobTemplateFor(news.what)
    case 'fair':
      return FAIR_TEMPLATE
  }
}

/** What a worker is asked to do. */
const WORK_SENTENCES: { readonly [C in CaseCommand]?: string } = {
  report: '新来一件事，请去看看',
  pass: '同事转给您一件事',
  assign: '派给您一件事，请接手',
  reopen: '居民说还没解决，请再看看',
  escalate: '有件事超时了，请您过问',
}

const placeName = (building: string) => `${building.slice(0, 1)}区${building.slice(1)}栋`

/**
 * The fields of a subscribe message. Each template on mp.weixin.qq.com must have just these: caseProgress thing1 what,
 * phrase2 state, time3 when, thing4 hint; newWork thing1 what, thing2 where, time3 when, thing4 hint; pieceWork thing1
 * what, phrase2 news, time3 when, thing4 hint; jobNews the same as pieceWork. No name, no telephone, nothing that anyone wrote: it shows on a locked
 * screen, and for a noise case not even the building of the reporter goes out (噪声污染防治法 §31) except to those who
 * go there.
 */
export function fieldsFor(news: News, minute: string): Record<string, string> {
  switch (news.topic) {
    case 'case':
      return caseFields(news, minute)
    case 'craft':
      return craftFields(news, minute)
    case 'job':
      return jobFields(news, minute)
    case 'fair':
      return fairFields(news, minute)
  }
}

function caseFields({ as, command, state, kind, building }: OfCase, minute: string): Record<string, string> {
  const what = KIND_NAMES[kind]
  if (as === 'reporter') {
    return { thing1: what, phrase2: STATE_NAMES[state], time3: minute, thing4: STATE_SENTENCES[state] }
  }
  const hint = WORK_SENTENCES[command] ?? '有一件事等您'
  return { thing1: what, thing2: placeName(building), time3: minute, thing4: hint }
}

const craftFields = ({ what }: OfCraft, minute: string): Record<string, string> => ({
  thing1: isWorkerNews(what) ? '您领的手工活' : '你们发的手工活',
  phrase2: CRAFT_NEWS_NAMES[what],
  time3: minute,
  thing4: CRAFT_NEWS_SENTENCES[what],
})

const JOB_THINGS = { employer: '你们招人的岗位', seeker: '您找的工作', desk: '就业超市的岗位' } as const

const jobFields = ({ what }: OfJob, minute: string): Record<string, string> => ({
  thing1: JOB_THINGS[jobNewsReader(what)],
  phrase2: JOB_NEWS_NAMES[what],
  time3: minute,
  thing4: JOB_NEWS_SENTENCES[what],
})

const FAIR_THINGS = { seeker: '您报名的招聘会', booth: '你们订的展位', desk: '招聘会录用的人' } as const

const fairFields = ({ what, number, first }: OfFair, minute: string): Record<string, string> => ({
  thing1: FAIR_THINGS[fairNewsReader(what)],
  phrase2: FAIR_NEWS_NAMES[what],
  time3: minute,
  thing4: fairSentence({ what, number, first }),
})
