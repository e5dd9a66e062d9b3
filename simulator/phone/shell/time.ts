/** The estate's time: shown, and moved for everybody at once. */
import { ZONE } from '../zone'
import { h } from './dom'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ZONE_OFFSET = '+08:00'

const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

export interface TimeBar {
  readonly element: HTMLElement
  /** the server says how far its clock is from the machine's */
  shifted(shiftMs: number): void
}

async function move(body: { shiftMs: number } | { now: number }): Promise<void> {
  const response = await fetch('/control/time', { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(((await response.json()) as { message: string }).message)
}

export function timeBar(): TimeBar {
  let shift = 0
  const clock = h('output', { class: 'clock', 'aria-label': '小区的时间' })
  const note = h('span', { class: 'clock-note' })
  const show = () => {
    clock.textContent = format.format(Date.now() + shift)
    note.textContent = shiftText(shift)
  }
  const go = async (body: { shiftMs: number } | { now: number }) => {
    // On the way the timers run one after another, as they would have.
    note.textContent = '正在走到那时…'
    buttons.forEach((button) => (button.disabled = true))
    try {
      await move(body)
    } catch (error) {
      note.textContent = error instanceof Error ? error.message : String(error)
    } finally {
      buttons.forEach((button) => (button.disabled = false))
    }
  }
  const button = (text: string, body: () => { shiftMs: number } | { now: number }) =>
    h('button', { type: 'button', onclick: () => void go(body()) }, text)
  const date = h('input', { type: 'datetime-local', 'aria-label': '去到这个时间' })
  const wanted = () => ({ now: date.value === '' ? Date.now() + shift : Date.parse(`${date.value}${ZONE_OFFSET}`) })
  const buttons = [
    button('现在', () => ({ now: Date.now() })),
    button('+1 小时', () => ({ shiftMs: HOUR })),
    button('+1 天', () => ({ shiftMs: DAY })),
    button('去', wanted),
  ]
  setInterval(show, 1_000)
  show()
  const [now, hour, day, there] = buttons
  const element = h(
    'div',
    { class: 'time', role: 'group', 'aria-label': '时间' },
    clock,
    note,
    now,
    hour,
    day,
    date,
    there,
  )
  return { element, shifted: (ms) => ((shift = ms), show()) }
}

function shiftText(shift: number): string {
  const minutes = Math.round(Math.abs(shift) / 60_000)
  if (minutes === 0) return '现在'
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const parts = [days && `${days} 天`, hours && `${hours} 小时`, minutes % 60 && `${minutes % 60} 分`].filter(Boolean)
  return `比现在${shift > 0 ? '晚' : '早'} ${parts.join(' ')}`
}
