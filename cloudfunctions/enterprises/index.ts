import { serve } from '../kit/router'
import { routes } from './routes'

export const main = serve(routes)
