import type { ApiTable } from '../api'
import type { WxContext } from '../context'
import { bars } from './bars'
import { drawing } from './drawing'
import { navigation } from './navigation'
import { scroll } from './scroll'
import { storage } from './storage'

/** Pages, what is drawn on them and what is kept for them. */
export function page(ctx: WxContext): ApiTable {
  return { ...navigation(ctx), ...bars(ctx), ...scroll(ctx), ...drawing(ctx), ...storage(ctx) }
}
