import * as glassEasel from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import type { Instance } from './instance'

/** Fires `ready` of components, which the framework leaves to the platform: after they are drawn. */
export class ReadyQueue {
  #waiting: glassEasel.GeneralComponent[] = []
  #isHeld = false
  #isScheduled = false

  /** To be called before any component is registered. */
  install(space: CodeSpace): void {
    const add = (component: glassEasel.GeneralComponent) => this.#add(component)
    const behavior = space.getComponentSpace().defineBehavior({
      lifetimes: {
        attached() {
          add((this as unknown as Instance)._$)
        },
      },
    })
    space.setOverallBehavior(behavior as unknown as glassEasel.GeneralBehavior)
  }

  /** While a page is being opened its components wait for the page's onShow. */
  hold(): void {
    this.#isHeld = true
  }

  /** Fires what waits, inner components first. */
  flush(): void {
    this.#isHeld = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const component of waiting.reverse()) {
      if (glassEasel.Element.isAttached(component)) component.triggerLifetime('ready', [])
    }
  }

  #add(component: glassEasel.GeneralComponent): void {
    this.#waiting.push(component)
    if (this.#isHeld || this.#isScheduled) return
    this.#isScheduled = true
    setTimeout(() => {
      this.#isScheduled = false
      if (!this.#isHeld) this.flush()
    })
  }
}
