import type { TimerCall } from '../kit/router'
import { wait } from '../kit/db'
import { setVerdict } from '../kit/pictures'

/** The picture is asked about before the case that holds it is stored, so the first answers may be early. */
const TRIES = 4
const WAIT_MS = 800

/** The platform's late answer about a picture: shown from now on, or refused for good. */
export async function receiveVerdict(event: Record<string, unknown>, { log }: TimerCall): Promise<void> {
  const { trace_id: traceId, result } = event
  const suggest = typeof result === 'object' && result !== null && 'suggest' in result ? result.suggest : undefined
  if (typeof traceId !== 'string' || typeof suggest !== 'string') return log.error('verdict.unreadable')
  const state = suggest === 'pass' ? 'shown' : 'refused'
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await setVerdict(traceId, state)) return
    await wait(WAIT_MS)
  }
  log.error('verdict.unknown_picture')
}
