/** The door of the grid's pages to the server. */
import type { In, Out } from '../../contract/api'
import type { CaseRow } from '../../contract/cases'
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

export type Accepted = { taken: true } | { taken: false; by: string }

/** A case on which others write at the same time is looked at anew so often. */
const TRIES = 3

/** These mean that the case is not as the person saw it; staff and stand-ins may not even do it any more. */
const GONE: readonly string[] = ['CONFLICT', 'NOT_NOW', 'FORBIDDEN', 'NOT_FOUND']

/** Takes a case over. Rows carry no version, so the case is looked at first; somebody may have been quicker. */
export async function acceptCase(id: string, requestId: string): Promise<Accepted> {
  for (let attempt = 1; ; attempt++) {
    const view = await seenCase(id)
    if (!view) return { taken: false, by: '别人' }
    const { version, moves, handler, state, relations } = view
    // an earlier tap whose answer was lost
    if (state === 'accepted' && relations.includes('handler')) return { taken: true }
    if (!moves.includes('accept') || attempt > TRIES) return { taken: false, by: handler }
    try {
      await call('cases.move', { id, version, move: 'accept' }, { requestId })
      return { taken: true }
    } catch (error) {
      if (!(error instanceof RpcError) || !GONE.includes(error.code)) throw error
    }
  }
}

/** null: it concerns this person no longer */
async function seenCase(id: string): Promise<Out<'cases.get'> | null> {
  try {
    return await call('cases.get', { id })
  } catch (error) {
    if (error instanceof RpcError && error.code === 'NOT_FOUND') return null
    throw error
  }
}
