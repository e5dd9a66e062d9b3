import type { Out } from '../../miniprogram/contract/api'
import { CASE_STATES, HOME_ROWS, isOpen, type CaseRow, type HomeView } from '../../miniprogram/contract/cases'
import { CLUSTERS, isCaseWorker, type ClusterId, type Grant } from '../../miniprogram/contract/estate'
import { readerKeys } from '../../miniprogram/contract/notices'
import type { Context } from '../kit/context'
import { meView } from '../kit/me-view'
import { hasRole } from '../kit/members'
import * as repo from './repo'
import { rowView } from './view.rules'

type Board = NonNullable<HomeView['board']>

/** All that 首页 needs, for whoever it is: at most six requests, and as many documents at any size of the estate. */
export async function showHome(_input: unknown, context: Context): Promise<Out<'cases.home'>> {
  const { openid, member, grants, now } = context
  const works = isCaseWorker(grants)
  const led = clustersLed(grants)
  const [mine, unread, news, work, board, notices] = await Promise.all([
    listUnfinished(openid),
    repo.countUnread(openid),
    works ? [] : repo.newestMessages(openid, HOME_ROWS.news),
    works ? listFirstWork(hasRole(grants, 'staff') ? repo.DESK_KEY : openid, now) : null,
    sumBoard(led),
    led.length > 0 ? [] : repo.firstNotices(readerKeys(member?.home ?? null, grants), now, HOME_ROWS.notices),
  ])
  return { me: meView(openid, member, now), unread, mine, news, work, board, notices }
}

/** Of one's newest cases those that somebody still waits for; first what waits for the reporter's own word. */
async function listUnfinished(openid: string): Promise<CaseRow[]> {
  const rows = (await repo.newestReports(openid)).map(rowView)
  const asked = rows.filter(({ state }) => state === 'resolved')
  return [...asked, ...rows.filter(({ state }) => isOpen(state))].slice(0, HOME_ROWS.mine)
}

async function listFirstWork(handlerKey: string, now: number): Promise<HomeView['work']> {
  const [rows, late] = await Promise.all([repo.firstWork(handlerKey, HOME_ROWS.work), repo.countLate(handlerKey, now)])
  return { rows: rows.map(rowView), late }
}

function clustersLed(grants: readonly Grant[]): readonly ClusterId[] {
  if (hasRole(grants, 'staff')) return CLUSTERS
  return grants.flatMap((grant) => (grant.role === 'leader' ? [grant.cluster] : []))
}

async function sumBoard(clusters: readonly ClusterId[]): Promise<Board | null> {
  if (clusters.length === 0) return null
  const board: Board = { open: 0, late: 0, unheard: 0 }
  for (const { states = {}, late = 0 } of await repo.findCounts(clusters)) {
    board.open += CASE_STATES.filter(isOpen).reduce((sum, state) => sum + (states[state] ?? 0), 0)
    board.unheard += (states.reported ?? 0) + (states.reopened ?? 0)
    board.late += late
  }
  return board
}
