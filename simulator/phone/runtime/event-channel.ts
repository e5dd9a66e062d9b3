type Listener = (...args: unknown[]) => void

/** What two pages say to each other: one end is held by the opener, the other by the page that it opened. */
export class EventChannel {
  readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>()

  constructor(
    readonly problem: (error: unknown) => void,
    readonly peer: () => EventChannel | undefined,
  ) {}

  /** Calls the listeners of the other end. */
  emit(name: string, ...args: unknown[]): void {
    this.peer()?.receive(name, args)
  }

  on(name: string, listener: Listener): void {
    this.#add(name, listener, false)
  }

  once(name: string, listener: Listener): void {
    this.#add(name, listener, true)
  }

  /** Without a listener all of this name are removed. */
  off(name: string, listener?: Listener): void {
    const kept = listener ? (this.#listeners.get(name) ?? []).filter((item) => item.listener !== listener) : []
    this.#listeners.set(name, kept)
  }

  receive(name: string, args: readonly unknown[]): void {
    for (const item of [...(this.#listeners.get(name) ?? [])]) {
      if (item.once) this.off(name, item.listener)
      try {
        item.listener(...args)
      } catch (error) {
        this.problem(error)
      }
    }
  }

  #add(name: string, listener: Listener, once: boolean): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }])
  }
}

/** Both ends; `events` are the listeners that navigateTo brings. */
export function openChannel(
  events: Readonly<Record<string, unknown>>,
  problem: (error: unknown) => void,
): { opener: EventChannel; opened: EventChannel } {
  const ends: { opener?: EventChannel; opened?: EventChannel } = {}
  const opener = (ends.opener = new EventChannel(problem, () => ends.opened))
  const opened = (ends.opened = new EventChannel(problem, () => ends.opener))
  for (const [name, listener] of Object.entries(events)) {
    if (typeof listener === 'function') opener.on(name, listener as Listener)
  }
  return { opener, opened }
}
