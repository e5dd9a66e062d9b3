import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { found } from '../kit/errors'
import { pictureViews } from '../kit/pictures'
import { loadCase } from './repo'
import { relationsTo } from './rules'
import { caseView, picturesFor } from './view.rules'

/** One case as this person may see it; NOT_FOUND for everybody it does not concern. */
export async function getCase({ id }: In<'cases.get'>, { openid, grants }: Context): Promise<Out<'cases.get'>> {
  const doc = found(await loadCase(id))
  const relations = relationsTo(doc, openid, grants)
  found(relations[0])
  return caseView(doc, relations, await pictureViews(picturesFor(doc, relations)))
}
