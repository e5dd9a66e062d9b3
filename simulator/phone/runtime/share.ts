import type { ShareTarget } from '../elements/services'
import { openCard } from './frame/sheet'
import type { Page } from './page'
import type { Problems } from './problems'

interface Card {
  readonly title?: string
  readonly path?: string
  readonly promise?: Promise<Card>
}

/** How long WeChat waits for the promise of onShareAppMessage. */
const WAIT_MS = 3000

const within = <T>(promise: Promise<T>, ms: number): Promise<T | undefined> =>
  Promise.race([promise, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms))])

/** Asks the page for what it shares and shows the card that a friend would get. */
export async function share(
  page: Page,
  overlay: HTMLElement,
  problems: Problems,
  from: 'button' | 'menu',
  target?: ShareTarget,
): Promise<void> {
  const given = page.call('onShareAppMessage', { from, target: target && { ...target, target } }) as Card | undefined
  const later =
    given?.promise && (await within(given.promise, WAIT_MS).catch((error: unknown) => problems.error(error)))
  const card: Card = later ?? given ?? {}
  await openCard(overlay, '转发给朋友', [card.title ?? page.navigation.title, card.path ?? `/${page.route}`], '知道了')
}
