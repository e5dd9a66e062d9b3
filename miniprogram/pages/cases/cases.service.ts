import type { Out } from '../../contract/api'
import { call } from '../../core/rpc'

/** A page of the cases I reported. */
export const listMine = (after: string | null): Promise<Out<'cases.mine'>> =>
  call('cases.mine', after === null ? {} : { after })
