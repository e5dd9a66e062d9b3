/** Draws the icons of the tab bar, which WeChat takes as PNG only: node -r tsx/cjs scripts/tab-icons.ts */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './chromium'
import { ROOT } from './root'

/** WeChat: 81 × 81, at most 40 KB */
const SIZE = 81
/** as `color` and `selectedColor` of the tab bar in app.json */
const COLOURS = { '': '#5B6470', '-on': '#C8372D' }

/** In a field of 24 × 24; strokes, so that all four look alike. `fill` is drawn where the tab is chosen. */
const ICONS: { readonly [name: string]: { readonly lines: string; readonly fill: string } } = {
  home: {
    lines: 'M3.5 11 12 4l8.5 7M5.5 9.800V20h13V9.800M10 20v-5.500h4V20',
    fill: 'M5.5 9.8 12 4.500l6.5 5.300V20h-13z',
  },
  cases: {
    lines: 'M4 5h16v11.500h-8L7.5 20v-3.500H4zM8 9.200h8M8 12.500h5',
    fill: 'M4 5h16v11.500h-8L7.5 20v-3.500H4z',
  },
  jobs: {
    lines: 'M3.5 8h17v11.500h-17zM8.8 8V5h6.400v3M3.5 12.500h17M12 11.300v2.6',
    fill: 'M3.5 8h17v11.500h-17z',
  },
  me: {
    lines: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-4 3.6-5.8 7.5-5.800s6.9 1.8 7.5 5.800z',
    fill: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-4 3.6-5.8 7.5-5.800s6.9 1.8 7.5 5.800z',
  },
}

const svg = ({ lines, fill }: { lines: string; fill: string }, colour: string, isOn: boolean): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 24 24" fill="none"
    stroke="${colour}" stroke-width="1.7" stroke-linejoin="round" stroke-linecap="round">
    ${isOn ? `<path d="${fill}" fill="${colour}" fill-opacity=".18" stroke="none"/>` : ''}<path d="${lines}"/></svg>`

async function main(): Promise<void> {
  const folder = join(ROOT, 'miniprogram/images')
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
  for (const [name, icon] of Object.entries(ICONS)) {
    for (const [suffix, colour] of Object.entries(COLOURS)) {
      await page.setContent(`<body style="margin:0">${svg(icon, colour, suffix !== '')}</body>`)
      await page.screenshot({ path: join(folder, `tab-${name}${suffix}.png`), omitBackground: true })
    }
  }
  await browser.close()
}

void main()
