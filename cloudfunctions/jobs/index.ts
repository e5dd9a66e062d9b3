import { serve } from '../kit/router'
import { platform, routes } from './routes'

export const main = serve(routes, platform)
