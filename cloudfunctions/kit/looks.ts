/** Who looked at whose name and telephone. Functions that show them insert a look; the person reads it (PIPL §44). */
import type { LookEvent } from '../../miniprogram/contract/estate'
import { Collection } from './db'

export interface LookDoc extends LookEvent {
  _id: string
  /** openid of the person looked at */
  person: string
}

export const looks = new Collection<LookDoc>('looks')
