/** Drawing pictures and putting them into the phone's album. */
import { answer, confirm, openSettings } from './platform'

export type Canvas = WechatMiniprogram.Canvas

/** The node of a <canvas type="2d"> of the page in front; null: there is none. */
export const canvasOf = (selector: string): Promise<Canvas | null> =>
  new Promise((resolve) => {
    wx.createSelectorQuery()
      .select(selector)
      .fields({ node: true })
      .exec(([found]: [{ node?: Canvas } | null]) => resolve(found?.node ?? null))
  })

/** A picture that can be drawn; rejects when it is none. */
export const imageFor = (canvas: Canvas, src: string): Promise<WechatMiniprogram.Image> =>
  new Promise((resolve, reject) => {
    const image = canvas.createImage()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the picture cannot be drawn'))
    image.src = src
  })

/** saved, refused: the person has not given the permission, failed: all else */
export type Saved = 'saved' | 'refused' | 'failed'

const REFUSED = /auth|deny|denied/i
/** asked again the next time, and not to be changed on WeChat's page of permissions */
const PRIVACY = /privacy/i

/** Puts what is drawn into the album as it stands, a pixel a pixel. */
export async function saveDrawing(canvas: Canvas): Promise<Saved> {
  const { width: destWidth, height: destHeight } = canvas
  const file = await answer<{ tempFilePath: string }>((callbacks) =>
    wx.canvasToTempFilePath({ canvas, destWidth, destHeight, fileType: 'png', ...callbacks }),
  )
  return file ? saveFile(file.tempFilePath) : 'failed'
}

async function saveFile(filePath: string): Promise<Saved> {
  let reason = ''
  const done = await answer(
    (callbacks) => wx.saveImageToPhotosAlbum({ filePath, ...callbacks }),
    (words) => (reason = words),
  )
  if (done) return 'saved'
  return REFUSED.test(reason) && !PRIVACY.test(reason) ? 'refused' : 'failed'
}

/** After a refusal: explains, and leads to WeChat's page of permissions. True: it is given now. */
export async function askForAlbum(): Promise<boolean> {
  const text = '还没有允许存照片。点“去打开”，把“添加到相册”打开，再回来。'
  const wants = await confirm({ title: '存不进相册', text, ok: '去打开' })
  return wants && openSettings('scope.writePhotosAlbum')
}
