import { scrollerOf } from './dom'
import { element } from './element'
import type { PageMeta } from './services'

/** <page-meta>: the page that holds it takes over its style. */
export const pageMeta = element(
  {
    pageStyle: '',
    rootFontSize: '',
    pageFontSize: '',
    backgroundColor: '',
    scrollTop: '',
    rootBackgroundColor: '',
    backgroundColorTop: '',
    backgroundColorBottom: '',
    backgroundTextStyle: 'dark',
    scrollDuration: 300,
    pageOrientation: '',
  },
  (host) => {
    const names = ['pageStyle', 'rootFontSize', 'pageFontSize', 'backgroundColor', 'scrollTop'] as const
    let known = ''
    const apply = (): void => {
      if (!host.dom.isConnected) return
      const said = Object.fromEntries(
        names.filter((name) => host.component.data[name] !== '').map((name) => [name, host.get(name)]),
      ) as PageMeta
      if (JSON.stringify(said) === known) return
      known = JSON.stringify(said)
      host.services.pageMeta(host.dom, said)
    }
    // Several of them may change in one update: the page gets them once.
    let planned = false
    const later = (): void => {
      if (planned) return
      planned = true
      queueMicrotask(() => {
        planned = false
        apply()
      })
    }
    return { attached: apply, changed: Object.fromEntries(names.map((name) => [name, later])) }
  },
)

/** The page's own element, whose styles reach what lies in it. */
const pageRoot = (dom: HTMLElement): Element | null => dom.closest('.phone-page [is]') ?? dom.closest('.phone-scroller')

/** <root-portal>: what it holds lies at the end of its page, out of the clips and layers around it. */
export const rootPortal = element(
  { enable: true },
  (host) => {
    const content = host.part('portal')
    const place = (): void => {
      const target = host.get('enable') ? pageRoot(host.dom) : host.dom
      if (host.dom.isConnected && target) target.append(content)
    }
    return { attached: place, detached: () => content.remove(), changed: { enable: place } }
  },
  ['portal'],
)

const measures = {
  minWidth: -1,
  maxWidth: -1,
  width: -1,
  minHeight: -1,
  maxHeight: -1,
  height: -1,
  orientation: '',
}

/** <match-media>: shows its content when the page's window is of that size. */
export const matchMedia = element(measures, (host) => {
  const given = (name: Exclude<keyof typeof measures, 'orientation'>, test: (limit: number) => boolean): boolean =>
    host.get(name) < 0 || test(host.get(name))
  const matches = (width: number, height: number): boolean =>
    given('minWidth', (limit) => width >= limit) &&
    given('maxWidth', (limit) => width <= limit) &&
    given('width', (limit) => width === limit) &&
    given('minHeight', (limit) => height >= limit) &&
    given('maxHeight', (limit) => height <= limit) &&
    given('height', (limit) => height === limit) &&
    (!host.get('orientation') || host.get('orientation') === (width > height ? 'landscape' : 'portrait'))
  const show = (): void => {
    if (!host.dom.isConnected) return
    const { clientWidth, clientHeight } = scrollerOf(host)
    host.dom.toggleAttribute('hidden', !matches(clientWidth, clientHeight))
  }
  return { attached: show, changed: Object.fromEntries(Object.keys(measures).map((name) => [name, show])) }
})
