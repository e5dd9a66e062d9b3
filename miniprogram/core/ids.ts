let made = 0

const CHANCE = 0x100000000
// One person's requests have to differ, no more: the server keeps them apart by openid, and nothing secret follows.
// eslint-disable-next-line no-restricted-properties
const chance = (): string => Math.floor(Math.random() * CHANCE).toString(36)

/** A name for one intent; it is kept over all retries. 16–64 of [a-z0-9]. */
export function newRequestId(now: number = Date.now()): string {
  made += 1
  return `${now.toString(36)}${made.toString(36)}${chance()}${chance()}`.padEnd(16, '0')
}
