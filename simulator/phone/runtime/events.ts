import type { PhoneEvent, ToPhone } from '../types'

/**
 * Listens to what the server tells this phone; the browser connects again by itself. Inside the shell it comes from
 * there: a browser keeps six connections to a server, and several phones would leave none for their calls.
 */
export function listen(openid: string, take: (event: PhoneEvent) => void): void {
  if (window.parent !== window) {
    window.addEventListener('message', ({ data, origin }: MessageEvent<ToPhone>) => {
      if (origin === location.origin && typeof data === 'object' && data.type === 'event') take(data.event)
    })
    return
  }
  const source = new EventSource(`/phone/events?openid=${encodeURIComponent(openid)}`)
  source.addEventListener('message', ({ data }: MessageEvent<string>) => take(JSON.parse(data) as PhoneEvent))
}
