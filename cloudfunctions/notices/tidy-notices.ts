import type { TimerCall } from '../kit/router'
import * as repo from './repo'

/** Every hour: what has ended leaves the lists' index, and what ended a year ago goes. Running twice changes nothing more. */
export async function tidyNotices({ now, log }: TimerCall): Promise<void> {
  log.info('tidied', { over: await repo.markOver(now), removed: await repo.removeExpired(now) })
}
