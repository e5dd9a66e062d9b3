import { control } from './controls'
import { make } from './dom'
import type { Host } from './element'
import { element } from './element'

const properties = {
  min: 0,
  max: 100,
  step: 1,
  value: 0,
  disabled: false,
  color: '#e9e9e9',
  selectedColor: '#1aad19',
  activeColor: '',
  backgroundColor: '',
  blockSize: 28,
  blockColor: '#ffffff',
  showValue: false,
  name: '',
}

type SliderHost = Host<typeof properties>

/** The nearest step, free of the errors of binary fractions. */
const stepped = (host: SliderHost, raw: number): number => {
  const { min, max } = { min: host.get('min'), max: host.get('max') }
  const step = host.get('step') > 0 ? host.get('step') : 1
  const value = min + Math.round((raw - min) / step) * step
  return Math.min(max, Math.max(min, Number(value.toFixed(10))))
}

const KEYS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }

const drag = (host: SliderHost, bar: HTMLElement): void => {
  let moving = false
  const valueAt = (x: number): number => {
    const { left, width } = bar.getBoundingClientRect()
    const { min, max } = { min: host.get('min'), max: host.get('max') }
    return stepped(host, min + ((x - left) / Math.max(1, width)) * (max - min))
  }
  const move = (event: PointerEvent): void => {
    const value = valueAt(event.clientX)
    if (value === host.get('value')) return
    host.set({ value })
    host.emit('changing', { value })
  }
  bar.addEventListener('pointerdown', (event) => {
    if (host.get('disabled')) return
    moving = true
    bar.setPointerCapture(event.pointerId)
    move(event)
  })
  bar.addEventListener('pointermove', (event) => moving && move(event))
  const end = (): void => {
    if (moving) host.emit('change', { value: host.get('value') })
    moving = false
  }
  bar.addEventListener('pointerup', end)
  bar.addEventListener('pointercancel', end)
}

/** <slider> */
export const slider = element(properties, (host) => {
  const { dom } = host
  const track = make('div', { class: 'wx-slider-track' })
  const thumb = make('div', { class: 'wx-slider-thumb' })
  const bar = make('div', { class: 'wx-slider-bar' }, [make('div', { class: 'wx-slider-line' }, [track]), thumb])
  const number = make('span', { class: 'wx-slider-value', attributes: { 'aria-hidden': 'true' } })
  dom.append(bar, number)
  dom.setAttribute('role', 'slider')
  dom.tabIndex = 0
  drag(host, bar)
  dom.addEventListener('keydown', (event) => {
    const direction = KEYS[event.key]
    if (direction === undefined || host.get('disabled')) return
    event.preventDefault()
    host.set({ value: stepped(host, host.get('value') + direction * host.get('step')) })
    host.emit('change', { value: host.get('value') })
  })
  const draw = (): void => {
    const { min, max } = { min: host.get('min'), max: host.get('max') }
    const value = Math.min(max, Math.max(min, host.get('value')))
    const share = max > min ? (value - min) / (max - min) : 0
    const size = Math.min(28, Math.max(12, host.get('blockSize')))
    host.style({
      '--share': `${share * 100}%`,
      '--size': `${size}px`,
      '--block': host.get('blockColor'),
      '--line': host.get('backgroundColor') || host.get('color'),
      '--active': host.get('activeColor') || host.get('selectedColor'),
    })
    dom.toggleAttribute('disabled', host.get('disabled'))
    number.hidden = !host.get('showValue')
    number.textContent = String(value)
    dom.setAttribute('aria-valuemin', String(min))
    dom.setAttribute('aria-valuemax', String(max))
    dom.setAttribute('aria-valuenow', String(value))
  }
  control.is(host.component, {
    field: {
      name: () => host.get('name'),
      value: () => host.get('value'),
      reset: () => host.set({ value: host.get('min') }),
    },
  })
  draw()
  return { changed: Object.fromEntries(Object.keys(properties).map((name) => [name, draw])) }
})
