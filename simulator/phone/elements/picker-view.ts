import { above, below } from './controls'
import { appStyle, make } from './dom'
import type { GeneralComponent } from './element'
import { element } from './element'
import type { Wheel } from './wheel'
import { wheel } from './wheel'

const ITEM_PX = 34

interface View {
  itemHeight(): number
  started(): void
  settled(): void
  /** where the column of this element should stand */
  wanted(column: GeneralComponent): number
}

const views = new WeakMap<object, View>()
const wheels = new WeakMap<object, Wheel>()

const columnsOf = (view: GeneralComponent): GeneralComponent[] =>
  [...below(view)].flatMap((node) => (wheels.has(node) ? [node.asGeneralComponent()!] : []))

const viewOf = (column: GeneralComponent): View | undefined => {
  for (const node of above(column)) if (views.has(node)) return views.get(node)
  return undefined
}

/** <picker-view>: columns that turn, laid into the page. */
export const pickerView = element(
  {
    value: [] as unknown[],
    indicatorStyle: '',
    indicatorClass: '',
    maskStyle: '',
    maskClass: '',
    immediateChange: false,
  },
  (host) => {
    const { dom, component } = host
    const indicator = make('div', { attributes: { 'data-part': 'indicator', 'aria-hidden': 'true' } })
    const mask = make('div', { attributes: { 'data-part': 'mask', 'aria-hidden': 'true' } })
    dom.append(mask, indicator)
    const wanted = (column: GeneralComponent): number => {
      const index = Number(host.get('value')[columnsOf(component).indexOf(column)])
      return Number.isFinite(index) ? index : 0
    }
    const show = (): void => {
      for (const column of columnsOf(component)) wheels.get(column)?.show(wanted(column))
    }
    const look = (): void => {
      appStyle(indicator, host.get('indicatorStyle'))
      indicator.className = host.scoped(host.get('indicatorClass')).join(' ')
      appStyle(mask, host.get('maskStyle'))
      mask.className = host.scoped(host.get('maskClass')).join(' ')
      host.style({ '--item': `${itemHeight()}px` })
      show()
    }
    const itemHeight = (): number => indicator.offsetHeight || ITEM_PX
    views.set(component, {
      itemHeight,
      wanted,
      started: () => host.emit('pickstart'),
      settled() {
        const value = columnsOf(component).map((column) => wheels.get(column)!.index())
        host.set({ value })
        host.emit('change', { value })
        host.emit('pickend')
      },
    })
    // A view that opens hidden (in a popup) has no height to turn to before it is shown.
    const shown = new ResizeObserver(look)
    return {
      attached: () => shown.observe(dom),
      detached: () => shown.disconnect(),
      changed: { value: show, indicatorStyle: look, indicatorClass: look, maskStyle: look, maskClass: look },
    }
  },
  ['columns'],
)

/** <picker-view-column>: its children are as high as the indicator. */
export const pickerViewColumn = element(
  {},
  (host) => {
    const { component } = host
    const scroller = host.part('wheel')
    scroller.tabIndex = 0
    const turner = wheel(scroller, {
      itemHeight: () => viewOf(component)?.itemHeight() ?? ITEM_PX,
      count: () => scroller.childElementCount,
      started: () => viewOf(component)?.started(),
      settled: () => viewOf(component)?.settled(),
    })
    wheels.set(component, turner)
    const again = new MutationObserver(() => turner.show(viewOf(component)?.wanted(component) ?? 0))
    return {
      attached: () => again.observe(scroller, { childList: true }),
      detached: () => again.disconnect(),
    }
  },
  ['wheel'],
)
