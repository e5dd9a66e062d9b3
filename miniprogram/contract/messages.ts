import type { CaseCommand, CaseKind, CaseState } from './cases'
import { ASKING_NEWS, isWorkerNews, type CraftNews } from './craft-news'
import { fairNewsReader, type FairNews } from './fair-news'
import { ASKING_JOB_NEWS, jobNewsReader, type JobNews } from './job-news'
import type { Page, PageRequest } from './paging'

export type { CraftNews } from './craft-news'
export type { FairNews } from './fair-news'
export type { JobNews } from './job-news'

interface Told {
  id: string
  at: number
  read: boolean
}

/** News of a case. What it is about; the phone makes the sentence. */
export interface CaseMessage extends Told {
  topic: 'case'
  subject: string
  command: CaseCommand
  state: CaseState
  kind: CaseKind
  building: string
  /** why this person is told */
  as: 'reporter' | 'handler' | 'former' | 'leader'
}

/** News of piece-work or of an enterprise. */
export interface CraftMessage extends Told {
  topic: 'craft'
  about: 'claim' | 'batch' | 'wage' | 'enterprise'
  /** what it opens: the id of the claim, batch or enterprise; for a wage that of its claim */
  subject: string
  what: CraftNews
  /** name of the batch or the enterprise */
  title: string
}

/** News of the job supermarket. */
export interface JobMessage extends Told {
  topic: 'job'
  about: 'posting' | 'application' | 'talk'
  /** id of what it is about */
  subject: string
  what: JobNews
  /** title of the posting */
  title: string
}

/** News of a fair. */
export interface FairMessage extends Told {
  topic: 'fair'
  /** id of the fair, for an enterprise of its booth; for the staff of the talk in which the person was hired */
  subject: string
  what: FairNews
  /** name of the kind of fair */
  title: string
  /** the reader's number on the board and first talk; null: none, or not of this news */
  number: number | null
  first: number | null
}

export type MessageRow = CaseMessage | CraftMessage | JobMessage | FairMessage

/** Subscribe-message templates, by what the person asked to be told. One accept is one message (platform rule). */
export const TEMPLATES = ['caseProgress', 'newWork', 'pieceWork', 'jobNews'] as const
export type Template = (typeof TEMPLATES)[number]

/** The phone's page that shows a case, by ?id=; a subscribe message opens it. */
export const CASE_PAGE = 'packages/cases/pages/case/index'

/** The phone's pages for news of piece-work, by ?id= of the subject. */
export const CRAFT_PAGES = {
  worker: { claim: 'packages/crafts/pages/claim/index' },
  enterprise: {
    claim: 'packages/enterprise/pages/claim/index',
    batch: 'packages/enterprise/pages/batch/index',
    enterprise: 'packages/enterprise/pages/home/index',
  },
} as const

/** The phone's pages for news of jobs, by ?id= of the subject; the staff have them all on one. */
export const JOB_PAGES = {
  posting: 'packages/jobs/pages/posting/index',
  application: 'packages/jobs/pages/application/index',
  talk: 'packages/jobs/pages/talk/index',
  desk: 'packages/desk/pages/jobs/index',
} as const

/** The phone's pages for news of fairs, by ?id= of the subject. */
export const FAIR_PAGES = {
  seeker: 'packages/fairs/pages/fair/index',
  booth: 'packages/fairs/pages/booth/index',
  desk: 'packages/fairs/pages/figures/index',
} as const

type Target =
  | Pick<CaseMessage, 'topic' | 'subject'>
  | Pick<CraftMessage, 'topic' | 'subject' | 'about' | 'what'>
  | Pick<JobMessage, 'topic' | 'subject' | 'about' | 'what'>
  | Pick<FairMessage, 'topic' | 'subject' | 'what'>

/** The page that a message opens, without the leading slash. */
export function messagePage(message: Target): string {
  if (message.topic === 'case') return `${CASE_PAGE}?id=${message.subject}`
  if (message.topic === 'job') {
    const isForDesk = jobNewsReader(message.what) === 'desk'
    return `${JOB_PAGES[isForDesk ? 'desk' : message.about]}?id=${message.subject}`
  }
  if (message.topic === 'fair') return `${FAIR_PAGES[fairNewsReader(message.what)]}?id=${message.subject}`
  const { about, what, subject } = message
  const { worker, enterprise } = CRAFT_PAGES
  const page = isWorkerNews(what) ? worker.claim : enterprise[about === 'wage' ? 'claim' : about]
  return `${page}?id=${subject}`
}

export const MESSAGE_LIMITS = {
  /** ids in one `read` */
  idsPerRead: 50,
  /** accepts counted per template; more are of no use to anybody */
  quota: 20,
} as const

/** A person accepts messages one by one, so they are kept for what asks something of that person. */
const ASKS_REPORTER: readonly CaseCommand[] = ['resolve', 'decline', 'hand_over']
const ASKS_WORKER: readonly CaseCommand[] = ['report', 'pass', 'assign', 'reopen', 'escalate']

/** The template by which news of a case goes out as a subscribe message; null: it is shown inside only. */
export function templateFor(as: CaseMessage['as'], command: CaseCommand): Template | null {
  if (as === 'reporter') return ASKS_REPORTER.includes(command) ? 'caseProgress' : null
  if (as === 'former') return null
  return ASKS_WORKER.includes(command) ? 'newWork' : null
}

/** The same for news of piece-work. */
export const craftTemplateFor = (what: CraftNews): Template | null => (ASKING_NEWS.includes(what) ? 'pieceWork' : null)

/** The same for news of jobs. */
export const jobTemplateFor = (what: JobNews): Template | null => (ASKING_JOB_NEWS.includes(what) ? 'jobNews' : null)

/** News of fairs all ask the reader to come, or to do something; they go with those of jobs. */
export const FAIR_TEMPLATE: Template = 'jobNews'

export interface MessagesApi {
  'messages.list': { in: PageRequest; out: Page<MessageRow> }
  'messages.unread': { in: Record<string, never>; out: { unread: number } }
  /** marks these (≤ 50) as read, or all when ids are absent */
  'messages.read': { in: { ids?: string[] }; out: { unread: number } }
  /** the person accepted these templates on WeChat's sheet just now */
  'messages.granted': { in: { templates: Template[] }; out: { quota: Partial<Record<Template, number>> } }
}
