import { inlineStyle } from '../runtime/backend'
import { above, below } from './controls'
import { make } from './dom'
import type { GeneralComponent, Host } from './element'
import { element, TEMPORARY } from './element'

const properties = {
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  autoplay: false,
  current: 0,
  currentItemId: '',
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  previousMargin: '0px',
  nextMargin: '0px',
  snapToEdge: false,
  displayMultipleItems: 1,
  easingFunction: 'default',
}

type SwiperHost = Host<typeof properties>

const EASINGS: Readonly<Record<string, string>> = {
  default: 'ease',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(.32, 0, .67, 0)',
  easeOutCubic: 'cubic-bezier(.33, 1, .68, 1)',
  easeInOutCubic: 'cubic-bezier(.65, 0, .35, 1)',
}

const itemIds = new WeakMap<object, () => string>()
const refreshers = new WeakMap<object, () => void>()

const itemsOf = (swiper: GeneralComponent): GeneralComponent[] =>
  [...below(swiper)].flatMap((node) => (itemIds.has(node) ? [node.asGeneralComponent()!] : []))

/** Where things lie: every item has its own place along the axis, so that a circle can close. */
const layout = (host: SwiperHost, track: HTMLElement) => {
  const share = (): number => 100 / Math.max(1, host.get('displayMultipleItems'))
  const place = (): void => {
    const items = itemsOf(host.component)
    const current = host.get('current')
    for (const [i, item] of items.entries()) {
      let at = i
      // In a circle an item that lies further than half the way round is reached from the other side.
      if (host.get('circular') && items.length > 1) {
        const half = items.length / 2
        if (i - current > half) at = i - items.length
        else if (current - i >= half) at = i + items.length
      }
      const [size, offset] = [`${share()}%`, `${at * 100}%`]
      const style = host.get('vertical')
        ? `width:100%;height:${size};transform:translate(0,${offset})`
        : `width:${size};height:100%;transform:translate(${offset},0)`
      item.setNodeStyle(style, TEMPORARY)
    }
  }
  const size = (): number => {
    const { width, height } = track.getBoundingClientRect()
    return ((host.get('vertical') ? height : width) * share()) / 100
  }
  /** Shows the place `at` (in items, may be between two) and `moved` pixels beside it. */
  const show = (at: number, moved: number, ms: number): void => {
    const offset = `calc(${-at * share()}% + ${moved}px)`
    track.style.transition = ms > 0 ? `transform ${ms}ms ${EASINGS[host.get('easingFunction')] ?? 'ease'}` : 'none'
    track.style.transform = host.get('vertical') ? `translate(0, ${offset})` : `translate(${offset}, 0)`
  }
  const margins = (): void => {
    const [before, after] = [host.get('previousMargin'), host.get('nextMargin')]
    track.style.inset = inlineStyle(host.get('vertical') ? `${before} 0 ${after} 0` : `0 ${after} 0 ${before}`)
  }
  return { place, show, size, margins }
}

const dots = (host: SwiperHost) => {
  const bar = make('div', { class: 'wx-swiper-dots', attributes: { 'aria-hidden': 'true' } })
  const draw = (): void => {
    bar.hidden = !host.get('indicatorDots')
    const colors = itemsOf(host.component).map((_, i) =>
      i === host.get('current') ? host.get('indicatorActiveColor') : host.get('indicatorColor'),
    )
    bar.replaceChildren(
      ...colors.map((color) => {
        const dot = make('i')
        dot.style.background = color
        return dot
      }),
    )
  }
  return { bar, draw }
}

type Source = 'autoplay' | 'touch' | ''

/** Which item is shown, and the way from one to the next. */
const turning = (host: SwiperHost, track: HTMLElement, redraw: () => void) => {
  const { place, show, size, margins } = layout(host, track)
  let shown = 0
  /** the swiper itself changes `current`, not the page */
  let own = false
  const detail = (source: Source) => {
    const item = itemsOf(host.component)[host.get('current')]
    return { current: host.get('current'), currentItemId: item ? itemIds.get(item)!() : '', source }
  }
  const last = (): number =>
    Math.max(0, itemsOf(host.component).length - (host.get('circular') ? 1 : host.get('displayMultipleItems')))
  const rest = (source: Source): void => {
    host.emit('animationfinish', detail(source))
  }
  const settle = (step: number, source: Source): void => {
    const count = itemsOf(host.component).length
    const changed = host.get('current') !== shown
    const ms = host.get('duration')
    show(shown + step, 0, ms)
    setTimeout(() => {
      shown = host.get('current')
      place()
      show(shown, 0, 0)
      rest(source)
    }, ms)
    if (changed && count > 0) host.emit('change', detail(source))
    redraw()
  }
  const go = (to: number, source: Source): void => {
    const count = itemsOf(host.component).length
    if (count === 0) return
    const step = to - shown
    const current = host.get('circular') ? (to + count) % count : Math.min(last(), Math.max(0, to))
    own = true
    host.set({ current })
    own = false
    settle(host.get('circular') ? step : current - shown, source)
  }
  const refresh = (): void => {
    margins()
    shown = Math.min(last(), Math.max(0, host.get('current')))
    place()
    show(shown, 0, 0)
    redraw()
  }
  const byPage = (): void => {
    if (!own && host.get('current') !== shown) go(host.get('current'), '')
  }
  const drag = (px: number): void => show(shown, px, 0)
  return { go, byPage, refresh, size, drag, at: () => shown, last, settleBack: () => settle(0, 'touch') }
}

