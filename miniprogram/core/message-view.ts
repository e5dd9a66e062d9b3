/** A message as people read it. */
import { KIND_NAMES, STATE_SENTENCES } from '../contract/case-names'
import type { CaseCommand } from '../contract/cases'
import { CRAFT_NEWS_SENTENCES } from '../contract/craft-news'
import { fairSentence } from '../contract/fair-news'
import { JOB_NEWS_SENTENCES } from '../contract/job-news'
import { messagePage, type CaseMessage, type MessageRow } from '../contract/messages'
import { ago } from './day'
import { buildingText } from './place-text'

export interface MessageView {
  id: string
  /** the page that shows what it is about */
  url: string
  title: string
  text: string
  when: string
  unread: boolean
}

/** What the state alone does not say to the person who reported. */
const REPORTER: { readonly [C in CaseCommand]?: string } = {
  record: '有人去看过了，做了记录',
  escalate: '超时了，已经往上报，催他们快办',
  close: '七天没等到您回话，先结了；没好可以再打开',
}

/** What those who deal with it are to do. */
const HANDLER: { readonly [C in CaseCommand]?: string } = {
  report: '新来一件事，请去看看',
  pass: '同事转给您一件事',
  assign: '派给您一件事，请接手',
  escalate: '有件事超时了，请您过问',
  occur: '居民说又发生了一次',
  reopen: '居民说还没解决，请再看看',
  withdraw: '居民撤回了，不用办了',
  confirm: '居民说真的解决了',
  rate: '居民打了分',
  note: '同事留了话',
  decline: '已经定了办不了',
  hand_over: '转给别的单位了，请盯着结果',
}

function sentence({ as, command, state }: CaseMessage): string {
  if (as === 'former') return '转给别人办了，您不用管了'
  return (as === 'reporter' ? REPORTER : HANDLER)[command] ?? STATE_SENTENCES[state]
}

/** Title and sentence. The reporter's names no building: others may look over the shoulder. */
function wordsOf(row: MessageRow): Pick<MessageView, 'title' | 'text'> {
  if (row.topic === 'craft') return { title: row.title, text: CRAFT_NEWS_SENTENCES[row.what] }
  if (row.topic === 'fair') return { title: row.title, text: fairSentence(row) }
  if (row.topic === 'job') return { title: row.title, text: JOB_NEWS_SENTENCES[row.what] }
  const kind = KIND_NAMES[row.kind]
  return { title: row.as === 'reporter' ? kind : `${kind} · ${buildingText(row.building)}`, text: sentence(row) }
}

export const messageView = (row: MessageRow, now: number = Date.now()): MessageView => ({
  id: row.id,
  url: `/${messagePage(row)}`,
  ...wordsOf(row),
  when: ago(row.at, now),
  unread: !row.read,
})
