import type { Routes } from '../kit/router'
import { pageRequest } from '../kit/schema'
import { checkPosting, postPosting } from './post-posting'
import { getPosting } from './get-posting'
import { listBlocked, listReported } from './list-desk'
import { listOwn, listPostings } from './list-postings'
import { movePosting } from './move-posting'
import { input } from './posting-input'
import { reportPosting } from './report-posting'

type PostingRoute =
  | 'jobs.list'
  | 'jobs.get'
  | 'jobs.report'
  | 'jobs.check'
  | 'jobs.post'
  | 'jobs.own'
  | 'jobs.move'
  | 'jobs.reported'
  | 'jobs.blocked'

const STAFF = ['staff'] as const

// Whose posting it is, the handlers ask.
export const postingRoutes: Pick<Routes<'jobs'>, PostingRoute> = {
  'jobs.list': { who: 'anyone', replay: 'read', input: input.list, handle: listPostings },
  'jobs.get': { who: 'anyone', replay: 'read', input: input.one, handle: getPosting },
  // own: one report a person, and the posting says whose call hid it
  'jobs.report': { who: 'home', replay: 'own', input: input.report, handle: reportPosting },

  'jobs.check': { who: 'anyone', replay: 'read', input: input.check, handle: checkPosting },
  // own: the posting and its events hold the requestId
  'jobs.post': { who: 'anyone', replay: 'own', input: input.post, handle: postPosting },
  'jobs.own': { who: 'anyone', replay: 'read', input: input.own, handle: listOwn },
  'jobs.move': { who: 'anyone', replay: 'own', input: input.move, handle: movePosting },

  'jobs.reported': { who: STAFF, replay: 'read', input: pageRequest, handle: listReported },
  'jobs.blocked': { who: STAFF, replay: 'read', input: pageRequest, handle: listBlocked },
}
