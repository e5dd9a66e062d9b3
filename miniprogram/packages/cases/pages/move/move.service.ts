/** What only this page asks the server for. */
import type { ClusterId, Colleague } from '../../../../contract/estate'
import { call } from '../../../../core/rpc'

export const colleaguesOf = async (cluster: ClusterId): Promise<Colleague[]> =>
  (await call('estate.colleagues', { cluster })).colleagues
