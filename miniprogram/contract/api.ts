import type { CasesApi } from './cases'
import type { CraftsApi } from './crafts'
import type { EnterprisesApi } from './enterprises'
import type { EstateApi } from './estate'
import type { FairsApi } from './fairs'
import type { JobsApi } from './jobs'
import type { MessagesApi } from './messages'
import type { NoticesApi } from './notices'

/** Every route: name to input and output. A route is "function.verb". */
export interface Api
  extends CasesApi, CraftsApi, EnterprisesApi, EstateApi, FairsApi, JobsApi, MessagesApi, NoticesApi {}

export type Route = keyof Api
export type In<R extends Route> = Api[R]['in']
export type Out<R extends Route> = Api[R]['out']

/** The body of every call to a function. */
export interface Envelope<R extends Route = Route> {
  route: R
  input: In<R>
  /** made once per intent by the caller, kept over retries; 16–64 of [A-Za-z0-9_-] */
  requestId: string
}
