/** A count that the worker does not agree to, before the staff. Pure. */
import type { PictureView } from '../../contract/cases'
import type { ClaimCommand, ClaimEvent, ClaimView, Tally } from '../../contract/crafts'
import type { Part } from '../../core/bars'
import { AT_DESK, tallyParts, timelineItems } from '../../core/claim-story'
import { ago } from '../../core/day'
import { yuan } from '../../core/money'
import type { Settlement } from './desk.service'
import { nameText, type StoryItem } from './words'

export interface Said {
  when: string
  text: string
  pictures: PictureView[]
}

export interface ClaimScreen {
  name: string
  firm: string
  enterprise: string
  worker: string
  price: string
  /** 数有争议，等社区来定 */
  step: string
  isOpen: boolean
  handedIn: number
  /** what the enterprise counted */
  counted: Part[]
  enterpriseSaid: Said | null
  workerSaid: Said | null
  /** what the staff settled */
  settled: Part[]
  settledSaid: Said | null
  story: StoryItem[]
  older: number
  canSettle: boolean
}

const last = (events: readonly ClaimEvent[], command: ClaimCommand): ClaimEvent | null =>
  events.filter((event) => event.command === command).slice(-1)[0] ?? null

function said(event: ClaimEvent | null, { pictures }: Pick<ClaimView, 'pictures'>, now: number): Said | null {
  return (
    event && {
      when: ago(event.at, now),
      text: event.text ?? '',
      pictures: pictures.filter(({ id }) => event.pictures.includes(id)),
    }
  )
}

export function claimScreen(view: ClaimView, { now, shown }: { now: number; shown: number }): ClaimScreen {
  const { name, enterpriseName, enterprise, worker, price, state, tally, events, moves, handedIn } = view
  const [counted, objected, settled] = [last(events, 'count'), last(events, 'object'), last(events, 'settle')]
  // a settlement of an earlier count says nothing of this one
  const isSettled = settled !== null && settled.no > (objected?.no ?? 0)
  const isOpen = state === 'objected'
  const count = tally ?? counted?.tally ?? null
  return {
    name,
    firm: enterpriseName,
    enterprise,
    worker: nameText(worker),
    price: `每个 ${yuan(price)}`,
    step: isOpen ? '等社区来定' : isSettled ? '社区定好了' : '没有争议',
    isOpen,
    handedIn,
    counted: count ? tallyParts(count) : [],
    enterpriseSaid: said(counted, view, now),
    workerSaid: said(objected, view, now),
    settled: isSettled && settled.tally ? tallyParts(settled.tally) : [],
    settledSaid: isSettled ? said(settled, view, now) : null,
    story: timelineItems(view, shown, now, AT_DESK),
    older: Math.max(0, events.length - shown),
    canSettle: moves.includes('settle'),
  }
}

/** Where the settling begins: with what the enterprise counted. */
export const firstTally = ({ tally, handedIn }: Pick<ClaimView, 'tally' | 'handedIn'>): Tally =>
  tally ?? { accepted: handedIn, rework: 0, rejected: 0 }

export const settlementOf = (
  { id, version }: Pick<ClaimView, 'id' | 'version'>,
  { accepted, rework, rejected }: Tally,
  text: string,
): Settlement => ({ id, version, accepted, rework, rejected, text })