const point = (event: object): { x: number; y: number } | undefined => {
  const touch = (event as { touches?: { clientX: number; clientY: number }[] }).touches?.[0]
  return touch && { x: touch.clientX, y: touch.clientY }
}

const DECIDED_PX = 5

const swiping = (host: SwiperHost, turn: ReturnType<typeof turning>, hold: () => void, release: () => void): void => {
  let from: { x: number; y: number } | undefined
  let along = false
  let moved = 0
  host.on('touchstart', (event) => {
    from = point(event)
    along = false
    moved = 0
    hold()
  })
  host.on('touchmove', (event) => {
    const now = point(event)
    if (!from || !now) return
    const [dx, dy] = [now.x - from.x, now.y - from.y]
    const [ahead, across] = host.get('vertical') ? [dy, dx] : [dx, dy]
    if (!along && Math.max(Math.abs(ahead), Math.abs(across)) < DECIDED_PX) return
    // A finger that first moves the other way scrolls what is around.
    if (!along && Math.abs(across) > Math.abs(ahead)) return void (from = undefined)
    along = true
    moved = ahead
    const atEdge = (moved > 0 && turn.at() === 0) || (moved < 0 && turn.at() === turn.last())
    turn.drag(!host.get('circular') && atEdge ? moved / 3 : moved)
    host.emit('transition', host.get('vertical') ? { dx: 0, dy: -moved } : { dx: -moved, dy: 0 })
  })
  const end = (): void => {
    release()
    if (!from || moved === 0) return
    from = undefined
    const far = Math.abs(moved) > Math.min(60, turn.size() / 4)
    if (far) turn.go(turn.at() + (moved < 0 ? 1 : -1), 'touch')
    else turn.settleBack()
  }
  host.on('touchend', end)
  host.on('touchcancel', end)
}

/** <swiper> */
export const swiper = element(
  properties,
  (host) => {
    const track = host.part('track')
    const indicator = dots(host)
    host.dom.append(indicator.bar)
    const turn = turning(host, track, indicator.draw)
    let timer: ReturnType<typeof setInterval> | undefined
    const stop = (): void => clearInterval(timer)
    const play = (): void => {
      stop()
      if (!host.get('autoplay')) return
      timer = setInterval(() => {
        const next = turn.at() + 1
        turn.go(!host.get('circular') && next > turn.last() ? 0 : next, 'autoplay')
      }, host.get('interval'))
    }
    swiping(host, turn, stop, play)
    refreshers.set(host.component, turn.refresh)
    const byId = (): void => {
      const index = itemsOf(host.component).findIndex((item) => itemIds.get(item)!() === host.get('currentItemId'))
      if (index >= 0) turn.go(index, '')
    }
    const layoutNames = ['circular', 'vertical', 'displayMultipleItems', 'previousMargin', 'nextMargin']
    return {
      attached() {
        turn.refresh()
        play()
      },
      detached: stop,
      changed: {
        ...Object.fromEntries(layoutNames.map((name) => [name, turn.refresh])),
        current: turn.byPage,
        currentItemId: byId,
        autoplay: play,
        interval: play,
        indicatorDots: indicator.draw,
        indicatorColor: indicator.draw,
        indicatorActiveColor: indicator.draw,
      },
    }
  },
  ['track'],
)

/** <swiper-item> */
export const swiperItem = element({ itemId: '', skipHiddenItemLayout: false }, (host) => {
  itemIds.set(host.component, () => host.get('itemId'))
  const refresh = (): void => {
    for (const node of above(host.component)) {
      const found = refreshers.get(node)
      if (found) return found()
    }
  }
  let around: GeneralComponent | undefined
  return {
    attached() {
      for (const node of above(host.component)) {
        if (!refreshers.has(node)) continue
        around = node.asGeneralComponent() ?? undefined
        break
      }
      refresh()
    },
    detached: () => around && refreshers.get(around)?.(),
  }
})
