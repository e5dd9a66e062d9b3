import type { ApiTable } from '../api'
import type { Transport } from '../cloud/transport'
import type { WxContext } from '../context'
import { account } from './account'
import { app } from './app'
import { permissionsApi } from './permissions'
import { privacyApi } from './privacy'
import { subscribe } from './subscribe'

/** What WeChat itself is asked for. */
export function open(ctx: WxContext, transport: Transport): ApiTable {
  return {
    ...account(ctx),
    ...app(ctx),
    ...permissionsApi(ctx.permissions),
    ...privacyApi(ctx.privacy),
    ...subscribe(ctx, transport),
  }
}
