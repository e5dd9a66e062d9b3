/** A talk at a booth: how it goes on, and what it adds to the fair's figures. */
import { refused, type Refused } from '../../miniprogram/contract/errors'
import { FAIR_LIMITS, TALK_MOVES, type FairTalkState } from '../../miniprogram/contract/fairs'
import { DAY, HOUR, type BoothDoc, type SignupDoc, type TalkDoc } from './model.rules'

/** The doors open before the first talk; results come until name and skills of the person are deleted. */
const BEFORE_MS = 3 * HOUR
const AFTER_MS = FAIR_LIMITS.personalDays * DAY
const [FIRST_ASK, SECOND_ASK] = FAIR_LIMITS.stillAfter

/** What came of a talk, so that it counts. */
export const RESULTS: readonly FairTalkState[] = ['met', 'invited', 'hired']

/** How much is to be added to which figures of the fair. */
export type Figures = Partial<Record<'met' | 'invited' | 'hired' | 'asked30' | 'kept30' | 'asked90' | 'kept90', number>>

export interface TalkMove {
  state: Exclude<FairTalkState, 'planned'>
  /** given, or the only one of the booth; null: none or unknown */
  posting: string | null
}

export interface TalkChange {
  set: Partial<TalkDoc>
  figures: Figures
}

export function moveTalk(talk: TalkDoc, { state, posting }: TalkMove, now: number): TalkChange | Refused {
  const isTime = talk.at - BEFORE_MS <= now && now < talk.at + AFTER_MS
  if (!isTime || !TALK_MOVES[state].includes(talk.state)) return refused('NOT_NOW')
  const isHired = state === 'hired'
  const askAt = isHired ? now + FIRST_ASK * DAY : null
  const set = {
    state,
    posting: isHired || state === 'invited' ? posting : null,
    hiredAt: isHired ? now : null,
    toCount: isHired,
    still30: null,
    still90: null,
    askAt,
    nextCheckAt: askAt,
    version: talk.version + 1,
  }
  return { set, figures: difference(talk, { ...talk, ...set }) }
}

type Counted = Pick<TalkDoc, 'state' | 'still30' | 'still90'>

const one = (isSo: boolean): number => (isSo ? 1 : 0)

/** What one talk is in the figures of its fair. */
export const figuresOf = ({ state, still30, still90 }: Counted): Required<Figures> => ({
  met: one(RESULTS.includes(state)),
  invited: one(state === 'invited' || state === 'hired'),
  hired: one(state === 'hired'),
  asked30: one(still30 !== null),
  kept30: one(still30 === true),
  asked90: one(still90 !== null),
  kept90: one(still90 === true),
})

/** Only what differs. */
function difference(before: Counted, after: Counted): Figures {
  const old = figuresOf(before)
  const entries = Object.entries(figuresOf(after)) as [keyof Figures, number][]
  return Object.fromEntries(entries.map(([key, value]) => [key, value - old[key]]).filter(([, by]) => by !== 0))
}

/** The question that comes next, and when; after the second, or when the person has left, there is none. */
export const askedNext = ({ still30 }: Pick<TalkDoc, 'still30'>): 30 | 90 => (still30 === null ? FIRST_ASK : SECOND_ASK)

/** Somebody asked whether the person still works there; an answer may be set right. */
export function answerStill(
  talk: TalkDoc,
  { after, still }: { after: 30 | 90; still: boolean },
  now: number,
): TalkChange | Refused {
  const { hiredAt } = talk
  if (hiredAt === null || now < hiredAt + after * DAY) return refused('NOT_NOW')
  if (after === SECOND_ASK && talk.still30 !== true) return refused('NOT_NOW')
  const answered = after === FIRST_ASK ? { still30: still, still90: still ? talk.still90 : null } : { still90: still }
  const isToAsk = after === FIRST_ASK && still && talk.still90 === null
  const askAt = isToAsk ? hiredAt + SECOND_ASK * DAY : null
  const set = { ...answered, askAt, nextCheckAt: askAt, version: talk.version + 1 }
  return { set, figures: difference(talk, { ...talk, ...set }) }
}

/** When what is known of a person hired may go, counted from the last question. */
export const lastQuestionAt = (hiredAt: number): number => hiredAt + SECOND_ASK * DAY

interface Place {
  booth: Pick<BoothDoc, '_id' | 'fair' | 'no' | 'enterprise' | 'enterpriseName' | 'postings'>
  slot: number
  at: number
  /** how many did not come to this slot */
  missed: number
}

/** A talk that is planned now. Its id says where and when, so that nobody else gets the same. */
export function newTalk(
  { booth, slot, at, missed }: Place,
  { _id: signup, number }: Pick<SignupDoc, '_id' | 'number'>,
): TalkDoc {
  const { _id, fair, no, enterprise, enterpriseName, postings } = booth
  return {
    _id: talkId(_id, slot, missed),
    fair,
    booth: _id,
    no,
    enterprise,
    enterpriseName,
    postings,
    signup,
    number,
    slot,
    at,
    state: 'planned',
    posting: null,
    hiredAt: null,
    toCount: false,
    still30: null,
    still90: null,
    askAt: null,
    nextCheckAt: null,
    lastCall: null,
    version: 1,
  }
}

const talkId = (booth: string, slot: number, missed: number): string =>
  missed === 0 ? `${booth}.${slot}` : `${booth}.${slot}.${missed}`

/** How many did not come to the slot of this talk, if its own person did not come either. */
export const missedWith = ({ _id, booth, slot }: Pick<TalkDoc, '_id' | 'booth' | 'slot'>): number => {
  const earlier = Number(_id.slice(talkId(booth, slot, 0).length + 1))
  return earlier + 1
}
