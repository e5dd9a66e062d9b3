import { wait } from '../kit/db'
import { found } from '../kit/errors'
import { addTalks, loadHall, type Hall } from './hall.repo'
import { standOf } from './fair.rules'
import type { SignupDoc, TalkDoc } from './model.rules'
import { slotsOf } from './slots.rules'
import { newTalk } from './talk.rules'
import { freeMeetings } from './walkin.rules'

/** How often one tries when others take slots at the same time; what is full by then is full. */
const TRIES = 12
const WAIT_MS = 10

/** Gives somebody free slots of a fair whose timetable stands; all talks that the person has then. */
export async function giveSlots(known: Hall, signup: SignupDoc, now: number): Promise<TalkDoc[]> {
  let hall = known
  for (let attempt = 0; ; attempt++) {
    const own = hall.talks.filter((talk) => talk.signup === signup._id)
    const given = freeTalks(hall, signup, own, now)
    if (given.length === 0 || attempt === TRIES) return own
    if (await addTalks(given)) return [...own, ...given]
    await wait(WAIT_MS * (attempt + 1))
    hall = found(await loadHall(signup.fair, { talks: true }))
  }
}

function freeTalks({ fair, stands, talks }: Hall, signup: SignupDoc, own: TalkDoc[], now: number): TalkDoc[] {
  const slots = slotsOf(fair)
  const working = stands.filter(({ isActive }) => isActive)
  const meetings = freeMeetings(
    { booths: working.map(standOf), slots, talks },
    { ...signup, id: signup._id, talks: own },
    now,
  )
  return meetings.flatMap(({ booth: id, slot }) => {
    const booth = working.find(({ _id }) => _id === id)
    const at = slots[slot]
    if (!booth || at === undefined) return []
    const missed = talks.filter((talk) => talk.booth === id && talk.slot === slot).length
    return [newTalk({ booth, slot, at, missed }, signup)]
  })
}
