import type { Grant } from '../../miniprogram/contract/estate'
import type { Log } from './log'
import type { Member } from './members'

/** All that a handler knows of its call. Time, ids and identity are given, never taken. */
export interface Context {
  openid: string
  /** epoch ms, one value for the whole call */
  now: number
  requestId: string
  /** null: this person has left nothing with us yet */
  member: Member | null
  grants: readonly Grant[]
  log: Log
}
