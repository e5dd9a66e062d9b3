import { CODE_ADDRESS } from '../../code-address'
import { LIMITS } from '../limits'
import { ApiError, stringOf, type Api } from './types'

const SCENE = new RegExp(`^[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,${LIMITS.wxacodeSceneCharacters}}$`)
const PAGE = /^[^/?][^?]*$/
const WIDTH = { smallest: 280, normal: 430, largest: 1280 }

/** The text in the code, which the simulator's scanner opens. */
export function codeText(page: string, scene: string): string {
  return `${CODE_ADDRESS}${page}?scene=${encodeURIComponent(scene)}`
}

/** Rows as they are, then deflated: looking for the best filter of each row takes most of the time and gains nothing. */
const PLAIN = { filterType: 0, deflateStrategy: 0 }

/** A code that opens `page` with `scene`: a real QR picture rather than WeChat's round one. */
export const getUnlimited: Api = async (parameters) => {
  const scene = stringOf(parameters, 'scene')
  if (!SCENE.test(scene)) throw new ApiError(40169, 'invalid length for scene, or the data is not json string')
  const page = String(parameters['page'] ?? '')
  if (page !== '' && !PAGE.test(page)) throw new ApiError(41030, 'invalid page hint')
  const width = Math.min(Math.max(Number(parameters['width'] ?? WIDTH.normal), WIDTH.smallest), WIDTH.largest)
  const { toBuffer } = await import('qrcode')
  // few and large squares: the scanner of the phone is a simple one
  const bytes = await toBuffer(codeText(page, scene), {
    type: 'png',
    width,
    errorCorrectionLevel: 'L',
    rendererOpts: PLAIN,
  })
  return { bytes, contentType: 'image/png' }
}
