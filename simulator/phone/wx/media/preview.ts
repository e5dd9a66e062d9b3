import { asyncApis, numberOf, requiredTexts, textOf, WxFailure, type ApiTable } from '../api'
import type { WxContext } from '../context'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'

interface Item {
  readonly url: string
  readonly video: boolean
}

interface Source {
  readonly url?: unknown
  readonly type?: unknown
}

/** Pictures and videos over the whole screen. */
export function preview(ctx: WxContext): ApiTable {
  return asyncApis({
    previewImage: async (o) => {
      const urls = requiredTexts(o, 'urls')
      const items = urls.map((url) => ({ url, video: false }))
      await show(ctx, items, Math.max(0, urls.indexOf(textOf(o, 'current', urls[0]))))
    },
    previewMedia: async (o) => {
      const sources = Array.isArray(o['sources']) ? (o['sources'] as Source[]) : []
      const items = sources.map(({ url, type }) => ({ url: String(url), video: type === 'video' }))
      await show(ctx, items, numberOf(o, 'current', 0))
    },
  })
}

/** Resolves once it is shown, as WeChat's call does. */
async function show(ctx: WxContext, items: readonly Item[], current: number): Promise<void> {
  if (items.length === 0) throw new WxFailure('parameter error: nothing to preview')
  const loaded = await Promise.all(items.map(async (item) => ({ ...item, url: await ctx.urlOf(item.url) })))
  const layer = openLayer(ctx.host.overlay, {
    place: 'full',
    label: '预览',
    className: 'wxui-preview',
    onDismiss: () => layer.close(),
  })
  let index = Math.min(current, loaded.length - 1)
  const step = (text: string, side: string, by: number) =>
    button(text, `wxui-preview-step wxui-preview-step--${side}`, () => {
      index += by
      draw()
    })
  const draw = () => {
    const item = loaded[index]
    if (!item) return
    const media = item.video
      ? h('video', { src: item.url, controls: true })
      : h('img', { src: item.url, alt: `第 ${index + 1} 张，共 ${loaded.length} 张` })
    layer.panel.replaceChildren(
      button('关闭', 'wxui-preview-close', () => layer.close()),
      media,
      h('div', { class: 'wxui-preview-count', text: loaded.length > 1 ? `${index + 1} / ${loaded.length}` : '' }),
      ...(loaded[index - 1] ? [step('上一张', 'before', -1)] : []),
      ...(loaded[index + 1] ? [step('下一张', 'after', 1)] : []),
    )
  }
  draw()
}
