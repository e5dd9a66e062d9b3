import { kindOf } from '../../miniprogram/contract/case-kinds'
import { CASE_LIMITS } from '../../miniprogram/contract/cases'
import type { In, Out } from '../../miniprogram/contract/api'
import { hasPlace } from '../kit/buildings'
import { startOfDay } from '../kit/clock'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { newId } from '../kit/ids'
import { checkText } from '../kit/moderation'
import { checkPictures } from '../kit/pictures'
import { applyEffects, cases, countReportsSince, findByRequest, loadBuilding } from './repo'
import type { CaseDoc } from './model.rules'
import { openCase } from './rules'
import { movedView } from './view.rules'

/** A new case: checked, moderated, routed, promised. A retried call finds the case by its requestId. */
export async function reportCase(input: In<'cases.report'>, context: Context): Promise<Out<'cases.report'>> {
  const { openid, requestId, now, log } = context
  const { kind, place, text, answers, warned = [] } = input
  const unwarned = kindOf(kind).dangers.filter((danger) => !warned.includes(danger))
  if (unwarned.length > 0) throw new AppError('INVALID_INPUT', { warned: 'danger' })

  const here = await loadBuilding(place.building)
  if (!here || !hasPlace(here.building, place)) throw new AppError('INVALID_INPUT', { place: 'not_found' })
  const today = await countReportsSince(openid, startOfDay(now))
  if (today >= CASE_LIMITS.reportsPerDay) return retriedOr(context, new AppError('LIMIT'))

  await checkText(openid, [text, place.spot ?? ''].join('\n'), 'text', log)
  const pictures = await checkPictures(input.pictures ?? [], context)
  const doc = openCase(
    {
      id: newId(now),
      requestId,
      now,
      reporter: openid,
      kind,
      cluster: here.building.cluster,
      place,
      text,
      answers,
      pictures,
    },
    here.people,
  )
  if (!(await cases.insertOnce(doc))) return retriedOr(context, new AppError('CONFLICT'))
  return finished(doc)
}

/** The answer of the first call with this requestId, or the refusal when there was none. */
async function retriedOr({ openid, requestId }: Context, refusal: AppError): Promise<Out<'cases.report'>> {
  const earlier = await findByRequest(openid, requestId)
  if (!earlier) throw refusal
  return finished(earlier)
}

async function finished(doc: CaseDoc): Promise<Out<'cases.report'>> {
  const [first] = doc.events
  if (!first) throw new Error(`case ${doc._id} has no events`)
  await applyEffects(doc, first)
  return { ...movedView(doc._id, first), handler: first.handler ?? '' }
}
