import type { Platform, Routes } from '../kit/router'
import { checkClaims } from './check-claims'
import { claimRoutes } from './claim.routes'
import { tradeRoutes } from './trade.routes'

export const routes: Routes<'crafts'> = { ...claimRoutes, ...tradeRoutes }

export const platform: Platform = { timer: checkClaims }
