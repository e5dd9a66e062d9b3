import { FAIR_KIND_NAMES } from '../../miniprogram/contract/fairs'
import { fairMessageFor, tell } from '../kit/messages'
import { standOf } from './fair.rules'
import { addTalks, loadPresent, type PresentDoc } from './hall.repo'
import type { TalkDoc } from './model.rules'
import { missedWith, newTalk } from './talk.rules'
import { canRefill, nextFor } from './walkin.rules'

/** How many are asked in turn when others get slots at the same time. */
const MOST_TRIED = 5

/** Somebody did not come: the next who is here, wants the booth and is free gets the rest of the slot. Safe to repeat. */
export async function refillSlot(talk: TalkDoc, now: number): Promise<void> {
  const { fair, booth, slot, at } = talk
  if (!canRefill(at, now)) return
  const hall = await loadPresent(booth, fair)
  if (!hall?.stand.isActive) return
  const { stand } = hall
  const people = hall.people.map((person) => ({ ...person, id: person._id }))
  for (const person of nextFor(standOf(stand), slot, people).slice(0, MOST_TRIED)) {
    const given = newTalk({ booth: stand, slot, at, missed: missedWith(talk) }, person)
    if (!(await addTalks([given]))) continue
    await tellNext(person, given, now)
    return
  }
}

async function tellNext({ openid }: PresentDoc, { fair, at: eventNo }: TalkDoc, at: number): Promise<void> {
  if (openid === null) return
  const title = FAIR_KIND_NAMES[fair.endsWith('market') ? 'market' : 'special']
  await tell([fairMessageFor(openid, { subject: fair, eventNo, at, what: 'fair_place', title })])
}
