import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { checkText } from '../kit/moderation'
import { checkPictures } from '../kit/pictures'
import { commitMove } from './commit-move'
import { loadBuilding } from './repo'
import { movedView } from './view.rules'
import type { Actor, CaseDoc, Person } from './model.rules'

export const actorOf = ({ openid, member, grants }: Context): Actor => ({
  openid,
  id: member?.id ?? null,
  name: member?.name ?? null,
  grants,
})

export async function peopleFor({ building }: CaseDoc): Promise<readonly Person[]> {
  return (await loadBuilding(building))?.people ?? []
}

/** Any move of the table by a person. */
export async function moveCase(input: In<'cases.move'>, context: Context): Promise<Out<'cases.move'>> {
  const { id, version, ...move } = input
  const { requestId, now, openid, log } = context
  const { event } = await commitMove({
    id,
    actor: actorOf(context),
    move: { input: move, requestId, now },
    seen: version,
    loadPeople: peopleFor,
    prepare: async () => {
      const words = 'text' in move ? move.text : undefined
      const name = move.move === 'hand_over' ? move.name : undefined
      const said = [words, name].filter((part) => part !== undefined).join('\n')
      if (said !== '') await checkText(openid, said, 'text', log)
      const pictures = await checkPictures(('pictures' in move ? move.pictures : undefined) ?? [], context)
      return { pictures }
    },
  })
  return movedView(id, event)
}
