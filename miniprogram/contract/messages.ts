import type { Page, PageRequest } from './paging'
import type { CaseCommand, CaseKind, CaseState } from './cases'

export interface MessageRow {
  id: string
  at: number
  read: boolean
  /** what it is about; the phone makes the sentence */
  topic: 'case'
  subject: string
  command: CaseCommand
  state: CaseState
  kind: CaseKind
  building: string
  /** why this person is told */
  as: 'reporter' | 'handler' | 'former' | 'leader'
}

/** Subscribe-message templates, by what the person asked to be told. One accept is one message (platform rule). */
export const TEMPLATES = ['caseProgress', 'newWork'] as const
export type Template = (typeof TEMPLATES)[number]

/** The phone's page that shows a case, by ?id=; a subscribe message opens it. */
export const CASE_PAGE = 'packages/cases/pages/case/index'

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
export function templateFor(as: MessageRow['as'], command: CaseCommand): Template | null {
  if (as === 'reporter') return ASKS_REPORTER.includes(command) ? 'caseProgress' : null
  if (as === 'former') return null
  return ASKS_WORKER.includes(command) ? 'newWork' : null
}

export interface MessagesApi {
  'messages.list': { in: PageRequest; out: Page<MessageRow> }
  'messages.unread': { in: Record<string, never>; out: { unread: number } }
  /** marks these (≤ 50) as read, or all when ids are absent */
  'messages.read': { in: { ids?: string[] }; out: { unread: number } }
  /** the person accepted these templates on WeChat's sheet just now */
  'messages.granted': { in: { templates: Template[] }; out: { quota: Partial<Record<Template, number>> } }
}
