/** The time of the cloud: the machine's clock plus a shift that only a control call changes. */
export class Clock {
  #offset: number

  constructor(offsetMs = 0) {
    this.#offset = offsetMs
  }

  /** Milliseconds between the machine's clock and the cloud's. */
  get offset(): number {
    return this.#offset
  }

  /** Epoch milliseconds as functions and the database see them. */
  readonly now = (): number => Date.now() + this.#offset

  /** Set the time; nothing that lies between is fired (the agenda does that). */
  set(epochMs: number): void {
    this.#offset = Math.round(epochMs - Date.now())
  }
}
