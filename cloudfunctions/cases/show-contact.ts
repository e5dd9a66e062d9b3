import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { digest } from '../kit/ids'
import { looks } from '../kit/looks'
import { members } from '../kit/members'
import { commitMove } from './commit-move'
import { actorOf, peopleFor } from './move-case'
import { relationsTo } from './rules'

/** The reporter's name and telephone for the handler alone. The look is written down before anything is shown. */
export async function showContact({ id }: In<'cases.contact'>, context: Context): Promise<Out<'cases.contact'>> {
  const { requestId, now } = context
  const actor = actorOf(context)
  const { doc } = await commitMove({
    id,
    actor,
    move: { input: { move: 'look' }, requestId, now },
    seen: null,
    loadPeople: peopleFor,
  })
  // a retried call may come from one who has handed the case on since
  if (!relationsTo(doc, actor.openid, actor.grants).includes('handler')) throw new AppError('FORBIDDEN')
  const { reporter, handler } = doc
  await looks.insertOnce({
    _id: digest(`look ${id} ${requestId}`),
    person: reporter,
    at: now,
    by: actor.name ?? '',
    role: handler.role,
    subject: id,
  })
  const person = await members.get(reporter, ['name', 'phone'])
  return { name: person?.name ?? null, phone: person?.phone ?? null }
}
