/** How often to see whether npm is still there. */
const PARENT_CHECK_MS = 500

/** Stop cleanly once, at SIGTERM, SIGINT, or when npm is gone; a second signal ends the process as it is. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(end)
}

/** npm starts a shell that ends at a signal without passing it on; the process would then stay behind and hold the port. */
function watchParent(end: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, PARENT_CHECK_MS)
  watch.unref()
}
