import { newRequestId } from './rpc'

/** One requestId for all tries of the same input: sending it again does nothing twice. */
export interface Intent {
  idOf(input: unknown): string
  /** the server has answered: the next try is another intent */
  done(): void
}

export function createIntent(): Intent {
  let kept: { key: string; requestId: string } | null = null
  return {
    idOf(input) {
      const key = JSON.stringify(input)
      if (kept?.key !== key) kept = { key, requestId: newRequestId() }
      return kept.requestId
    },
    done() {
      kept = null
    },
  }
}
