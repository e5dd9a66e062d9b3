import type { Actions, Part } from './types'

/** The parts of the cloud: added in order, stopped in the opposite order. */
export class Registry {
  readonly #parts: Part[] = []

  add<P extends Part>(part: P): P {
    this.#parts.push(part)
    return part
  }

  /** The action of this name, of whichever part has it. */
  action(name: string): Actions[string] | undefined {
    for (const { actions } of this.#parts) if (actions && Object.hasOwn(actions, name)) return actions[name]
    return undefined
  }

  /** Stop every part, even when one of them fails. */
  async stop(): Promise<void> {
    const failures: unknown[] = []
    for (const part of this.#parts.splice(0).reverse()) {
      try {
        await part.stop()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some parts of the cloud did not stop')
  }
}
