import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { tidyCode } from '../kit/ids'
import { checkText } from '../kit/moderation'
import { checkPictures } from '../kit/pictures'
import { actorOf } from './claim-actor'
import { movedView } from './claim-view.rules'
import { commitClaim } from './commit-claim'

/** Any move of the table by a person. */
export async function moveClaim(input: In<'crafts.move'>, context: Context): Promise<Out<'crafts.move'>> {
  const { id, version, ...move } = input
  const { requestId, now, openid, log } = context
  const text = 'text' in move ? move.text : undefined
  const pictures = 'pictures' in move ? (move.pictures ?? []) : []
  const { claim, event } = await commitClaim({
    id,
    actor: actorOf(context),
    step: { input: 'code' in move ? { ...move, code: tidyCode(move.code) } : move, requestId, now },
    seen: version,
    ...(text === undefined && pictures.length === 0
      ? {}
      : {
          prepare: async () => {
            if (text !== undefined) await checkText(openid, text, 'text', log)
            return { pictures: await checkPictures(pictures, context) }
          },
        }),
  })
  return movedView(claim, event)
}
