/** The door to the server of the pages where an enterprise looks for people. */
import type { In, Out } from '../../contract/api'
import type {
  Applied,
  ApplicationInput,
  ApplicationRow,
  ApplicationState,
  ApplicationView,
} from '../../contract/job-applications'
import type { Finding } from '../../contract/job-gate'
import type { OwnPostingRow, PostingInput, PostingState, PostingView } from '../../contract/jobs'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'

const from = (after?: string) => (after === undefined ? {} : { after })

// ---- postings

export const listPostings = (
  enterprise: string,
  state: PostingState | null,
  after?: string,
): Promise<Page<OwnPostingRow>> =>
  call('jobs.own', { enterprise, ...(state === null ? {} : { state }), ...from(after) })

/** null: it is of another enterprise. */
export async function getPosting(id: string): Promise<PostingView | null> {
  const view = await call('jobs.get', { id })
  return view.own === null ? null : view
}

/** What the gate would say of it; nothing is kept. */
export const checkPosting = async (input: PostingInput): Promise<Finding[]> =>
  (await call('jobs.check', input)).findings

export const sendPosting = (input: In<'jobs.post'>, requestId: string): Promise<Out<'jobs.post'>> =>
  call('jobs.post', input, { requestId })

export const movePosting = (input: In<'jobs.move'>, requestId: string): Promise<Out<'jobs.move'>> =>
  call('jobs.move', input, { requestId })

// ---- those who applied

export const listApplicants = (
  posting: string,
  state: ApplicationState | null,
  after?: string,
): Promise<Page<ApplicationRow>> =>
  call('jobs.applicants', { posting, ...(state === null ? {} : { state }), ...from(after) })

export const getApplication = (id: string): Promise<ApplicationView> => call('jobs.application', { id })

export const answerApplication = (
  at: { id: string; version: number },
  input: ApplicationInput,
  requestId: string,
): Promise<Applied> => call('jobs.answer', { id: at.id, version: at.version, ...input }, { requestId })

/** The person's name and telephone; the server writes the look down first. */
export const showApplicant = (application: string, requestId: string): Promise<Out<'jobs.contact'>> =>
  call('jobs.contact', { application }, { requestId })
