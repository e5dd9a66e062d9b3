import type { PageEvents } from '../../host'
import { asyncApis, numberOf, requiredText, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'

/** The page stack. What navigateTo gives is the event channel. */
export function navigation({ host }: WxContext): ApiTable {
  const { navigation: pages } = host
  return asyncApis({
    navigateTo: (o) => pages.navigateTo(requiredText(o, 'url'), eventsOf(o)),
    redirectTo: (o) => pages.redirectTo(requiredText(o, 'url')),
    reLaunch: (o) => pages.reLaunch(requiredText(o, 'url')),
    switchTab: (o) => pages.switchTab(requiredText(o, 'url')),
    navigateBack: (o) => pages.navigateBack(numberOf(o, 'delta', 1)),
  })
}

const eventsOf = (options: Options): PageEvents => {
  const { events } = options
  return typeof events === 'object' && events !== null ? (events as PageEvents) : {}
}
