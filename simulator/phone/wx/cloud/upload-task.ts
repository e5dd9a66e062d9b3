import type { Options } from '../api'
import { Listeners } from '../listeners'

/** The option by which a call carries its task to the code that runs it. */
export const UPLOAD_TASK = '__uploadTask'

/** What wx.cloud.uploadFile returns: progress and a way to stop. */
export class UploadTask {
  readonly listeners = new Listeners()
  #request: XMLHttpRequest | undefined

  readonly onProgressUpdate = this.listeners.on
  readonly offProgressUpdate = this.listeners.off
  readonly abort = (): void => this.#request?.abort()

  readonly start = (request: XMLHttpRequest): void => {
    this.#request = request
  }

  readonly progress = (sent: number, total: number): void =>
    this.listeners.emit({
      progress: total > 0 ? Math.floor((sent / total) * 100) : 100,
      totalBytesSent: sent,
      totalBytesExpectedToSend: total,
    })
}

type Call = (options?: Options) => Promise<unknown> | undefined

/** In callback style the task is returned; in promise style the promise carries the task's methods. */
export function withUploadTask(call: Call): (options?: Options) => unknown {
  return (options = {}) => {
    const task = new UploadTask()
    const { onProgressUpdate, offProgressUpdate, abort } = task
    const outcome = call({ ...options, [UPLOAD_TASK]: task })
    return outcome ? Object.assign(outcome, { onProgressUpdate, offProgressUpdate, abort }) : task
  }
}
