import { WxFailure } from '../api'

/** A picture as the browser has drawn it; close() frees it. */
export async function bitmapOf(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob)
  } catch {
    throw new WxFailure('decode image failed')
  }
}

interface Target {
  readonly width: number
  readonly height: number
  readonly type: string
  /** 0 to 1 */
  readonly quality: number
}

/** Draw a picture anew in another size and quality. */
export async function redraw(bitmap: ImageBitmap, { width, height, type, quality }: Target): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type, quality })
}

/** The longest side of a picture that WeChat sends "compressed". */
const COMPRESSED_SIDE = 1440
const COMPRESSED_QUALITY = 0.8

/** A picture as WeChat hands it out when the original is not asked for. */
export async function compressed(file: Blob): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file
  const bitmap = await bitmapOf(file)
  const scale = Math.min(1, COMPRESSED_SIDE / Math.max(bitmap.width, bitmap.height))
  const blob = await redraw(bitmap, {
    width: bitmap.width * scale,
    height: bitmap.height * scale,
    type: 'image/jpeg',
    quality: COMPRESSED_QUALITY,
  })
  bitmap.close()
  return scale < 1 || blob.size < file.size ? blob : file
}
