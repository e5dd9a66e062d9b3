import { h } from './dom'

export interface Layer {
  /** what the mask lies under */
  readonly panel: HTMLElement
  close(): void
}

export interface LayerOptions {
  /** center: a box in the middle; bottom: a sheet; full: the whole screen */
  readonly place: 'center' | 'bottom' | 'full'
  readonly label: string
  readonly className?: string
  /** a tap beside the panel, or Escape */
  readonly onDismiss?: () => void
}

/** Lay a modal panel over the pages. It takes the focus and gives it back. */
export function openLayer(overlay: HTMLElement, { place, label, className = '', onDismiss }: LayerOptions): Layer {
  const before = document.activeElement
  const panel = h('div', {
    class: `wxui-panel wxui-panel--${place} ${className}`,
    role: 'dialog',
    'aria-modal': 'true',
    'aria-label': label,
    tabindex: '-1',
  })
  const mask = h('div', { class: `wxui-mask wxui-mask--${place}` }, panel)
  mask.addEventListener('click', (event) => {
    if (event.target === mask) onDismiss?.()
  })
  mask.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onDismiss?.()
  })
  overlay.append(mask)
  panel.focus({ preventScroll: true })
  const close = () => {
    mask.remove()
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
  return { panel, close }
}
