import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import * as repo from './repo'
import { granted } from './rules'

/** The person accepted templates on WeChat's sheet: no API tells the balance, so it is counted here. */
export async function noteGranted(
  { templates }: In<'messages.granted'>,
  context: Context,
): Promise<Out<'messages.granted'>> {
  const { quota } = await repo.saveQuota(context, (old) => granted(old, templates))
  return { quota }
}
