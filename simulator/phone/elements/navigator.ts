import { keyboardTap } from './dom'
import type { Host } from './element'
import { element } from './element'
import { hover, hoverProperties } from './hover'

const properties = {
  target: 'self',
  url: '',
  openType: 'navigate',
  delta: 1,
  appId: '',
  path: '',
  extraData: undefined as unknown,
  version: 'release',
  shortLink: '',
  ...hoverProperties('navigator-hover', 50, 600),
}

type NavigatorHost = Host<typeof properties>

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** An address is taken relative to the page whose template says it. */
const absolute = (host: NavigatorHost): string => {
  const url = host.get('url')
  if (url.startsWith('/')) return url
  const resolved = new URL(url, `http://app/${host.owner().replace(/^\//, '')}`)
  return resolved.pathname + resolved.search
}

const actions: Readonly<Record<string, (host: NavigatorHost) => Promise<unknown>>> = {
  navigate: (host) => host.services.navigation.navigateTo(absolute(host)),
  redirect: (host) => host.services.navigation.redirectTo(absolute(host)),
  switchTab: (host) => host.services.navigation.switchTab(absolute(host)),
  reLaunch: (host) => host.services.navigation.reLaunch(absolute(host)),
  navigateBack: (host) => host.services.navigation.navigateBack(host.get('delta')),
}

const go = async (host: NavigatorHost): Promise<void> => {
  const action = host.get('target') === 'self' ? actions[host.get('openType')] : undefined
  const asked = `${host.get('target')} ${host.get('openType')}`
  if (!action) return host.services.problem(`<navigator> 的 ${asked} 在这部手机上没有实现`)
  try {
    await action(host)
    host.emit('success', { errMsg: 'navigate:ok' })
  } catch (error) {
    host.emit('fail', { errMsg: messageOf(error) })
    host.services.problem(`<navigator> ${host.get('url')}: ${messageOf(error)}`)
  }
  host.emit('complete', {})
}

/** <navigator> within the mini-program; to another one or out of it is refused. */
export const navigator = element(properties, (host) => {
  host.dom.setAttribute('role', 'link')
  host.dom.tabIndex = 0
  keyboardTap(host.dom)
  hover(host, 'navigator-hover')
  host.on('tap', () => void go(host))
})
