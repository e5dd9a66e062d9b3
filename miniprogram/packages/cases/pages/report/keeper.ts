/** What is being written is kept in the draft box, soon after the last letter. */
import { drafts, type Draft } from '../../../../core/drafts'
import { isWorthKeeping } from './form'

const SAVE_PAUSE_MS = 600

export interface Keeper {
  soon(): void
  now(): void
}

/** `written`: the report as it is now; null: nobody is writing one, what is on its way is the draft box's. */
export function createKeeper(written: () => Draft | null): Keeper {
  let timer: ReturnType<typeof setTimeout> | null = null
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const now = () => {
    stop()
    const draft = written()
    if (!draft) return
    if (isWorthKeeping(draft)) drafts.save({ ...draft, savedAt: Date.now() })
    else drafts.remove(draft.id)
  }
  return {
    now,
    soon() {
      stop()
      timer = setTimeout(now, SAVE_PAUSE_MS)
    },
  }
}
