/** Who is told of an event of an application. */
import type { ApplicationMove } from '../../miniprogram/contract/job-applications'
import type { JobNews } from '../../miniprogram/contract/messages'
import type { ApplicationDoc, ApplicationEventDoc } from './seeker-model.rules'

const TO_SEEKER: { readonly [M in ApplicationMove]?: JobNews } = {
  see: 'seen',
  invite: 'invited',
  hire: 'hired',
  decline: 'declined',
  close: 'closed',
}

export interface ApplicationNews {
  about: 'application'
  subject: string
  eventNo: number
  at: number
  what: JobNews
  title: string
}

type Subject = Pick<ApplicationDoc, '_id' | 'title' | 'events'>

/** What the person who applied, or the enterprise, has to know of it. */
export function newsOf(
  application: Subject,
  event: ApplicationEventDoc,
): { to: 'seeker' | 'enterprise'; news: ApplicationNews } | null {
  const toSeeker = event.what === 'apply' ? undefined : TO_SEEKER[event.what]
  const what = event.what === 'withdraw' ? 'withdrawn' : toSeeker
  if (!what) return null
  const { _id: subject, title, events } = application
  return {
    to: event.by === 'seeker' ? 'enterprise' : 'seeker',
    news: { about: 'application', subject, eventNo: events.indexOf(event) + 1, at: event.at, what, title },
  }
}
