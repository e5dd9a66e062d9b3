import type { Clock } from '../clock'
import { LIMITS } from '../limits'
import { ApiError } from './types'

/** When each person last used the mini-program; moderation works for people who are there. */
export class Activity {
  readonly #last = new Map<string, number>()

  constructor(readonly clock: Clock) {}

  note(openid: string): void {
    this.#last.set(openid, this.clock.now())
  }

  check(openid: unknown): void {
    const last = typeof openid === 'string' ? this.#last.get(openid) : undefined
    if (last === undefined) throw new ApiError(40003, 'invalid openid')
    if (this.clock.now() - last > LIMITS.moderationActiveMs) throw new ApiError(61010, 'code is expired')
  }
}
