import type { Clock } from './clock'

/** Something that happens at times of the cloud's clock: a timer of a function, a late answer. */
export interface AgendaSource {
  readonly name: string
  /** Before a jump of the clock: decide which occurrences in (from, until] will be fired. */
  prepare?(from: number, until: number): void
  /** The next time to fire in (from, until], if any; asked again after every fire. */
  next(from: number, until: number): number | undefined
  fire(at: number): Promise<void>
}

/** setTimeout takes 32 bits; longer waits are taken in steps. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Fires the sources as the clock passes, and in order when the clock is moved forward. */
export class Agenda {
  readonly #sources = new Set<AgendaSource>()
  readonly #waits = new Map<AgendaSource, NodeJS.Timeout>()
  #moving: Promise<void> = Promise.resolve()
  #jumping = false
  #stopped = false

  constructor(
    readonly clock: Clock,
    readonly onError: (source: AgendaSource, error: unknown) => void,
  ) {}

  /** @param ticking false: the source fires only when the clock is moved, as tests want it */
  add(source: AgendaSource, ticking = true): void {
    this.#sources.add(source)
    if (ticking) this.#waits.set(source, setTimeout(() => undefined, 0).unref())
    this.#arm(source, this.clock.now())
  }

  /** Look again at a source that has new occurrences. */
  changed(source: AgendaSource): void {
    this.#arm(source, this.clock.now())
  }

  /** Move the clock. Forward, what lies between is fired in order, each at its own time. */
  moveTo(target: number): Promise<void> {
    const moved = this.#moving.then(() => this.#jump(target))
    this.#moving = moved.catch(() => undefined)
    return moved
  }

  stop(): void {
    this.#stopped = true
    for (const wait of this.#waits.values()) clearTimeout(wait)
    this.#sources.clear()
  }

  async #jump(target: number): Promise<void> {
    const start = this.clock.now()
    this.#jumping = true
    for (const wait of this.#waits.values()) clearTimeout(wait)
    try {
      for (const source of this.#sources) source.prepare?.(start, target)
      let reached = start
      for (let due = this.#earliest(start, target); due; due = this.#earliest(reached, target)) {
        reached = Math.max(reached, due.at)
        this.clock.set(reached)
        await this.#fire(due.source, due.at)
        if (this.#stopped) return
      }
      this.clock.set(target)
    } finally {
      this.#jumping = false
      for (const source of this.#sources) this.#arm(source, this.clock.now())
    }
  }

  #earliest(from: number, until: number): { source: AgendaSource; at: number } | undefined {
    let found: { source: AgendaSource; at: number } | undefined
    for (const source of this.#sources) {
      const at = source.next(from, until)
      if (at !== undefined && at <= until && (!found || at < found.at)) found = { source, at }
    }
    return found
  }

  #arm(source: AgendaSource, from: number): void {
    if (!this.#waits.has(source) || this.#jumping || this.#stopped) return
    clearTimeout(this.#waits.get(source))
    const at = source.next(from, Number.MAX_SAFE_INTEGER)
    if (at === undefined) return
    const wait = Math.max(0, at - this.clock.now())
    const tick = () => {
      if (wait > LONGEST_WAIT_MS || this.clock.now() < at) return this.#arm(source, from)
      void this.#fire(source, at)
      this.#arm(source, Math.max(at, this.clock.now()))
    }
    this.#waits.set(source, setTimeout(tick, Math.min(wait, LONGEST_WAIT_MS)).unref())
  }

  async #fire(source: AgendaSource, at: number): Promise<void> {
    try {
      await source.fire(at)
    } catch (error) {
      if (!this.#stopped) this.onError(source, error)
    }
  }
}
