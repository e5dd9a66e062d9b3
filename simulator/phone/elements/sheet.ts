import { make } from './dom'

export interface Sheet {
  close(): void
}

/** A panel from the bottom of the phone over a dimmed page; a tap outside or Escape cancels. */
export const openSheet = (overlay: HTMLElement, label: string, body: HTMLElement, onCancel: () => void): Sheet => {
  const before = document.activeElement
  const panel = make(
    'div',
    { class: 'wx-sheet', attributes: { role: 'dialog', 'aria-modal': 'true', 'aria-label': label, tabindex: '-1' } },
    [body],
  )
  const mask = make('div', { class: 'wx-sheet-mask' })
  const layer = make('div', { class: 'wx-sheet-layer' }, [mask, panel])
  const close = (): void => {
    layer.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  const cancel = (): void => {
    close()
    onCancel()
  }
  mask.addEventListener('click', cancel)
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel()
  })
  overlay.append(layer)
  panel.focus({ preventScroll: true })
  return { close }
}

/** Asks for consent; resolves to the answer. */
export const askConsent = (overlay: HTMLElement, title: string, text: string): Promise<boolean> =>
  new Promise((resolve) => {
    const answer = (allowed: boolean) => (): void => {
      sheet.close()
      resolve(allowed)
    }
    const button = (label: string, allowed: boolean): HTMLElement =>
      make('button', {
        class: allowed ? 'wx-sheet-button wx-sheet-button-main' : 'wx-sheet-button',
        text: label,
        attributes: { type: 'button' },
        click: answer(allowed),
      })
    const body = make('div', { class: 'wx-sheet-consent' }, [
      make('h2', { text: title }),
      make('p', { text }),
      make('div', { class: 'wx-sheet-buttons' }, [button('不允许', false), button('允许', true)]),
    ])
    const sheet = openSheet(overlay, title, body, () => resolve(false))
  })
