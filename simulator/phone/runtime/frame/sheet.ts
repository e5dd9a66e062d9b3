import { node } from './dom'

export interface Choice {
  readonly text: string
  run(): void
}

/** WeChat's own sheet from below: the menu of the capsule. */
export function openSheet(overlay: HTMLElement, title: string, choices: readonly Choice[]): void {
  const close = (): void => layer.remove()
  const entry = ({ text, run }: Choice): HTMLElement => {
    const button = node('button', 'phone-sheet-item', { type: 'button' }, text)
    button.addEventListener('click', () => {
      close()
      run()
    })
    return button
  }
  const cancel = entry({ text: '取消', run: () => undefined })
  cancel.classList.add('cancel')
  const sheet = node('div', 'phone-sheet', { role: 'dialog', 'aria-label': title }, ...choices.map(entry), cancel)
  const layer = node('div', 'phone-layer', {}, sheet)
  layer.addEventListener('click', (event) => {
    if (event.target === layer) close()
  })
  overlay.append(layer)
}

/** A card in the middle, with one button. Resolves when it is closed. */
export function openCard(overlay: HTMLElement, title: string, lines: readonly string[], action: string): Promise<void> {
  return new Promise((resolve) => {
    const button = node('button', 'phone-card-action', { type: 'button' }, action)
    const card = node(
      'div',
      'phone-card',
      { role: 'dialog', 'aria-label': title },
      node('div', 'phone-card-title', {}, title),
      ...lines.map((line) => node('div', 'phone-card-line', {}, line)),
      button,
    )
    const layer = node('div', 'phone-layer center', {}, card)
    button.addEventListener('click', () => {
      layer.remove()
      resolve()
    })
    overlay.append(layer)
  })
}
