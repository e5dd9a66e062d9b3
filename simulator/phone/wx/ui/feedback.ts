import { asyncApis, numberOf, requiredText, requiredTexts, textOf, WxFailure, cancelled, type ApiTable } from '../api'
import type { Options } from '../api'
import type { WxContext } from '../context'
import { choose } from './ask'
import { button, h } from './dom'
import { openLayer } from './layer'

const ICONS = ['success', 'error', 'loading', 'none'] as const
type Icon = (typeof ICONS)[number]

const ACTIONS_MOST = 6
const BUTTON_CHARACTERS = 4

/** Toast, loading, modal and action sheet. */
export function feedback(ctx: WxContext): ApiTable {
  const { toast } = ctx
  const { overlay } = ctx.host
  return asyncApis({
    showToast: async (o) => {
      const title = requiredText(o, 'title')
      const icon = ICONS.find((known): known is Icon => known === o['icon']) ?? 'success'
      const image = textOf(o, 'image')
      toast.show({
        title,
        icon,
        image: image ? await ctx.urlOf(image) : undefined,
        mask: o['mask'] === true,
        duration: numberOf(o, 'duration', 1500),
      })
    },
    hideToast: () => toast.hide(),
    showLoading: (o) => toast.show({ title: requiredText(o, 'title'), icon: 'loading', mask: o['mask'] === true }),
    hideLoading: () => toast.hide(),
    showModal: (o) => modal(overlay, o),
    showActionSheet: async (o) => {
      const items = requiredTexts(o, 'itemList')
      if (items.length === 0) throw new WxFailure('parameter error: itemList should not be empty')
      if (items.length > ACTIONS_MOST)
        throw new WxFailure(`parameter error: itemList should not be large than ${ACTIONS_MOST}`)
      const title = textOf(o, 'alertText')
      const tapIndex = await choose(overlay, title || '请选择', items, { title, color: textOf(o, 'itemColor') })
      if (tapIndex === undefined) throw cancelled()
      return { tapIndex }
    },
  })
}

function buttonText(options: Options, key: string, fallback: string): string {
  const text = textOf(options, key, fallback)
  if ([...text].length > BUTTON_CHARACTERS)
    throw new WxFailure(`${key} length should not larger than ${BUTTON_CHARACTERS} Chinese characters`)
  return text
}

function modal(overlay: HTMLElement, options: Options): Promise<Record<string, unknown>> {
  const cancelText = buttonText(options, 'cancelText', '取消')
  const confirmText = buttonText(options, 'confirmText', '确定')
  const title = textOf(options, 'title')
  const content = textOf(options, 'content')
  const editable = options['editable'] === true
  return new Promise((resolve) => {
    const layer = openLayer(overlay, { place: 'center', label: title || content || '提示', className: 'wxui-modal' })
    const field = editable
      ? h('textarea', { class: 'wxui-modal-field', placeholder: textOf(options, 'placeholderText'), rows: '1' })
      : undefined
    if (field) field.value = content
    const answer = (confirm: boolean) => {
      layer.close()
      resolve({ confirm, cancel: !confirm, content: confirm && field ? field.value : null })
    }
    layer.panel.append(
      ...(title ? [h('h2', { class: 'wxui-modal-title', text: title })] : []),
      field ?? h('div', { class: 'wxui-modal-text', text: content }),
      h(
        'div',
        { class: 'wxui-modal-buttons' },
        options['showCancel'] !== false &&
          button(cancelText, 'wxui-modal-button', () => answer(false), colorOf(options, 'cancelColor')),
        button(
          confirmText,
          'wxui-modal-button wxui-modal-button--main',
          () => answer(true),
          colorOf(options, 'confirmColor'),
        ),
      ),
    )
    field?.focus()
  })
}

const colorOf = (options: Options, key: string): string => {
  const color = textOf(options, key)
  return color ? `color:${color}` : ''
}
