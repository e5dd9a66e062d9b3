import { make } from './dom'
import { element } from './element'

const properties = {
  percent: 0,
  showInfo: false,
  borderRadius: 0,
  fontSize: 16,
  strokeWidth: 6,
  color: '#09BB07',
  activeColor: '',
  backgroundColor: '#EBEBEB',
  active: false,
  activeMode: 'backwards',
  duration: 30,
}

/** <progress> */
export const progress = element(properties, (host) => {
  const { dom } = host
  const inner = make('div', { class: 'wx-progress-inner' })
  const bar = make('div', { class: 'wx-progress-bar' }, [inner])
  const info = make('span', { class: 'wx-progress-info', attributes: { 'aria-hidden': 'true' } })
  dom.append(bar, info)
  dom.setAttribute('role', 'progressbar')
  dom.setAttribute('aria-valuemin', '0')
  dom.setAttribute('aria-valuemax', '100')
  let shown = 0
  const percent = (): number => Math.min(100, Math.max(0, host.get('percent')))
  inner.addEventListener('transitionend', () => host.emit('activeend', { curPercent: percent() }))
  const look = (): void => {
    bar.style.cssText = `height:${host.get('strokeWidth')}px;border-radius:${host.get('borderRadius')}px;background:${host.get('backgroundColor')}`
    inner.style.background = host.get('activeColor') || host.get('color')
    info.hidden = !host.get('showInfo')
    info.style.fontSize = `${host.get('fontSize')}px`
  }
  const move = (): void => {
    const from = host.get('activeMode') === 'forwards' ? shown : 0
    const ms = host.get('active') ? Math.abs(percent() - from) * host.get('duration') : 0
    inner.style.transition = 'none'
    inner.style.width = `${ms ? from : percent()}%`
    if (ms) {
      // The browser must have drawn the start before it moves to the end.
      void inner.offsetWidth
      inner.style.transition = `width ${ms}ms linear`
      inner.style.width = `${percent()}%`
    }
    shown = percent()
    info.textContent = `${shown}%`
    dom.setAttribute('aria-valuenow', String(shown))
  }
  look()
  move()
  const looks = ['showInfo', 'borderRadius', 'fontSize', 'strokeWidth', 'color', 'activeColor', 'backgroundColor']
  return {
    // Before the element is on the page nothing can move.
    attached: move,
    changed: { ...Object.fromEntries(looks.map((name) => [name, look])), percent: move, active: move },
  }
})
