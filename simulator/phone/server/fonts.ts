/** The fonts of the phones, from npm: Chinese text where the system has no such font, and vant's icons. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { ROOT } from '../../../scripts/root'

const npm = createRequire(join(ROOT, 'package.json'))
const CHINESE = dirname(npm.resolve('@fontsource-variable/noto-sans-sc/package.json'))
const ICONS = join(dirname(npm.resolve('@vant/icons/package.json')), 'src/encode-woff2.less')
const FONT_FILE = /^[\w-]+\.woff2$/

/** What the system has goes first, so that the bundled font is loaded only where there is none. */
const FAMILIES = [
  'PingFang SC',
  'Hiragino Sans GB',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'Noto Sans SC Variable',
]

/** Rules by which the browser loads only the parts of the font that a page needs. */
export async function fontSheet(): Promise<string> {
  const rules = await readFile(join(CHINESE, 'index.css'), 'utf8')
  const families = FAMILIES.map((family) => `'${family}'`).join(', ')
  return `:root { --font: ${families}, sans-serif; font-family: var(--font); }\n${rules.replaceAll('./files/', '/phone/fonts/')}`
}

/** A font's bytes by file name; undefined when there is none. */
export async function fontFile(name: string): Promise<Buffer | undefined> {
  if (name === 'vant-icon.woff2') return vantIcons()
  if (!FONT_FILE.test(name)) return undefined
  return readFile(join(CHINESE, 'files', name)).catch(() => undefined)
}

/** The package has the font only inside a style sheet. */
async function vantIcons(): Promise<Buffer> {
  const base64 = /font\/woff2;[^,]*base64,([A-Za-z0-9+/=]+)/.exec(await readFile(ICONS, 'utf8'))?.[1]
  if (!base64) throw new Error(`no font in ${ICONS}`)
  return Buffer.from(base64, 'base64')
}
