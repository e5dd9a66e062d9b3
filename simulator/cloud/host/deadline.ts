/** Longest step of a deadline; what a step takes longer than this is time in which this program could not act. */
const STEP_MS = 100

/** Something that happens after a while, unless it is cleared. */
export interface Deadline {
  clear(): void
}

/**
 * Calls `act` after `ms` in which this program could act. While it is kept busy by something else it neither hears what a
 * process says nor answers its requests, so that time is not the process's: it counts as one step at most.
 */
export function deadline(ms: number, act: () => void): Deadline {
  let left = ms
  let isCleared = false
  let timer: NodeJS.Timeout
  const arm = () => {
    const step = Math.min(left, STEP_MS)
    timer = setTimeout(() => {
      left -= step
      if (left > 0) return arm()
      // What came in time waits behind this timer: it is read first.
      setImmediate(() => setImmediate(() => isCleared || act()))
    }, step)
  }
  arm()
  return {
    clear: () => {
      isCleared = true
      clearTimeout(timer)
    },
  }
}
