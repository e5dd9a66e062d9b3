import type { In, Out } from '../../miniprogram/contract/api'
import { KEPT_VIDEO } from '../../miniprogram/contract/crafts'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { newId } from '../kit/ids'
import { checkPictures } from '../kit/pictures'
import { retried } from '../kit/retried'
import { requireOwnFiles } from '../kit/storage'
import { checkOffer } from './check-offer'
import type { Picture, ProductDoc } from './model.rules'
import * as repo from './trade.repo'
import { workingEnterprise } from './working-enterprise'

type Input = In<'crafts.design'>
type Draft = Pick<ProductDoc, 'name' | 'pictures' | 'steps' | 'standard' | 'video' | 'needs'>

const answerOf = ({ _id: id, version }: ProductDoc): Out<'crafts.design'> => ({ id, version })

/** A new product, or a changed one that no batch uses yet. */
export const designProduct = (input: Input, context: Context): Promise<Out<'crafts.design'>> =>
  retried(
    async () => answerOf(await save(input, context)),
    async () => {
      const doc = await repo.findProductByRequest(context.openid, context.requestId)
      return doc && answerOf(doc)
    },
  )

async function save(input: Input, context: Context): Promise<ProductDoc> {
  const { enterprise, id, version } = input
  await workingEnterprise(context, enterprise)
  if (id === undefined) return add(input, context)
  if (version === undefined) throw new AppError('INVALID_INPUT', { version: 'missing' })

  const doc = found(await repo.loadProduct(id))
  if (doc.enterprise !== enterprise) throw new AppError('NOT_FOUND')
  if (doc.version !== version) throw new AppError('CONFLICT')
  if (doc.frozen) throw new AppError('NOT_NOW')
  const { openid: by, requestId } = context
  const change = { ...(await draftOf(input, doc, context)), by, requestId }
  if (!(await repo.changeProduct(doc, change))) throw new AppError('CONFLICT')
  return { ...doc, ...change, version: version + 1 }
}

async function add(input: Input, context: Context): Promise<ProductDoc> {
  const { now, openid: by, requestId } = context
  const doc: ProductDoc = {
    _id: newId(now),
    enterprise: input.enterprise,
    ...(await draftOf(input, null, context)),
    frozen: false,
    paces: { beginners: [], practised: [] },
    createdAt: now,
    requestId,
    by,
    version: 1,
  }
  if (!(await repo.addProduct(doc))) throw new AppError('CONFLICT')
  return doc
}

/** The draft with everything checked that others will see. */
async function draftOf(input: Input, before: ProductDoc | null, context: Context): Promise<Draft> {
  const { name, steps, standard, needs } = input
  await checkOffer([name, ...steps, standard], context)
  const video = videoOf(input.video, before, context)
  return { name, steps, standard, needs, video, pictures: await picturesOf(input.pictures, before, context) }
}

/** The platform checks no videos: others see it once the staff have let in a batch of the product. */
function videoOf(video: string | undefined, before: ProductDoc | null, { openid }: Context): string | null {
  if (video === undefined) return null
  if (video === KEPT_VIDEO) return before?.video ?? null
  requireOwnFiles([video], openid, 'video')
  return video
}

/** In the order they were given: pictures the product has, by id, and new uploads. */
async function picturesOf(wanted: readonly string[], before: ProductDoc | null, context: Context): Promise<Picture[]> {
  const kept = new Map((before?.pictures ?? []).map((picture) => [picture.id, picture]))
  const uploads = [...new Set(wanted)].filter((one) => !kept.has(one))
  const added = new Map((await checkPictures(uploads, context)).map((picture) => [picture.fileId, picture]))
  return [...new Set(wanted)].map((one) => found(kept.get(one) ?? added.get(one)))
}
