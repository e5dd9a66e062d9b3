import type { Defaults, ElementEvent, Host } from './element'
import { TEMPORARY } from './element'

/** Properties of elements that show a class while they are pressed. */
export const hoverProperties = (name: string, startTime: number, stayTime: number) => ({
  hoverClass: name,
  hoverStartTime: startTime,
  hoverStayTime: stayTime,
  hoverStopPropagation: false,
})

type HoverDefaults = ReturnType<typeof hoverProperties>

const stopped = new WeakSet<object>()
/** The event that all listeners share; each gets an object of its own that derives from it. */
const shared = (event: ElementEvent): object => Object.getPrototypeOf(event) as object

/**
 * Shows hover-class while the element is touched: after hover-start-time, until hover-stay-time past the end.
 * `builtIn` is the class of WeChat's own stylesheet, which no scope prefixes.
 */
export const hover = <P extends Defaults & HoverDefaults>(
  host: Host<P>,
  builtIn = '',
  enabled: () => boolean = () => true,
): void => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (names: string): void => {
    host.dom.classList.toggle(builtIn || 'wx-hover', names !== '' && names === builtIn)
    host.component.setNodeClass(names === builtIn ? '' : names, TEMPORARY)
  }
  const later = (names: string, ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => show(names), Math.max(0, ms))
  }
  const end = (): void => {
    if (host.get('hoverClass') !== 'none') later('', host.get('hoverStayTime'))
  }
  host.on('touchstart', (event) => {
    const names = host.get('hoverClass')
    if (names === 'none' || names === '' || !enabled() || stopped.has(shared(event))) return
    if (host.get('hoverStopPropagation')) stopped.add(shared(event))
    later(names, host.get('hoverStartTime'))
  })
  host.on('touchend', end)
  host.on('touchcancel', end)
  host.on('canceltap', end)
  host.on('touchmove', () => {
    clearTimeout(timer)
    end()
  })
}
