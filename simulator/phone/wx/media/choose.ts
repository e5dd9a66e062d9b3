import { asyncApis, cancelled, numberOf, textsOf, textOf, WxFailure, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'
import { choose } from '../ui/ask'
import { chooseFiles } from './file-chooser'
import { compressed } from './pictures'

interface Chosen {
  readonly path: string
  readonly size: number
  readonly type: 'image' | 'video'
}

interface Wish {
  readonly count: number
  readonly accept: string
  readonly sources: readonly string[]
  readonly compress: boolean
}

const isImage = (file: File): boolean => file.type.startsWith('image/')

/** Pictures, videos and files of the person, through the browser's file chooser. */
export function chooseMedia(ctx: WxContext): ApiTable {
  return asyncApis({
    chooseMedia: async (o) => {
      await ctx.privacy.require('chooseMedia')
      const chosen = await take(ctx, mediaWish(o))
      return {
        type: chosen.every(({ type }) => type === chosen[0]?.type) ? chosen[0]?.type : 'mix',
        tempFiles: chosen.map(({ path, size, type }) => ({ tempFilePath: path, size, fileType: type })),
      }
    },
    chooseImage: async (o) => {
      await ctx.privacy.require('chooseImage')
      const chosen = await take(ctx, { ...mediaWish({ ...o, mediaType: ['image'] }), count: countOf(o, 9) })
      return {
        tempFilePaths: chosen.map(({ path }) => path),
        tempFiles: chosen.map(({ path, size }) => ({ path, size })),
      }
    },
    chooseVideo: async (o) => {
      await ctx.privacy.require('chooseVideo')
      const [video] = await take(ctx, { ...mediaWish({ ...o, mediaType: ['video'] }), count: 1 })
      return { tempFilePath: video?.path, size: video?.size, duration: 0, width: 0, height: 0 }
    },
    chooseMessageFile: async (o) => {
      await ctx.privacy.require('chooseMessageFile')
      const count = numberOf(o, 'count', 1)
      const accept = acceptOf(textOf(o, 'type', 'all'), textsOf(o, 'extension', []))
      const files = (await chooseFiles(ctx.host.overlay, { accept, multiple: count > 1 })).slice(0, count)
      return { tempFiles: await Promise.all(files.map((file) => messageFile(ctx, file))) }
    },
  })
}

function countOf(options: Options, most: number): number {
  const count = numberOf(options, 'count', 9)
  if (count < 1 || count > most) throw new WxFailure(`parameter error: parameter.count should be between 1 and ${most}`)
  return count
}

function mediaWish(options: Options): Wish {
  const types = textsOf(options, 'mediaType', ['image', 'video'])
  const wanted = (type: string) => types.includes(type) || types.includes('mix')
  return {
    count: countOf(options, 20),
    accept: [wanted('image') && 'image/*', wanted('video') && 'video/*'].filter(Boolean).join(','),
    sources: textsOf(options, 'sourceType', ['album', 'camera']),
    compress: textsOf(options, 'sizeType', ['original', 'compressed']).includes('compressed'),
  }
}

/** WeChat asks where from when both are allowed. */
async function fromCamera(ctx: WxContext, sources: readonly string[]): Promise<boolean> {
  if (!(sources.includes('album') && sources.includes('camera'))) return sources.includes('camera')
  const index = await choose(ctx.host.overlay, '选择照片', ['拍摄', '从手机相册选择'])
  if (index === undefined) throw cancelled()
  return index === 0
}

async function take(ctx: WxContext, { count, accept, sources, compress }: Wish): Promise<Chosen[]> {
  const camera = await fromCamera(ctx, sources)
  const multiple = count > 1 && !camera
  const files = (await chooseFiles(ctx.host.overlay, { accept, multiple, capture: camera })).slice(0, count)
  return Promise.all(files.map((file) => keep(ctx, file, compress)))
}

async function keep(ctx: WxContext, file: File, compress: boolean): Promise<Chosen> {
  const blob = compress && isImage(file) ? await compressed(file) : file
  const path = await ctx.files.addTemp(blob, blob === file ? file.name : '')
  return { path, size: blob.size, type: isImage(file) ? 'image' : 'video' }
}

function acceptOf(type: string, extensions: readonly string[]): string {
  if (type === 'image') return 'image/*'
  if (type === 'video') return 'video/*'
  return extensions.map((extension) => `.${extension.replace(/^\./, '')}`).join(',')
}

async function messageFile(ctx: WxContext, file: File): Promise<Record<string, unknown>> {
  const path = await ctx.files.addTemp(file, file.name)
  const [kind = ''] = file.type.split('/')
  const type = kind === 'image' || kind === 'video' ? kind : 'file'
  return { name: file.name, size: file.size, path, type, time: Math.floor(file.lastModified / 1000) }
}
