import type { LoadedApp, ToPhone } from '../types'
import { prepareWx } from '../wx'
import { installClock, shiftTime } from './clock'
import { listen } from './events'
import { entryPage } from './entry-page'
import { factOf } from './facts'
import { Phone } from './phone'
import { takeReopened } from './reload'
import { readSettings } from './settings'

declare global {
  var __app: LoadedApp | undefined
}

/** The page that the address asks for, the one before a reload, or the app's first. */
function firstPage(app: LoadedApp, query: URLSearchParams): string {
  return takeReopened() ?? query.get('path') ?? `/${entryPage(app)}`
}

function onMessage(phone: Phone, { data, origin }: MessageEvent<ToPhone>): void {
  if (origin !== location.origin || typeof data !== 'object') return
  if (data.type === 'settings') phone.apply(data.settings)
  else if (data.type === 'open') void phone.open(data.url)
}

function onKey(phone: Phone, { key, target }: KeyboardEvent): void {
  const isTyping =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  if (key === 'Escape' && !isTyping && phone.frame.overlay.childElementCount === 0) void phone.back()
}

async function main(): Promise<void> {
  const app = globalThis.__app
  if (!app) throw new Error('the compiled app is missing')
  installClock()
  shiftTime(Number(factOf('shift-ms') ?? 0))
  const query = new URLSearchParams(location.search)
  const settings = readSettings(query)
  await prepareWx(settings.openid)
  const phone = new Phone(app, settings, firstPage(app, query))
  listen(settings.openid, (event) => phone.onEvent(event))
  window.addEventListener('message', (event: MessageEvent<ToPhone>) => onMessage(phone, event))
  window.addEventListener('keydown', (event) => onKey(phone, event))
  window.addEventListener('resize', () => phone.resize())
  document.addEventListener('visibilitychange', () => phone.visible(document.visibilityState === 'visible'))
  await phone.start()
}

void main()
