/** Reports that wait on the phone, apart from wx: each is sent exactly once, however often it is tried. */
import type { In } from '../contract/api'
import type { Moved } from '../contract/cases'
import { errorText } from './error-text'
import { isUnsent } from './rpc-error'
import { shared } from './single-flight'

export type ReportInput = In<'cases.report'>
export type Reported = Moved & { handler: string }

/** draft: being written; queued: to be sent as soon as it can; refused: the server said no, the person must look at it */
export type DraftState = 'draft' | 'queued' | 'sending' | 'refused'

export interface Draft {
  id: string
  /** one for all tries: the server makes one case of them */
  requestId: string
  savedAt: number
  state: DraftState
  input: ReportInput
  /** kept files on this phone */
  pictures: string[]
  /** cloud ids of the pictures, once all are up: a later try uploads nothing again */
  uploaded?: string[]
  /** why it was refused */
  problem?: string
}

export interface DraftBoxParts {
  read(): Draft[]
  write(drafts: Draft[]): void
  upload(paths: readonly string[]): Promise<string[]>
  report(input: ReportInput, requestId: string): Promise<Reported>
  /** kept files that nobody needs any more */
  drop(paths: readonly string[]): void
  isOnline(): boolean
}

export interface DraftBox {
  /** newest first */
  list(): Draft[]
  get(id: string): Draft | undefined
  save(draft: Draft): void
  remove(id: string): void
  /** sends one now; what is being sent already is not sent twice. Throws RpcError; then the draft is queued or refused */
  send(id: string): Promise<Reported>
  /** sends what is queued, the oldest first; stops where the network does. How many still wait */
  flush(): Promise<number>
  on(listener: () => void): () => void
}

export function createDraftBox(parts: DraftBoxParts): DraftBox {
  const listeners = new Set<() => void>()
  const sending = new Map<string, Promise<Reported>>()

  // a program that was ended while it sent left "sending" behind
  const all = (): Draft[] =>
    parts
      .read()
      .map((draft): Draft =>
        draft.state === 'sending' && !sending.has(draft.id) ? { ...draft, state: 'queued' } : draft,
      )
  const find = (id: string) => all().find((draft) => draft.id === id)
  const write = (drafts: Draft[]) => {
    parts.write(drafts)
    listeners.forEach((listener) => listener())
  }
  const change = (id: string, part: Partial<Draft>) =>
    write(all().map((draft) => (draft.id === id ? { ...draft, ...part } : draft)))

  function remove(id: string): void {
    const gone = find(id)
    if (!gone) return
    write(all().filter((draft) => draft.id !== id))
    parts.drop(gone.pictures)
  }

  async function sendOne(id: string): Promise<Reported> {
    const draft = find(id)
    if (!draft) throw new Error(`there is no draft ${id}`)
    change(id, { state: 'sending' })
    try {
      const uploaded = draft.uploaded ?? (await parts.upload(draft.pictures))
      change(id, { uploaded })
      const { pictures: _pictures, ...input } = draft.input
      const sent = await parts.report(uploaded.length > 0 ? { ...input, pictures: uploaded } : input, draft.requestId)
      remove(id)
      return sent
    } catch (error) {
      change(id, isUnsent(error) ? { state: 'queued' } : { state: 'refused', problem: errorText(error) })
      throw error
    }
  }

  function send(id: string): Promise<Reported> {
    const running = sending.get(id)
    if (running) return running
    const started = sendOne(id).finally(() => {
      sending.delete(id)
      listeners.forEach((listener) => listener())
    })
    sending.set(id, started)
    return started
  }

  const queued = () => all().filter(({ state }) => state === 'queued')

  async function flush(): Promise<number> {
    for (const { id } of queued().sort((a, b) => a.savedAt - b.savedAt)) {
      if (!parts.isOnline()) break
      try {
        await send(id)
      } catch (error) {
        // refused ones tell the person themselves; without a network the rest would fare no better
        if (isUnsent(error)) break
      }
    }
    return queued().length
  }

  return {
    list: () => all().sort((a, b) => b.savedAt - a.savedAt),
    get: find,
    save(draft) {
      const old = find(draft.id)
      const others = all().filter(({ id }) => id !== draft.id)
      write([...others, draft])
      if (old) parts.drop(old.pictures.filter((path) => !draft.pictures.includes(path)))
    },
    remove,
    send,
    flush: shared(flush),
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
