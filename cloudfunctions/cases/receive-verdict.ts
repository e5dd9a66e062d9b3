import type { TimerCall } from '../kit/router'
import { setVerdict } from './repo'

/** The platform's late answer about a picture: shown from now on, or refused for good. */
export async function receiveVerdict(event: Record<string, unknown>, { log }: TimerCall): Promise<void> {
  const { trace_id: traceId, result } = event
  const suggest = typeof result === 'object' && result !== null && 'suggest' in result ? result.suggest : undefined
  if (typeof traceId !== 'string' || typeof suggest !== 'string') return log.error('verdict.unreadable')
  const isKnown = await setVerdict(traceId, suggest === 'pass' ? 'shown' : 'refused')
  if (!isKnown) log.error('verdict.unknown_picture')
}
