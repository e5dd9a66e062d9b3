import { button, h } from './dom'
import { openLayer } from './layer'

interface Ask {
  readonly title: string
  readonly text?: string
  readonly detail?: Node
  readonly refuse: string
  readonly accept: string
}

/** WeChat's own question from the bottom of the screen. */
export function ask(overlay: HTMLElement, { title, text, detail, refuse, accept }: Ask): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (value: boolean) => {
      layer.close()
      resolve(value)
    }
    const layer = openLayer(overlay, { place: 'bottom', label: title, className: 'wxui-ask' })
    layer.panel.append(
      h('h2', { class: 'wxui-ask-title', text: title }),
      ...(text ? [h('p', { class: 'wxui-ask-text', text })] : []),
      ...(detail ? [detail] : []),
      h(
        'div',
        { class: 'wxui-ask-buttons' },
        button(refuse, 'wxui-button wxui-button--quiet', () => answer(false)),
        button(accept, 'wxui-button wxui-button--main', () => answer(true)),
      ),
    )
  })
}

/** A list of choices from the bottom; the index, or undefined for 取消. */
export function choose(
  overlay: HTMLElement,
  label: string,
  items: readonly string[],
  { title = '', color = '' } = {},
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const answer = (index: number | undefined) => {
      layer.close()
      resolve(index)
    }
    const layer = openLayer(overlay, {
      place: 'bottom',
      label,
      className: 'wxui-sheet',
      onDismiss: () => answer(undefined),
    })
    if (title) layer.panel.append(h('div', { class: 'wxui-sheet-title', text: title }))
    items.forEach((item, index) =>
      layer.panel.append(button(item, 'wxui-sheet-item', () => answer(index), color ? `color:${color}` : '')),
    )
    layer.panel.append(button('取消', 'wxui-sheet-item wxui-sheet-cancel', () => answer(undefined)))
  })
}
