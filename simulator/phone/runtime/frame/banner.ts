import { node } from './dom'

const SHOWN_MS = 6000

/** A subscribe message that has just come: shown at the top for a while; a tap opens its page. */
export function showBanner(overlay: HTMLElement, title: string, text: string, open: () => void): void {
  overlay.querySelector('.phone-banner')?.remove()
  const banner = node(
    'button',
    'phone-banner',
    { type: 'button' },
    node('span', 'phone-banner-title', {}, title),
    node('span', 'phone-banner-text', {}, text),
  )
  const timer = setTimeout(() => banner.remove(), SHOWN_MS)
  banner.addEventListener('click', () => {
    clearTimeout(timer)
    banner.remove()
    open()
  })
  overlay.append(banner)
}
