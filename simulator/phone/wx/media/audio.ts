import type { WxContext } from '../context'
import { Listeners } from '../listeners'

/** WeChat's event → the browser's. */
const EVENTS: Readonly<Record<string, string>> = {
  Canplay: 'canplay',
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
  Seeking: 'seeking',
  Seeked: 'seeked',
}

/** wx.createInnerAudioContext, over an <audio> of the browser. */
export function createAudio(ctx: WxContext): Record<string, unknown> {
  const audio = new Audio()
  const stopped = new Listeners()
  const failed = new Listeners()
  let src = ''
  const fail = (errCode: number, errMsg: string) => failed.emit({ errCode, errMsg })
  const play = () =>
    void loading.then(() => audio.play()).catch((error: unknown) => fail(10001, `play audio fail: ${String(error)}`))
  let loading: Promise<void> = Promise.resolve()
  const load = (path: string): void => {
    src = path
    loading = ctx.urlOf(path).then((url) => void (audio.src = url))
    loading.catch(() => fail(10003, 'play audio fail: file not found'))
    if (context.autoplay) play()
  }
  audio.addEventListener('error', () => fail(10004, 'play audio fail: format error'))
  const listening = Object.entries(EVENTS).map(([name, type]) => {
    const listeners = new Listeners()
    audio.addEventListener(type, () => listeners.emit())
    return listeners.api(name)
  })
  const context = {
    autoplay: false,
    obeyMuteSwitch: true,
    startTime: 0,
    play,
    pause: () => audio.pause(),
    stop: () => {
      audio.pause()
      audio.currentTime = 0
      stopped.emit()
    },
    seek: (seconds: number) => void (audio.currentTime = seconds),
    destroy: () => {
      audio.pause()
      audio.removeAttribute('src')
    },
    ...(Object.assign({}, ...listening, stopped.api('Stop'), failed.api('Error')) as Record<string, unknown>),
  }
  for (const name of ['loop', 'volume', 'playbackRate'] as const) {
    Object.defineProperty(context, name, {
      get: () => audio[name],
      set: (value) => Object.assign(audio, { [name]: value }),
    })
  }
  for (const name of ['duration', 'currentTime', 'paused', 'buffered'] as const) {
    Object.defineProperty(context, name, { get: () => audio[name] })
  }
  return Object.defineProperty(context, 'src', { get: () => src, set: load })
}
