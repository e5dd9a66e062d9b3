/** Events of the server for all phones of this page: a browser keeps few connections, so the phones share one. */
import type { PhoneEvent, ToPhone } from '../types'

export interface Told {
  readonly openid: string
  tell(message: ToPhone): void
}

/** Pass the server's events on to the phones that they are for. */
export function passEvents(phones: () => Iterable<Told>, onTime: (shiftMs: number) => void): void {
  const source = new EventSource('/phone/events?shell')
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { to, event } = JSON.parse(data) as { to?: string; event: PhoneEvent }
    if (event.type === 'time') onTime(event.shiftMs)
    for (const phone of phones()) if (to === undefined || phone.openid === to) phone.tell({ type: 'event', event })
  })
}
