import { element } from './element'

/** Paths on a 24×24 square; `filled` icons are a disc with the path cut out in white. */
const ICONS: Record<string, { path: string; color: string; disc?: boolean }> = {
  success: { path: 'M6.5 12.5l3.5 3.5 7.5-8', color: '#09bb07', disc: true },
  success_no_circle: { path: 'M4 12.5l5 5L20 6.5', color: '#09bb07' },
  info: { path: 'M12 11v6M12 7v.6', color: '#10aeff', disc: true },
  warn: { path: 'M12 6.5v7M12 16.4v.6', color: '#f76260', disc: true },
  waiting: { path: 'M12 6.5V12l3.5 3.5', color: '#10aeff', disc: true },
  cancel: { path: 'M8 8l8 8M16 8l-8 8', color: '#f43530', disc: true },
  clear: { path: 'M8 8l8 8M16 8l-8 8', color: '#b2b2b2', disc: true },
  download: { path: 'M12 6v9M8 11.5l4 4 4-4', color: '#09bb07', disc: true },
  search: { path: 'M10.5 4.5a6 6 0 100 12 6 6 0 000-12zM15 15l5 5', color: '#b2b2b2' },
}

const drawing = (type: string, size: number, color: string): string => {
  const icon = ICONS[type]
  if (!icon) return ''
  const ink = color || icon.color
  const disc = icon.disc ? `<circle cx="12" cy="12" r="11" fill="${ink}"/>` : ''
  const stroke = icon.disc ? '#fff' : ink
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}" aria-hidden="true">` +
    `${disc}<path d="${icon.path}" fill="none" stroke="${stroke}" stroke-width="2" stroke-linecap="round"/></svg>`
  )
}

/** <icon>: WeChat's own small set. */
export const icon = element({ type: '', size: 23, color: '' }, (host) => {
  const draw = (): void => {
    const type = host.get('type')
    if (type && !ICONS[type]) host.services.problem(`<icon> 没有 type="${type}"`)
    const color = CSS.supports('color', host.get('color')) ? host.get('color') : ''
    host.dom.innerHTML = drawing(type, host.get('size'), color)
  }
  return { changed: { type: draw, size: draw, color: draw } }
})
