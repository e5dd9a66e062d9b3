import { make } from './dom'
import type { Host } from './element'

/** Pull-down refresh of a scroll-view. */
export const refresherProperties = {
  refresherEnabled: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: '#fff',
  refresherTriggered: false,
}

type RefresherHost = Host<typeof refresherProperties>

const touchY = (event: object): number | undefined =>
  (event as { touches?: { clientY?: number; pageY?: number }[] }).touches?.[0]?.clientY

/** The band above the content, which a pull opens and `refresher-triggered` holds open. */
export const refresher = (host: RefresherHost, scroller: HTMLElement) => {
  const band = make('div', { class: 'wx-refresher', attributes: { 'data-part': 'refresher', 'aria-hidden': 'true' } }, [
    make('i'),
    make('i'),
    make('i'),
  ])
  scroller.prepend(band)
  let start: number | undefined
  let pulled = 0
  let refreshing = false
  const height = (px: number): void => void (band.style.height = px > 0 ? `${px}px` : '')
  const hold = (): void => {
    refreshing = true
    height(host.get('refresherThreshold'))
  }
  const restore = (): void => {
    if (refreshing) host.emit('refresherrestore', {})
    refreshing = false
    height(0)
  }
  const release = (): void => {
    if (pulled === 0) return
    const enough = pulled >= host.get('refresherThreshold')
    pulled = 0
    if (!enough) {
      host.emit('refresherabort', {})
      return height(0)
    }
    hold()
    host.set({ refresherTriggered: true })
    host.emit('refresherrefresh', { dy: host.get('refresherThreshold') })
  }
  host.on('touchstart', (event) => {
    const usable = host.get('refresherEnabled') && !refreshing && scroller.scrollTop <= 0
    start = usable ? touchY(event) : undefined
  })
  host.on('touchmove', (event) => {
    const now = touchY(event)
    if (start === undefined || now === undefined) return
    pulled = Math.max(0, (now - start) / 2)
    if (pulled === 0) return
    height(pulled)
    host.emit('refresherpulling', { dy: pulled })
  })
  const ended = (): void => {
    start = undefined
    release()
  }
  host.on('touchend', ended)
  host.on('touchcancel', ended)
  const look = (): void => {
    band.style.background = host.get('refresherBackground')
    band.dataset.style = host.get('refresherDefaultStyle')
  }
  return {
    look,
    enabled: look,
    triggered: (): void => (host.get('refresherTriggered') ? hold() : restore()),
  }
}
