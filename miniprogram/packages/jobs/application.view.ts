/** One application: where it stands, what was said, what has happened. Pure. */
import type { ApplicationView } from '../../contract/job-applications'
import type { Tone } from '../../core/bars'
import { ago } from '../../core/day'
import { payText } from '../../core/job-text'
import { sharedLines, type SharedLine } from './consent.view'
import { eventText, NEXT_TEXTS, STATE_SENTENCES, STATE_TONES } from './words'

export interface ApplicationScreen {
  id: string
  title: string
  firm: string
  pay: string
  sentence: string
  next: string
  tone: Tone
  /** where and when to come; '' : nothing of the kind */
  invitation: string
  /** the kind reason of a refusal */
  reason: string
  timeline: { no: number; title: string; when: string; text: string }[]
  /** what the enterprise has of the person; none: nothing any more */
  shared: SharedLine[]
  /** what takes the consent back; '' : it is taken back, or nothing is shared any more */
  withdraw: string
  /** nothing of it is left to wait for: look at others */
  isOver: boolean
  canTalk: boolean
}

const lastText = ({ events }: ApplicationView, what: 'invite' | 'decline'): string =>
  [...events].reverse().find((event) => event.what === what)?.text ?? ''

const SHOWS_INVITATION: readonly string[] = ['invited', 'hired']

export function applicationScreen(view: ApplicationView, now: number): ApplicationScreen {
  const { state, shared, moves } = view
  const isOver = state === 'declined' || state === 'withdrawn' || state === 'closed'
  return {
    id: view.id,
    title: view.title,
    firm: view.enterpriseName,
    pay: payText(view.pay),
    sentence: STATE_SENTENCES[state],
    next: NEXT_TEXTS[state],
    tone: STATE_TONES[state],
    invitation: SHOWS_INVITATION.includes(state) ? lastText(view, 'invite') : '',
    reason: state === 'declined' ? lastText(view, 'decline') : '',
    timeline: view.events
      .map((event, no) => ({ no, title: eventText(event), when: ago(event.at, now), text: event.text ?? '' }))
      .reverse(),
    shared: shared ? sharedLines(shared) : [],
    withdraw: moves.includes('withdraw') ? (isOver ? '不给单位看我的信息了' : '不去了，撤回应聘') : '',
    isOver,
    canTalk: !isOver || view.talk !== null,
  }
}
