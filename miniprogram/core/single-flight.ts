/**
 * Runs one at a time: a tap while the first still runs does nothing, and gets undefined. As a method of a page it keeps
 * `this`, and each page counts for itself.
 */
export function singleFlight<This, A extends unknown[], T>(
  run: (this: This, ...args: A) => Promise<T>,
): (this: This, ...args: A) => Promise<T | undefined> {
  const running = new Set<unknown>()
  return async function (this: This, ...args: A) {
    if (running.has(this)) return undefined
    running.add(this)
    try {
      return await run.apply(this, args)
    } finally {
      running.delete(this)
    }
  }
}

/** Runs one at a time: whoever asks while it runs gets the same answer. */
export function shared<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
}
