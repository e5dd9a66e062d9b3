import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { allowed, AppError, found } from '../kit/errors'
import { checkText } from '../kit/moderation'
import * as repo from './repo'
import { changed, earlierEvent, relationTo } from './rules'
import { fullView } from './show-enterprise'

/** The owner changes contact, wants or about. */
export async function changeEnterprise(
  { id, version: seen, ...fields }: In<'enterprises.change'>,
  context: Context,
): Promise<Out<'enterprises.change'>> {
  const { openid, grants, log } = context
  const doc = found(await repo.load(id))
  if (earlierEvent(doc, context)) return fullView(doc, context)

  const { event, version } = allowed(changed(doc, relationTo(doc, openid, grants), seen, context))
  if (Object.keys(fields).length === 0) throw new AppError('INVALID_INPUT', { about: 'missing' })
  const said = [fields.about, fields.contact?.name].filter((part) => part !== undefined).join('\n')
  if (said !== '') await checkText(openid, said, 'text', log)
  if (await repo.saveChange(doc, fields, event)) {
    return fullView({ ...doc, ...fields, events: [...doc.events, event], version }, context)
  }
  const fresh = found(await repo.load(id))
  if (earlierEvent(fresh, context)) return fullView(fresh, context)
  throw new AppError('CONFLICT')
}
