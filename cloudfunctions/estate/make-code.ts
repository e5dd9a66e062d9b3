import type { In, Out } from '../../miniprogram/contract/api'
import { ESTATE_LIMITS } from '../../miniprogram/contract/estate'
import {
  buildingOfCode,
  CODE_PAGES,
  parsePlaceCode,
  placeCode,
  type PlaceCode,
} from '../../miniprogram/contract/place-code'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import type { Log } from '../kit/log'
import { openapi } from '../kit/openapi'
import { messageOf } from '../kit/sdk'
import { captionOf, CODE_WIDTHS, hasCode, mayMakeCode } from './codes.rules'
import * as repo from './repo'

/** The code of a stair, a lift or a door as a picture to be printed. Nothing is kept: the same code can be had again. */
export async function makeCode(input: In<'estate.code'>, { grants, log }: Context): Promise<Out<'estate.code'>> {
  const code = found(parsePlaceCode(input.code))
  if (!mayMakeCode(grants, code)) throw new AppError('FORBIDDEN')
  const building = await repo.building(buildingOfCode(code))
  if (!building || !hasCode(building, code)) throw new AppError('INVALID_INPUT', { code: 'not_found' })
  return { picture: await pictureOf(code, log), caption: captionOf(building, code) }
}

async function pictureOf(code: PlaceCode, log: Log): Promise<string> {
  for (const width of CODE_WIDTHS) {
    const picture = await ask(code, width, log)
    if (picture.length <= ESTATE_LIMITS.codePictureCharacters) return picture
  }
  throw new Error('the picture of a code is too large')
}

async function ask(code: PlaceCode, width: number, log: Log): Promise<string> {
  try {
    const bytes = await openapi.getUnlimitedCode({ page: CODE_PAGES[code.what], scene: placeCode(code), width })
    return bytes.toString('base64')
  } catch (error) {
    log.error('code.picture', { reason: messageOf(error).slice(0, 120) })
    throw new AppError('BUSY')
  }
}
