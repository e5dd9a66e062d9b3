import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { callMark } from './fair-ids'
import { standOf } from './fair.rules'
import * as repo from './fairs.repo'
import { addTalks, loadHall, type Hall } from './hall.repo'
import type { Arranged, TalkDoc } from './model.rules'
import { slotsOf } from './slots.rules'
import { newTalk } from './talk.rules'
import { timetable } from './timetable.rules'

const TALKS_PER_WRITE = 1000

/** The staff make the timetable now. A retried call gets the answer of the first. */
export async function arrangeNow({ fair: id }: In<'fairs.arrange'>, context: Context): Promise<Out<'fairs.arrange'>> {
  const lastCall = callMark(context)
  const made = await arrangeFair(id, context.now, lastCall)
  if (made) return made
  const fair = found(await repo.loadFair(id))
  if (fair.lastCall === lastCall && fair.arranged) return fair.arranged
  throw new AppError(fair.state === 'planned' ? 'BUSY' : 'NOT_NOW')
}

/**
 * Makes the timetable. While it is made nobody signs up or books, and nobody else makes it; whoever dies over it is
 * replaced, and what was written by then is made anew. Null: it is made already, or is being made.
 */
export async function arrangeFair(id: string, now: number, lastCall: string): Promise<Arranged | null> {
  if (!(await repo.beginArranging(id, now))) return null
  const hall = found(await loadHall(id, { people: true, talks: true }))
  if (hall.talks.length > 0) await repo.removePlanned(id)
  const talks = talksOf(hall)
  for (let first = 0; first < talks.length; first += TALKS_PER_WRITE) {
    if (!(await addTalks(talks.slice(first, first + TALKS_PER_WRITE)))) throw new AppError('BUSY')
  }

  // who took the sign-up back meanwhile has no talks
  const staying = new Set(await repo.peopleOf(id))
  const gone = talks.filter(({ signup }) => !staying.has(signup)).map(({ signup }) => signup)
  if (gone.length > 0) await repo.removeTalksOf(gone)
  const held = talks.filter(({ signup }) => staying.has(signup))
  const people = new Set(held.map(({ signup }) => signup)).size
  const arranged = { talks: held.length, people, without: staying.size - people }
  return (await repo.endArranging(id, now, { state: 'arranged', arranged, lastCall })) ? arranged : null
}

function talksOf({ fair, stands, people }: Hall): TalkDoc[] {
  const slots = slotsOf(fair)
  const booths = new Map(stands.filter(({ isActive }) => isActive).map((stand) => [stand._id, stand]))
  const seekers = new Map(people.map((person) => [person._id, person]))
  const meetings = timetable(
    // the database gives them in no order: the same people have the same timetable
    [...people].sort((one, other) => one.number - other.number).map((person) => ({ ...person, id: person._id })),
    [...booths.values()].map(standOf),
    slots.length,
  )
  return meetings.flatMap(({ seeker, booth: id, slot }) => {
    const [booth, person, at] = [booths.get(id), seekers.get(seeker), slots[slot]]
    return booth && person && at !== undefined ? [newTalk({ booth, slot, at, missed: 0 }, person)] : []
  })
}
