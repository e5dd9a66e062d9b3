import type { PhoneHost } from '../../host'
import { h } from './dom'

export interface ToastOptions {
  readonly title: string
  readonly icon: 'success' | 'error' | 'loading' | 'none'
  readonly image?: string | undefined
  readonly mask: boolean
  /** undefined: until it is hidden */
  readonly duration?: number | undefined
}

/** The one place where a toast or a loading box is shown: the next replaces the one before. */
export class Toast {
  #element: HTMLElement | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly host: PhoneHost) {}

  show({ title, icon, image, mask, duration }: ToastOptions): void {
    this.hide()
    const picture = image
      ? h('img', { class: 'wxui-toast-image', src: image, alt: '' })
      : icon === 'none'
        ? undefined
        : h('span', { class: `wxui-toast-icon wxui-toast-icon--${icon}`, 'aria-hidden': 'true' })
    const box = h(
      'div',
      {
        class: `wxui-toast ${picture ? 'wxui-toast--icon' : ''}`,
        role: 'status',
        'aria-busy': icon === 'loading' ? 'true' : undefined,
      },
      picture,
      h('span', { class: 'wxui-toast-text', text: title }),
    )
    this.#element = h('div', { class: `wxui-toast-layer ${mask ? 'wxui-toast-layer--mask' : ''}` }, box)
    this.host.overlay.append(this.#element)
    if (duration !== undefined) this.#timer = setTimeout(() => this.hide(), duration)
  }

  hide(): void {
    clearTimeout(this.#timer)
    this.#element?.remove()
    this.#element = undefined
  }
}
