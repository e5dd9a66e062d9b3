import type { In, Out } from '../../miniprogram/contract/api'
import { mayPublish, type Audience } from '../../miniprogram/contract/notices'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { codeFrom } from '../kit/ids'
import { newNotice } from '../kit/notices'
import { checkWords, requestMark } from './check-words'
import * as repo from './repo'
import { authorRole, endProblem, tidyAudience } from './rules'
import { savedView } from './view'

const ID_CHARACTERS = 26

/** Publishes at once. The id follows from the request, so that a retried call finds what the first one made. */
export async function publishNotice(input: In<'notices.publish'>, context: Context): Promise<Out<'notices.publish'>> {
  const { openid, requestId, member, grants, now } = context
  const { audience: wanted, ...text } = input
  const audience = tidyAudience(wanted)
  if (!mayPublish(grants, audience)) throw new AppError('FORBIDDEN')
  const problem = endProblem(text.endsAt, now)
  if (problem) throw new AppError('INVALID_INPUT', problem)
  await requireBuildings(audience)
  await checkWords(text, context)

  const id = codeFrom(`notice ${openid} ${requestId}`, ID_CHARACTERS)
  const by = member?.id ?? null
  const doc = newNotice({ id, request: requestMark(context), now, audience, by, role: authorRole(grants), ...text })
  if (await repo.add(doc)) return savedView(doc)
  // a later correction has raised its version; the answer of this call stays what it was
  return savedView({ ...found(await repo.load(id)), version: doc.version })
}

async function requireBuildings(audience: Audience): Promise<void> {
  if (audience.to !== 'buildings' || (await repo.areBuildings(audience.buildings))) return
  throw new AppError('INVALID_INPUT', { 'audience.buildings': 'not_found' })
}
