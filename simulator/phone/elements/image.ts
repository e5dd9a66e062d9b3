import { scrollerOf } from './dom'
import { element } from './element'
import { load } from './resource'

const MODES = [
  'scaleToFill',
  'aspectFit',
  'aspectFill',
  'widthFix',
  'heightFix',
  'top',
  'bottom',
  'center',
  'left',
  'right',
  'top left',
  'top right',
  'bottom left',
  'bottom right',
]

/** WeChat loads a lazy image when it comes within three screens of what is shown. */
const NEAR = '300% 0px'

/** Runs `then` at once, or when the node comes near the part of the page that is shown. */
const whenNear = (node: HTMLElement, scroller: HTMLElement, then: () => void): (() => void) => {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      then()
    },
    { root: scroller, rootMargin: NEAR },
  )
  observer.observe(node)
  return () => observer.disconnect()
}

/** <image>: the modes by object-fit (stylesheet), lazy-load, load and error. */
export const image = element(
  {
    src: '',
    mode: 'scaleToFill',
    lazyLoad: false,
    webp: false,
    fadeShow: false,
    draggable: false,
    // A long press opens WeChat's own menu there; the browser's menu is on the right mouse button here.
    showMenuByLongpress: false,
    forceHttps: false,
    referrerPolicy: 'no-referrer',
  },
  (host) => {
    const picture = document.createElement('img')
    picture.alt = ''
    picture.draggable = false
    host.dom.append(picture)
    host.dom.setAttribute('mode', 'scaleToFill')
    let stopWaiting = (): void => undefined
    let waiting = false

    picture.addEventListener('load', () => {
      host.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    picture.addEventListener('error', () => {
      host.services.problem(`<image> 的文件取不到：${host.get('src')}`)
      host.emit('error', { errMsg: `GET ${host.get('src')} failed` })
    })
    const start = (): void => {
      waiting = false
      const src = host.get('src')
      load(host, src, {
        then: (url) => host.get('src') === src && picture.setAttribute('src', url),
        failed: (reason) => host.emit('error', { errMsg: reason }),
      })
    }
    /** A component's default may be replaced in the same drawing: it is not loaded. */
    const soon = (): void => {
      const src = host.get('src')
      queueMicrotask(() => host.get('src') === src && start())
    }
    const refresh = (): void => {
      stopWaiting()
      picture.removeAttribute('src')
      if (!host.get('src')) return
      if (!host.get('lazyLoad')) return soon()
      waiting = true
      if (host.dom.isConnected) stopWaiting = whenNear(host.dom, scrollerOf(host), start)
    }
    return {
      ariaTarget: picture,
      attached() {
        if (waiting) refresh()
      },
      detached: () => stopWaiting(),
      changed: {
        src: refresh,
        mode() {
          const mode = host.get('mode')
          if (!MODES.includes(mode)) host.services.problem(`<image> 没有 mode="${mode}"`)
          host.dom.setAttribute('mode', mode)
        },
      },
    }
  },
)
