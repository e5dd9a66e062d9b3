/** Milliseconds of this process on a processor: what else the machine does does not count. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
