/** Something that is done again and again while a page is in front, and never behind. */
export interface Repeat {
  /** the page is shown: from now on every `ms` */
  start(): void
  /** the page is hidden or left */
  stop(): void
}

export function whileShown(ms: number, run: () => void): Repeat {
  let timer: ReturnType<typeof setInterval> | null = null
  const stop = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  return {
    start() {
      stop()
      timer = setInterval(run, ms)
    },
    stop,
  }
}
