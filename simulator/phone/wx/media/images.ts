import { canvasNode } from '../../elements/canvas'
import { wordsDrawn } from '../../elements/canvas-words'
import { asyncApis, numberOf, requiredText, textOf, WxFailure, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'
import { kindOf } from '../files/paths'
import { componentOf, findAll } from '../page/nodes'
import { h } from '../ui/dom'
import { bitmapOf, redraw } from './pictures'

/** Reading, shrinking and saving of single pictures. */
export function images(ctx: WxContext): ApiTable {
  return asyncApis({
    getImageInfo: async (o) => {
      const src = requiredText(o, 'src')
      const blob = await blobOf(ctx, src)
      const bitmap = await bitmapOf(blob)
      const { width, height } = bitmap
      bitmap.close()
      const path = kindOf(src) ? src : await ctx.files.addTemp(blob)
      return { width, height, path, type: blob.type.replace('image/', ''), orientation: 'up' }
    },
    compressImage: (o) => compress(ctx, o),
    saveImageToPhotosAlbum: async (o) => {
      await ctx.privacy.require('saveImageToPhotosAlbum')
      await ctx.permissions.require('scope.writePhotosAlbum')
      await saveToAlbum(ctx, requiredText(o, 'filePath'))
    },
    canvasToTempFilePath: async (o) => ({ tempFilePath: await canvasFile(ctx, o) }),
  })
}

/** The browser's folder of downloads takes the place of the album. */
async function saveToAlbum(ctx: WxContext, path: string): Promise<void> {
  const { size: bytes } = await blobOf(ctx, path)
  const name = path.split(/[/_]/).pop() ?? path
  h('a', { href: await ctx.urlOf(path), download: name }).click()
  ctx.host.report({ type: 'saved', picture: { at: ctx.host.now(), name, bytes } })
}

async function blobOf(ctx: WxContext, src: string): Promise<Blob> {
  if (kindOf(src)) return ctx.files.blob(src)
  const response = await fetch(await ctx.urlOf(src))
  if (!response.ok) throw new WxFailure(`file not found: ${src}`)
  return response.blob()
}

async function compress(ctx: WxContext, options: Options): Promise<{ tempFilePath: string }> {
  const blob = await blobOf(ctx, requiredText(options, 'src'))
  const bitmap = await bitmapOf(blob)
  const size = compressedSize(bitmap, numberOf(options, 'compressedWidth', 0), numberOf(options, 'compressedHeight', 0))
  // Quality has an effect on JPEG alone, as on the platform.
  const type = blob.type === 'image/png' ? 'image/png' : 'image/jpeg'
  const drawn = await redraw(bitmap, { ...size, type, quality: numberOf(options, 'quality', 80) / 100 })
  bitmap.close()
  return { tempFilePath: await ctx.files.addTemp(drawn) }
}

/** One side given scales the other; none given keeps the size. */
export function compressedSize(
  { width, height }: { width: number; height: number },
  toWidth: number,
  toHeight: number,
): { width: number; height: number } {
  if (toWidth && toHeight) return { width: toWidth, height: toHeight }
  const scale = toWidth ? toWidth / width : toHeight ? toHeight / height : 1
  return { width: width * scale, height: height * scale }
}

function canvasOf(ctx: WxContext, options: Options): HTMLCanvasElement | OffscreenCanvas {
  const given = options['canvas']
  if (given instanceof HTMLCanvasElement || given instanceof OffscreenCanvas) return given
  const id = textOf(options, 'canvasId')
  const [element] = id ? findAll(componentOf(ctx.host.currentPage()), `[canvas-id="${id}"], #${CSS.escape(id)}`) : []
  const node = element && canvasNode(element)
  if (!node) throw new WxFailure('canvas is empty')
  return node
}

async function canvasFile(ctx: WxContext, options: Options): Promise<string> {
  const canvas = canvasOf(ctx, options)
  if (canvas instanceof HTMLCanvasElement) await wordsDrawn(canvas)
  const [x, y] = [numberOf(options, 'x', 0), numberOf(options, 'y', 0)]
  const width = numberOf(options, 'width', canvas.width - x)
  const height = numberOf(options, 'height', canvas.height - y)
  const target = new OffscreenCanvas(
    numberOf(options, 'destWidth', width * devicePixelRatio),
    numberOf(options, 'destHeight', height * devicePixelRatio),
  )
  target.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, target.width, target.height)
  const type = textOf(options, 'fileType', 'png') === 'jpg' ? 'image/jpeg' : 'image/png'
  return ctx.files.addTemp(await target.convertToBlob({ type, quality: numberOf(options, 'quality', 1) }))
}
