/** What others see of a posting. */
import type { PostingEvent, PostingRow, PostingView, ReportedRow } from '../../miniprogram/contract/jobs'
import type { PostingDoc, PostingEventDoc, PostingRowDoc, ReportDoc } from './posting-model.rules'

export const postingRow = (doc: PostingRowDoc): PostingRow => ({
  id: doc._id,
  title: doc.title,
  kind: doc.kind,
  pay: doc.pay,
  place: doc.place,
  way: doc.way,
  shifts: doc.shifts,
  insurance: doc.insurance,
  wanted: doc.wanted,
  state: doc.state,
  enterprise: doc.enterprise,
  enterpriseName: doc.enterpriseName,
  hired: doc.hired,
  publishedAt: doc.publishedAt,
  endsAt: doc.endsAt,
})

const eventView = ({ at, what, by, text }: PostingEventDoc): PostingEvent => ({ at, what, by: by.as, text })

/** What people say of a hidden one, and not who. */
export const lookView = (
  { lookDueAt }: Pick<PostingDoc, 'lookDueAt'>,
  reports: readonly ReportDoc[],
): Pick<ReportedRow, 'dueAt' | 'reports'> => ({
  dueAt: lookDueAt ?? 0,
  reports: reports.map(({ at, cheat, text }) => ({ at, cheat, text })),
})

/** For its enterprise and the staff; `reports`: for those who judge it. */
export const ownView = (doc: PostingDoc, reports: readonly ReportDoc[] | null): NonNullable<PostingView['own']> => ({
  findings: doc.findings,
  asked: doc.asked,
  events: doc.events.map(eventView),
  applications: doc.applications,
  waiting: doc.waiting,
  look: reports && lookView(doc, reports),
})
