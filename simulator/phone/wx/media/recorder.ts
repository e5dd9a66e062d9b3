import type { WxContext } from '../context'
import { Listeners } from '../listeners'

type Event = 'Start' | 'Stop' | 'Pause' | 'Resume' | 'Error' | 'FrameRecorded' | 'InterruptionBegin' | 'InterruptionEnd'
const EVENTS: readonly Event[] = [
  ...(['Start', 'Stop', 'Pause', 'Resume', 'Error', 'FrameRecorded'] as const),
  ...(['InterruptionBegin', 'InterruptionEnd'] as const),
]

const DURATION_MS = 60_000
const DURATION_MOST_MS = 600_000

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** wx.getRecorderManager, over the browser's MediaRecorder and microphone. */
export class Recorder {
  readonly #events = Object.fromEntries(EVENTS.map((name) => [name, new Listeners()])) as Record<Event, Listeners>
  #recorder: MediaRecorder | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly ctx: WxContext) {}

  /** start, stop …, onStart, onStop … */
  api(): Record<string, unknown> {
    const on = Object.fromEntries(EVENTS.map((name) => [`on${name}`, this.#events[name].on]))
    return {
      ...on,
      start: (options: { duration?: number } = {}) => void this.#start(options),
      stop: () => this.#recorder?.stop(),
      pause: () => this.#recorder?.pause(),
      resume: () => this.#recorder?.resume(),
    }
  }

  async #start({ duration = DURATION_MS }: { duration?: number }): Promise<void> {
    try {
      if (this.#recorder) throw new Error('is recording or paused')
      await this.ctx.privacy.require('RecorderManager.start')
      await this.ctx.permissions.require('scope.record')
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      this.#record(stream, Math.min(duration, DURATION_MOST_MS))
    } catch (error) {
      this.#events.Error.emit({ errMsg: `operateRecorder:fail ${messageOf(error)}` })
    }
  }

  #record(stream: MediaStream, duration: number): void {
    const recorder = new MediaRecorder(stream)
    const parts: Blob[] = []
    let begun = performance.now()
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.onstart = () => {
      begun = performance.now()
      this.#events.Start.emit()
    }
    recorder.onpause = () => this.#events.Pause.emit()
    recorder.onresume = () => this.#events.Resume.emit()
    recorder.onstop = () => {
      clearTimeout(this.#timer)
      this.#recorder = undefined
      for (const track of stream.getTracks()) track.stop()
      void this.#finish(new Blob(parts, { type: recorder.mimeType }), performance.now() - begun)
    }
    this.#recorder = recorder
    recorder.start()
    this.#timer = setTimeout(() => recorder.stop(), duration)
  }

  async #finish(blob: Blob, duration: number): Promise<void> {
    const tempFilePath = await this.ctx.files.addTemp(blob)
    this.#events.Stop.emit({ tempFilePath, fileSize: blob.size, duration: Math.round(duration) })
  }
}
