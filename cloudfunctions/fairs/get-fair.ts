import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { found } from '../kit/errors'
import { signupId } from './fair-ids'
import * as repo from './fairs.repo'
import { loadHall } from './hall.repo'
import { slotsOf } from './slots.rules'
import { boardView, fairView } from './view.rules'

/** A fair with its booths, and what the caller has to do with it. */
export async function getFair({ id }: In<'fairs.get'>, { openid, member }: Context): Promise<Out<'fairs.get'>> {
  const { fair, stands, mine, mineTalks } = found(await loadHall(id, { signup: signupId(id, openid) }))
  const enterprises = (member?.enterprises ?? []).map((enterprise) => enterprise.id)
  // a timetable that is being made is nobody's yet
  const talks = fair.state === 'planned' ? [] : mineTalks
  return fairView(fair, stands, { signup: mine, talks, enterprises })
}

/** Slots before and after now that the hall's screen looks at: talks may run late. */
const SLOTS_BEFORE = 2
const SLOTS_AFTER = 5

/** Numbers for the hall's screen. */
export async function showBoard({ fair: id }: In<'fairs.board'>, { now }: Context): Promise<Out<'fairs.board'>> {
  const fair = found(await repo.loadFair(id))
  const slot = slotsOf(fair).filter((at) => at <= now).length - 1
  const isHeld = fair.state === 'arranged' || fair.state === 'ended'
  const [booths, talks] = await Promise.all([
    repo.boothsOf(id),
    isHeld ? repo.talksBetween(id, slot - SLOTS_BEFORE, slot + SLOTS_AFTER) : [],
  ])
  return boardView(fair, booths, talks, now)
}
