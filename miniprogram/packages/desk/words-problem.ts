/** What the server says of words that others will read. Pure. */
import { errorText } from '../../core/error-text'
import { RpcError } from '../../core/rpc-error'

/** What stands at the words that the server did not take. */
export function wordsProblem(error: unknown): string {
  const isUnsafe = error instanceof RpcError && error.code === 'UNSAFE_CONTENT'
  return isUnsafe ? '这里没通过微信的检查，请改一改' : errorText(error)
}
