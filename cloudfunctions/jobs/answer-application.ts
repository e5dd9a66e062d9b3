import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { checkText } from '../kit/moderation'
import { actorOf } from './application-actor'
import { appliedView } from './application-view.rules'
import { commitApplication } from './commit-application'

/** Any move of the table by a person. What is written is checked before anything is kept. */
export async function answerApplication(input: In<'jobs.answer'>, context: Context): Promise<Out<'jobs.answer'>> {
  const { id, version, ...move } = input
  const { requestId, now, openid, log } = context
  const { application, event } = await commitApplication({
    id,
    actor: actorOf(context),
    step: { input: move, requestId, now },
    seen: version,
    ...(move.move === 'invite' ? { prepare: () => checkText(openid, move.text, 'text', log) } : {}),
  })
  return appliedView(application, event)
}
