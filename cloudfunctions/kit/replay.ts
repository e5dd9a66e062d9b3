/** The answer of a mutating call is kept under its requestId; a retried call gets it again and does nothing. */
import type { ErrorCode } from '../../miniprogram/contract/errors'
import { DAY } from './clock'
import { Collection, wait } from './db'
import { AppError } from './errors'
import { digest } from './ids'

interface Stored {
  _id: string
  /** route and input of the first call: the same requestId for something else is a mistake of the caller */
  intent: string
  state: 'running' | 'done'
  /** when this attempt began; a crashed one may be taken over after LEASE_MS */
  at: number
  answer?: string
  refusal?: { code: ErrorCode; fields?: Record<string, string> }
  expiresAt: number
}

export const requests = new Collection<Stored>('requests')

const KEEP_MS = 3 * DAY
/** longer than any function may run, so the first attempt is surely dead */
const LEASE_MS = 61_000
const POLLS = 20
const POLL_MS = 60

/** Refusals that say "try again" are not kept. */
const isFinal = (code: ErrorCode) => code !== 'BUSY' && code !== 'INTERNAL'

export interface Intent {
  openid: string
  requestId: string
  route: string
  input: unknown
  now: number
}

export async function replayed<R>(intent: Intent, run: () => Promise<R>): Promise<R> {
  const { openid, requestId, route, input, now } = intent
  const _id = digest(`${openid} ${requestId}`)
  const mark = digest(JSON.stringify([route, input]))
  const fresh: Stored = { _id, intent: mark, state: 'running', at: now, expiresAt: now + KEEP_MS }

  if (!(await requests.insertOnce(fresh))) {
    const stored = await settled(_id, mark, now)
    if (stored) return answerOf<R>(stored)
  }
  try {
    const answer = await run()
    await requests.updateIf({ _id, at: now }, { state: 'done', answer: JSON.stringify(answer) })
    return answer
  } catch (error) {
    const refusal = error instanceof AppError && isFinal(error.code) ? error : null
    if (refusal) {
      const { code, fields } = refusal
      await requests.updateIf({ _id, at: now }, { state: 'done', refusal: fields ? { code, fields } : { code } })
    } else {
      // at: 0 ends the lease, so that the retry may run at once
      await requests.updateIf({ _id, at: now }, { at: 0 })
    }
    throw error
  }
}

/** The finished record; null when this call has taken over a dead attempt and must run itself. */
async function settled(_id: string, mark: string, now: number): Promise<Stored | null> {
  for (let poll = 0; poll < POLLS; poll++) {
    const stored = await requests.get(_id)
    if (stored) {
      if (stored.intent !== mark) throw new AppError('INVALID_INPUT', { requestId: 'used_before' })
      if (stored.state === 'done') return stored
      const isDead = stored.at + LEASE_MS <= now
      if (isDead && (await requests.updateIf({ _id, state: 'running', at: stored.at }, { at: now }))) return null
    }
    await wait(POLL_MS)
  }
  throw new AppError('BUSY')
}

function answerOf<R>({ answer, refusal }: Stored): R {
  if (refusal) throw new AppError(refusal.code, refusal.fields)
  return JSON.parse(answer ?? 'null') as R
}
