/** What 首页 draws, from the one answer. */
import type { HomeView } from '../../contract/cases'
import type { Grant } from '../../contract/estate'
import { caseRowView, type CaseRowView } from '../../core/case-view'
import { messageView, type MessageView } from '../../core/message-view'
import { noticeRowView, type NoticeRowView } from '../../core/notice-view'
import { homeText } from '../../core/place-text'
import { grantText } from '../../core/role-text'

export interface BoardTile {
  text: string
  number: string
  /** what `only` of the list of work shows */
  isHot: boolean
}

export interface Door {
  text: string
  icon: string
  url: string
}

export interface HomeScreen {
  /** who is greeted */
  hello: string
  where: string
  isBound: boolean
  unread: number
  mine: CaseRowView[]
  news: MessageView[]
  notices: NoticeRowView[]
  work: { title: string; late: string; rows: CaseRowView[] } | null
  board: {
    tiles: BoardTile[]
    doors: Door[]
    /** the staff's way to enterprises, piece-work and postings */
    desk: Door | null
  } | null
}

const PACKAGE = '/packages/grid/pages'

const number = (count: number): string => (count > 999 ? '999+' : String(count))

function hello({ me }: HomeView): string {
  return me.name ? `${me.name}，您好` : '您好，邻居'
}

function where({ me }: HomeView): string {
  const [grant] = me.grants
  if (grant) return grantText(grant)
  return me.home ? homeText(me.home) : '民安华福公租房社区'
}

const isStaff = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role === 'staff')

function workOf({ me, work }: HomeView, now: number): HomeScreen['work'] {
  if (!work) return null
  const title = isStaff(me.grants) ? '值班台要办的事' : '今天要办的事'
  return {
    title,
    late: work.late > 0 ? `超时 ${number(work.late)} 件` : '',
    rows: work.rows.map((row) => caseRowView(row, now)),
  }
}

const DESK: Door = { text: '企业、计件和招工', icon: 'shop-o', url: '/packages/desk/pages/home/index' }

function boardOf({ me, board }: HomeView): HomeScreen['board'] {
  if (!board) return null
  const doors: Door[] = [
    { text: '组团看板', icon: 'chart-trending-o', url: `${PACKAGE}/board/index` },
    ...(isStaff(me.grants) ? [{ text: '所有诉求', icon: 'records-o', url: `${PACKAGE}/all/index` }] : []),
    { text: '人手', icon: 'friends-o', url: `${PACKAGE}/team/index` },
    { text: '通知', icon: 'bullhorn-o', url: '/packages/notices/pages/manage/index' },
  ]
  return {
    tiles: [
      { text: '超时', number: number(board.late), isHot: board.late > 0 },
      { text: '没人接手', number: number(board.unheard), isHot: board.unheard > 0 },
      { text: '没办完', number: number(board.open), isHot: false },
    ],
    doors,
    desk: isStaff(me.grants) ? DESK : null,
  }
}

/** `opened`: the notices that were opened on this phone. */
export function homeScreen(view: HomeView, now: number = Date.now(), opened: readonly string[] = []): HomeScreen {
  // what an older version kept on the phone has none
  const { notices = [] }: Partial<Pick<HomeView, 'notices'>> = view
  return {
    hello: hello(view),
    where: where(view),
    isBound: view.me.home !== null || view.me.grants.length > 0,
    unread: view.unread,
    mine: view.mine.map((row) => caseRowView(row, now)),
    news: view.news.map((row) => messageView(row, now)),
    notices: notices.map((row) => noticeRowView(row, opened, now)),
    work: workOf(view, now),
    board: boardOf(view),
  }
}

/** Reports that are still on this phone; '' when there are none. */
export function waitingText(states: readonly ('draft' | 'queued' | 'sending' | 'refused')[]): string {
  const count = (...wanted: typeof states) => states.filter((state) => wanted.includes(state)).length
  const refused = count('refused')
  const waiting = count('queued', 'sending')
  const draft = count('draft')
  if (refused > 0) return `有 ${refused} 件没发出去，点开看看要改哪里`
  if (waiting > 0) return `有 ${waiting} 件等着发，连上网就自动发出`
  return draft > 0 ? `有 ${draft} 件还没写完` : ''
}
