import { newRequestId } from './ids'
import { isOnline } from './platform'
import { createCall } from './retry'

export { newRequestId } from './ids'
export { isUnsent, RpcError, type RpcCode } from './rpc-error'

/** Calls a route. Retries with the same requestId, so that it happens once; throws RpcError. */
export const call = createCall({
  send: async (name, data) => (await wx.cloud.callFunction({ name, data: { ...data } })).result,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  isOnline,
  newRequestId: () => newRequestId(),
})
