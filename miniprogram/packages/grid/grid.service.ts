/** The door of the grid's pages to the server. */
import type { In, Out } from '../../contract/api'
import type { CaseRow, CaseView, Moved } from '../../contract/cases'
import type { ClusterId, Colleague, Leave, Me } from '../../contract/estate'
import type { Page } from '../../contract/paging'
import { call, RpcError } from '../../core/rpc'
import { session } from '../../core/session'
import type { Scope } from './work.view'

export function listCases(scope: Scope, after?: string): Promise<Page<CaseRow>> {
  const page = after === undefined ? {} : { after }
  if (scope.kind === 'cluster') return call('cases.cluster', { ...page, cluster: scope.cluster })
  return call('cases.work', scope.kind === 'desk' ? { ...page, desk: true } : page)
}

export const searchCases = (question: In<'cases.all'>): Promise<Page<CaseRow>> => call('cases.all', question)

export const countCases = (cluster: ClusterId | null): Promise<Out<'cases.counts'>> =>
  call('cases.counts', cluster === null ? {} : { cluster })

export const listColleagues = async (cluster: ClusterId): Promise<Colleague[]> =>
  (await call('estate.colleagues', { cluster })).colleagues

export const setLeave = (leave: Leave | null, person: string | null, requestId: string): Promise<Out<'estate.leave'>> =>
  call('estate.leave', person === null ? { leave } : { leave, person }, { requestId })

/** Who I am, from what the phone remembers where that is enough; a role may have been given since. */
export async function whoAmI(isEnough: (me: Me) => boolean): Promise<Me> {
  const known = session.me()
  return known && isEnough(known) ? known : session.load()
}

/** row: as it is now; null: it is no longer this person's */
export type Accepted = { taken: true; row: CaseRow } | { taken: false; row: CaseRow | null; view: CaseView | null }

/** A case on which others write at the same time is tried anew so often. */
const TRIES = 3

/** These mean that the case is not as the person saw it; staff and stand-ins may not even do it any more. */
const GONE: readonly string[] = ['CONFLICT', 'NOT_NOW', 'FORBIDDEN', 'NOT_FOUND']

/** Takes a case over as the list shows it: one call, unless somebody has changed it since. */
export async function acceptCase(row: CaseRow, requestId: string): Promise<Accepted> {
  let seen = row
  for (let attempt = 1; ; attempt++) {
    const moved = await accepted(seen, requestId)
    if (moved) return { taken: true, row: { ...seen, state: moved.state, version: moved.version, dueAt: moved.dueAt } }
    const view = await seenCase(row.id)
    if (!view) return { taken: false, row: null, view }
    const isOwn = view.relations.includes('handler')
    seen = { ...row, ...changed(view) }
    // an earlier tap whose answer was lost
    if (view.state === 'accepted' && isOwn) return { taken: true, row: seen }
    if (!view.moves.includes('accept')) return { taken: false, row: isOwn ? seen : null, view }
    if (attempt >= TRIES) throw new RpcError('CONFLICT', requestId)
  }
}

/** null: the case is no longer as it was seen */
async function accepted({ id, version }: CaseRow, requestId: string): Promise<Moved | null> {
  try {
    return await call('cases.move', { id, version, move: 'accept' }, { requestId })
  } catch (error) {
    if (error instanceof RpcError && GONE.includes(error.code)) return null
    throw error
  }
}

const changed = ({ state, version, dueAt, level, occurrences, handler }: CaseView): Partial<CaseRow> => ({
  state,
  version,
  dueAt,
  level,
  occurrences,
  handler,
})

/** null: it concerns this person no longer */
async function seenCase(id: string): Promise<CaseView | null> {
  try {
    return await call('cases.get', { id })
  } catch (error) {
    if (error instanceof RpcError && error.code === 'NOT_FOUND') return null
    throw error
  }
}
