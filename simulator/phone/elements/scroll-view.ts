import type { Host } from './element'
import { element } from './element'
import { refresher, refresherProperties } from './refresher'

const properties = {
  scrollX: false,
  scrollY: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  scrollTop: 0,
  scrollLeft: 0,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollWithAnimation: false,
  enableBackToTop: false,
  enableFlex: false,
  scrollAnchoring: false,
  enhanced: false,
  bounces: true,
  showScrollbar: true,
  pagingEnabled: false,
  fastDeceleration: false,
  usingSticky: false,
  enablePassive: false,
  type: 'list',
  ...refresherProperties,
}

export type ScrollHost = Host<typeof properties>

/** scrolltoupper and scrolltolower fire when the edge comes nearer than the threshold, once for every approach. */
const edges = (host: ScrollHost, scroller: HTMLElement) => {
  let near = { top: true, left: true, bottom: false, right: false }
  const distances = () => ({
    top: scroller.scrollTop,
    left: scroller.scrollLeft,
    bottom: scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
    right: scroller.scrollWidth - scroller.clientWidth - scroller.scrollLeft,
  })
  return (): void => {
    const at = distances()
    const [upper, lower] = [host.get('upperThreshold'), host.get('lowerThreshold')]
    const now = { top: at.top < upper, left: at.left < upper, bottom: at.bottom < lower, right: at.right < lower }
    const [x, y] = [host.get('scrollX'), host.get('scrollY')]
    const before = near
    near = now
    if (y && now.top && !before.top) host.emit('scrolltoupper', { direction: 'top' })
    if (x && now.left && !before.left) host.emit('scrolltoupper', { direction: 'left' })
    if (y && now.bottom && !before.bottom) host.emit('scrolltolower', { direction: 'bottom' })
    if (x && now.right && !before.right) host.emit('scrolltolower', { direction: 'right' })
  }
}

const reportScroll = (host: ScrollHost, scroller: HTMLElement): void => {
  let last = { left: 0, top: 0 }
  const checkEdges = edges(host, scroller)
  scroller.addEventListener('scroll', () => {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller
    const [deltaX, deltaY] = [last.left - scrollLeft, last.top - scrollTop]
    last = { left: scrollLeft, top: scrollTop }
    host.emit('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX, deltaY })
    checkEdges()
  })
}

/** What a selector query's node() gives for an enhanced scroll-view. */
export interface ScrollViewContext {
  scrollTo(options: { top?: number; left?: number; animated?: boolean; duration?: number }): void
  scrollIntoView(selector: string, options?: { offset?: number; animated?: boolean }): void
  scrollEnabled: boolean
}

const offsetTo = (scroller: HTMLElement, target: HTMLElement) => {
  const [outer, inner] = [scroller.getBoundingClientRect(), target.getBoundingClientRect()]
  return { top: inner.top - outer.top + scroller.scrollTop, left: inner.left - outer.left + scroller.scrollLeft }
}

const scrolling = (host: ScrollHost, scroller: HTMLElement) => {
  const behavior = (animated: boolean): ScrollBehavior => (animated ? 'smooth' : 'instant')
  const animated = (): boolean => host.get('scrollWithAnimation')
  const toElement = (target: HTMLElement, offset: number, smooth: boolean): void => {
    const { top, left } = offsetTo(scroller, target)
    const x = host.get('scrollX') ? { left: left + offset } : {}
    const y = host.get('scrollY') ? { top: top + offset } : {}
    scroller.scrollTo({ ...x, ...y, behavior: behavior(smooth) })
  }
  /** The element of that id in the same template, once the update that may create it is done. */
  const intoView = (): void => {
    const id = host.get('scrollIntoView')
    if (!id) return
    setTimeout(() => {
      const target = host.component.ownerShadowRoot?.getElementById(id)?.$$ as unknown as HTMLElement | null | undefined
      if (target) toElement(target, host.get('scrollIntoViewOffset'), animated())
    })
  }
  const context: ScrollViewContext = {
    scrollTo: ({ top, left, animated: smooth = false }) =>
      scroller.scrollTo({
        ...(top !== undefined && { top }),
        ...(left !== undefined && { left }),
        behavior: behavior(smooth),
      }),
    scrollIntoView(selector, options = {}) {
      const target = host.component.ownerShadowRoot?.querySelector(selector)?.$$ as unknown as HTMLElement | undefined
      if (target) toElement(target, options.offset ?? 0, options.animated ?? true)
    },
    scrollEnabled: true,
  }
  const to = (axis: 'top' | 'left', name: 'scrollTop' | 'scrollLeft') => (): void =>
    // After the update: the content may just have grown to where it is to be scrolled.
    void setTimeout(() => scroller.scrollTo({ [axis]: host.get(name), behavior: behavior(animated()) }))
  return { intoView, context, toTop: to('top', 'scrollTop'), toLeft: to('left', 'scrollLeft') }
}

const contexts = new WeakMap<object, ScrollViewContext>()
export const scrollViewContext = (component: object): ScrollViewContext | undefined => contexts.get(component)

/** <scroll-view>: the content lies in a part of its own, as in WeChat, so that padding and flex stay outside. */
export const scrollView = element(
  properties,
  (host) => {
    const scroller = host.part('scroll')
    const content = host.part('content')
    // A part that scrolls must be reachable by keyboard.
    scroller.tabIndex = 0
    reportScroll(host, scroller)
    const move = scrolling(host, scroller)
    const pull = refresher(host, scroller)
    contexts.set(host.component, move.context)
    const flag = (target: HTMLElement, name: string, on: () => boolean) => (): void =>
      void target.toggleAttribute(name, on())
    return {
      attached: move.intoView,
      changed: {
        scrollX: flag(scroller, 'data-x', () => host.get('scrollX')),
        scrollY: flag(scroller, 'data-y', () => host.get('scrollY')),
        showScrollbar: flag(scroller, 'data-bare', () => !host.get('showScrollbar')),
        pagingEnabled: flag(scroller, 'data-paging', () => host.get('pagingEnabled')),
        enableFlex: flag(content, 'data-flex', () => host.get('enableFlex')),
        scrollTop: move.toTop,
        scrollLeft: move.toLeft,
        scrollIntoView: move.intoView,
        refresherTriggered: pull.triggered,
        refresherEnabled: pull.enabled,
        refresherBackground: pull.look,
        refresherDefaultStyle: pull.look,
      },
    }
  },
  ['scroll', 'content'],
)
