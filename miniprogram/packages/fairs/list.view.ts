/** Fairs as rows of a list. Pure. */
import type { FairRow } from '../../contract/fairs'
import { fairHead, type FairHead } from './fair-day.view'

export interface FairItem extends FairHead {
  /** no longer to come, or cancelled */
  isQuiet: boolean
}

export const fairItem = (row: FairRow, now: number): FairItem => ({
  ...fairHead(row, now),
  isQuiet: row.state === 'cancelled' || row.state === 'ended' || now >= row.closesAt,
})

export const TABS = [
  { value: 'coming', text: '快要办的' },
  { value: 'past', text: '办过的' },
] as const
export type Tab = (typeof TABS)[number]['value']

export const EMPTY_TEXTS: { readonly [T in Tab]: string } = {
  coming: '下面一场还没排出来。每月20日赶集日、每周三专场，过几天再来看。',
  past: '还没有办过。',
}
