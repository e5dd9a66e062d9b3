import type { TimerCall } from '../kit/router'
import * as repo from './repo'

/** Every night: what was kept for a time and is past it goes. Running twice removes nothing more. */
export async function purgeExpired({ now, log }: TimerCall): Promise<void> {
  log.info('purged', await repo.purge(now))
}
