import type { ApiTable } from './api'

type Listener = (event: unknown) => void

/** The listeners of one event of WeChat, with `wx.onX` and `wx.offX`. */
export class Listeners {
  readonly #listeners = new Set<Listener>()

  get size(): number {
    return this.#listeners.size
  }

  readonly on = (listener: unknown): void => {
    if (typeof listener === 'function') this.#listeners.add(listener as Listener)
  }

  /** Without a listener all are removed. */
  readonly off = (listener?: unknown): void => {
    if (typeof listener === 'function') this.#listeners.delete(listener as Listener)
    else this.#listeners.clear()
  }

  emit(event?: unknown): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  /** { onName, offName } */
  api(name: string): ApiTable {
    return { [`on${name}`]: this.on, [`off${name}`]: this.off }
  }
}
