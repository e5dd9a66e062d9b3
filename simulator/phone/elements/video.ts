import { element } from './element'
import { load } from './resource'

/** The browser's event → WeChat's */
const EVENTS: Readonly<Record<string, (video: HTMLVideoElement) => readonly [string, object]>> = {
  play: () => ['play', {}],
  pause: () => ['pause', {}],
  ended: () => ['ended', {}],
  waiting: () => ['waiting', {}],
  timeupdate: ({ currentTime, duration }) => ['timeupdate', { currentTime, duration }],
  seeked: ({ currentTime }) => ['seekcomplete', { position: currentTime }],
  loadedmetadata: ({ videoWidth: width, videoHeight: height, duration }) => [
    'loadedmetadata',
    { width, height, duration },
  ],
  error: ({ error }) => ['error', { errMsg: error?.message ?? 'MEDIA_ERR' }],
}

/** <video>: what the browser's own player can do. */
export const video = element(
  {
    src: '',
    poster: '',
    controls: true,
    autoplay: false,
    loop: false,
    muted: false,
    initialTime: 0,
    objectFit: 'contain',
    title: '',
    duration: 0,
    referrerPolicy: '',
    showCenterPlayBtn: true,
    showPlayBtn: true,
    showFullscreenBtn: true,
    showProgress: true,
    enableProgressGesture: true,
    playBtnPosition: 'bottom',
  },
  (host) => {
    const player = document.createElement('video')
    player.controls = true
    player.playsInline = true
    player.preload = 'metadata'
    host.dom.append(player)
    for (const [name, translate] of Object.entries(EVENTS)) {
      player.addEventListener(name, () => host.emit(...translate(player)))
    }
    const file = (name: 'src' | 'poster') => (): void => {
      player.removeAttribute(name)
      if (host.get(name)) load(host, host.get(name), { then: (url) => void player.setAttribute(name, url) })
    }
    const flag = (name: 'controls' | 'autoplay' | 'loop' | 'muted') => (): void => void (player[name] = host.get(name))
    return {
      ariaTarget: player,
      changed: {
        src: file('src'),
        poster: file('poster'),
        controls: flag('controls'),
        autoplay: flag('autoplay'),
        loop: flag('loop'),
        muted: flag('muted'),
        initialTime: () => void (player.currentTime = host.get('initialTime')),
        objectFit: () => void (player.style.objectFit = host.get('objectFit')),
        title: () => void (player.title = host.get('title')),
      },
    }
  },
)
