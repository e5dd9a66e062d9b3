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

export interface MessagesApi {
  'messages.list': { in: PageRequest; out: Page<MessageRow> }
  'messages.unread': { in: Record<string, never>; out: { unread: number } }
  /** marks these (≤ 50) as read, or all when ids are absent */
  'messages.read': { in: { ids?: string[] }; out: { unread: number } }
  /** the person accepted these templates on WeChat's sheet just now */
  'messages.granted': { in: { templates: Template[] }; out: { quota: Partial<Record<Template, number>> } }
}
