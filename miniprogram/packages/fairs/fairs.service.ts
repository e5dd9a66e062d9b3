/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type { Board, DeskRow, FairFigures, FairRow, FairView, StillRow } from '../../contract/fairs'
import type { SeekerCard } from '../../contract/job-applications'
import type { OwnPostingRow } from '../../contract/jobs'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'

const from = (after?: string) => (after === undefined ? {} : { after })

export const listFairs = (past: boolean, after?: string): Promise<Page<FairRow>> =>
  call('fairs.list', past ? { past, ...from(after) } : from(after))

export const getFair = (id: string): Promise<FairView> => call('fairs.get', { id })

export const getBoard = (fair: string): Promise<Board> => call('fairs.board', { fair })

// ---- for one who looks for work

export const getCard = async (): Promise<SeekerCard | null> => (await call('jobs.card', {})).card

/** `requestId` is made once per intent, so that sending it again does nothing twice; so everywhere below. */
export const signUp = (fair: string, wants: string[], requestId: string): Promise<Out<'fairs.signup'>> =>
  call('fairs.signup', { fair, wants, agree: true }, { requestId })

export async function leaveFair(fair: string, requestId: string): Promise<void> {
  await call('fairs.leave', { fair }, { requestId })
}

// ---- for an enterprise

/** All its open postings: they are few (JOB_LIMITS.openPostings). */
export async function openPostings(enterprise: string): Promise<OwnPostingRow[]> {
  const all: OwnPostingRow[] = []
  let after: string | undefined
  do {
    const { rows, next } = await call('jobs.own', { enterprise, state: 'open', ...from(after) })
    all.push(...rows)
    after = next ?? undefined
  } while (after !== undefined)
  return all
}

export const bookBooth = (input: In<'fairs.book'>, requestId: string): Promise<Out<'fairs.book'>> =>
  call('fairs.book', input, { requestId })

export async function unbookBooth(booth: string, requestId: string): Promise<void> {
  await call('fairs.unbook', { booth }, { requestId })
}

export type BoothAnswer = Out<'fairs.booth'>
export const getBooth = (booth: string): Promise<BoothAnswer> => call('fairs.booth', { booth })

export const moveTalk = (input: In<'fairs.talk'>, requestId: string): Promise<Out<'fairs.talk'>> =>
  call('fairs.talk', input, { requestId })

// ---- for the staff

export const changeFair = (input: In<'fairs.change'>, requestId: string): Promise<Out<'fairs.change'>> =>
  call('fairs.change', input, { requestId })

export type Arranged = Out<'fairs.arrange'>
export const arrangeFair = (fair: string, requestId: string): Promise<Arranged> =>
  call('fairs.arrange', { fair }, { requestId })

export type DeskPage = Out<'fairs.desk'>
export const listDesk = (fair: string, find: string, after?: string): Promise<DeskPage> =>
  call('fairs.desk', { fair, ...(find === '' ? {} : { find }), ...from(after) })

export const checkIn = (input: In<'fairs.checkin'>, requestId: string): Promise<DeskRow> =>
  call('fairs.checkin', input, { requestId })

export const walkIn = (input: In<'fairs.walkin'>, requestId: string): Promise<DeskRow> =>
  call('fairs.walkin', input, { requestId })

export const listFigures = (after?: string): Promise<Page<FairFigures>> => call('fairs.figures', from(after))

export const listDue = (after?: string): Promise<Page<StillRow>> => call('fairs.due', from(after))

export async function noteStill(input: In<'fairs.still'>, requestId: string): Promise<void> {
  await call('fairs.still', input, { requestId })
}
