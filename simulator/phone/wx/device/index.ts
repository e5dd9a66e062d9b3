import type { ApiTable } from '../api'
import type { WxContext } from '../context'
import { location } from './location'
import { networkApi } from './network'
import { phone } from './phone'
import { scan } from './scan'
import { system } from './system'

/** What the phone itself can do. */
export function device(ctx: WxContext): ApiTable {
  return { ...system(ctx), ...networkApi(ctx.network), ...phone(ctx), ...scan(ctx), ...location(ctx) }
}
