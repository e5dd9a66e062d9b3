import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { actsFor } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { hasRole } from '../kit/members'
import { partsOf } from './fair-ids'
import { loadBooth } from './hall.repo'
import { boothTalks, boothView, fairRow } from './view.rules'

/** A booth is worked by those who act for its enterprise and by the staff; nobody else may know of what is said there. */
export function requireBooth(context: Context, enterprise: string): void {
  if (!actsFor(context, enterprise) && !hasRole(context.grants, 'staff')) throw new AppError('NOT_FOUND')
}

/** The one place where an enterprise sees who comes: those with a talk at its booth, inside their consent. */
export async function showBooth({ booth: id }: In<'fairs.booth'>, context: Context): Promise<Out<'fairs.booth'>> {
  requireBooth(context, partsOf(id).enterprise)
  const { stand, fair, talks, signups } = found(await loadBooth(id))
  if (!stand.isActive && !hasRole(context.grants, 'staff')) throw new AppError('NOT_NOW')
  // a timetable that is being made is nobody's yet; one of a fair that does not take place concerns nobody
  const isHeld = fair.state === 'arranged' || fair.state === 'ended'
  return { fair: fairRow(fair), booth: boothView(stand), talks: isHeld ? boothTalks(talks, signups) : [] }
}
