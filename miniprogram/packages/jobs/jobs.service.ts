/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type { EnterpriseView } from '../../contract/enterprises'
import type {
  Applied,
  ApplicationRow,
  ApplicationView,
  SeekerCard,
  TalkRow,
  TalkView,
} from '../../contract/job-applications'
import type { PostingFilter, PostingRow, PostingView } from '../../contract/jobs'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'

const from = (after?: string) => (after === undefined ? {} : { after })

export const listPostings = (filter: PostingFilter, after?: string): Promise<Page<PostingRow>> =>
  call('jobs.list', { ...filter, ...from(after) })

export const listSuited = (): Promise<Out<'jobs.suited'>> => call('jobs.suited', {})

export const listSaved = async (): Promise<PostingRow[]> => (await call('jobs.saved', {})).rows

export const getPosting = (id: string): Promise<PostingView> => call('jobs.get', { id })

export const savePosting = async (posting: string, saved: boolean): Promise<boolean> =>
  (await call('jobs.save', { posting, saved })).saved

/** `requestId` is made once per intent, so that sending it again does nothing twice; so everywhere below. */
export async function reportPosting(input: In<'jobs.report'>, requestId: string): Promise<void> {
  await call('jobs.report', input, { requestId })
}

export const getFirm = (id: string): Promise<EnterpriseView> => call('enterprises.get', { id })

// ---- the card

export const getCard = async (): Promise<SeekerCard | null> => (await call('jobs.card', {})).card

export async function keepCard(input: In<'jobs.keep'>, requestId: string): Promise<void> {
  await call('jobs.keep', input, { requestId })
}

export async function forgetCard(requestId: string): Promise<void> {
  await call('jobs.forget', {}, { requestId })
}

// ---- applications

export const applyTo = (posting: string, requestId: string): Promise<Applied> =>
  call('jobs.apply', { posting, agree: true }, { requestId })

export const listApplications = (ended: boolean, after?: string): Promise<Page<ApplicationRow>> =>
  call('jobs.applications', ended ? { ...from(after), ended } : from(after))

export const getApplication = (id: string): Promise<ApplicationView> => call('jobs.application', { id })

export const withdraw = (at: { id: string; version: number }, requestId: string): Promise<Applied> =>
  call('jobs.answer', { ...at, move: 'withdraw' }, { requestId })

// ---- talks

export const listTalks = (enterprise: string | null, after?: string): Promise<Page<TalkRow>> =>
  call('jobs.talks', enterprise === null ? from(after) : { ...from(after), enterprise })

export const getTalk = (id: string): Promise<TalkView> => call('jobs.talk', { id })

export const say = (input: In<'jobs.say'>, requestId: string): Promise<Out<'jobs.say'>> =>
  call('jobs.say', input, { requestId })
