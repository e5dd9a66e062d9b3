import type { NoticeText } from '../../miniprogram/contract/notices'
import type { Context } from '../kit/context'
import { digest } from '../kit/ids'
import { checkText } from '../kit/moderation'
import type { Scene } from '../kit/openapi'

/** For what many people read. */
const FORUM: Scene = 3

/** UNSAFE_CONTENT when the platform refuses title or text. */
export const checkWords = (
  { title, text }: Pick<NoticeText, 'title' | 'text'>,
  { openid, log }: Context,
): Promise<void> => checkText(openid, `${title}\n${text}`, 'text', log, FORUM)

/** By this a notice knows the call that changed it last. */
export const requestMark = ({ openid, requestId }: Context): string => digest(`${openid} ${requestId}`)
