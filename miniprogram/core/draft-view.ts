/** A report that has not gone out yet, as it is drawn. Pure. */
import { KIND_NAMES } from '../contract/case-names'
import { ago } from './day'
import type { Draft, DraftState } from './draft-box'

export interface DraftView {
  id: string
  title: string
  text: string
  state: DraftState
}

const TEXTS: { readonly [S in DraftState]: string } = {
  draft: '没写完，点开接着写',
  queued: '等网络好了自动送出',
  sending: '正在送出',
  refused: '没送出去，点开改一改',
}

/** Why it was refused, if it was; else what becomes of it. */
export function draftView({ id, input, state, savedAt, problem }: Draft, now: number): DraftView {
  const words = state === 'refused' && problem ? problem : TEXTS[state]
  return { id, title: KIND_NAMES[input.kind], text: `${ago(savedAt, now)} · ${words}`, state }
}
