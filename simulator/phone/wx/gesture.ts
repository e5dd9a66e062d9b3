/** How long after a tap its handlers may still open what WeChat opens for a tap alone. */
const TAP_MS = 500

/** Knows whether the app acts because a person has just tapped. */
export class Gesture {
  #until = -1

  constructor(target: EventTarget) {
    target.addEventListener('click', () => (this.#until = performance.now() + TAP_MS), true)
  }

  get active(): boolean {
    return performance.now() <= this.#until
  }

  /** An answer from the network has come in between: WeChat no longer counts what follows as the tap. */
  spend(): void {
    this.#until = -1
  }
}
