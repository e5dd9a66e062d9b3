/** Pictures of every page, and what is wrong with their look. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'
import type { Phones } from '../../tests/phone/browser'
import type { Phone } from '../../tests/phone/phone'
import { flawsOf, type Flaw, type View } from './checks'
import type { Screen } from './screens'
import { MOTION_MS } from './taps'

export const OUTPUT = join(ROOT, 'dist/shots')
/** where the mini-program keeps the care view */
const CARE_KEY = 'care'
/** Phones that are looked at side by side; most of the time each waits for motions to end. */
const AT_ONCE = 3

export interface Shot {
  readonly screen: string
  readonly view: View
  /** calls of the page as it was opened */
  readonly calls: number
  /** bytes of the largest setData */
  readonly setData: number
  readonly nodes: number
  readonly flaws: readonly Flaw[]
}

export interface ShotOptions {
  readonly views?: readonly View[]
  /** absent: no pictures are kept */
  readonly output?: string
}

/** Go to every screen in both views. One phone a person and view, as people keep theirs. */
export async function shoot(phones: Phones, screens: readonly Screen[], options: ShotOptions = {}): Promise<Shot[]> {
  const { views = ['normal', 'care'], output } = options
  if (output !== undefined) mkdirSync(output, { recursive: true })
  const openids = [...new Set(screens.map((screen) => screen.openid))]
  const rounds = openids.flatMap((openid) => views.map((view) => ({ openid, view })))
  const shots: Shot[][] = []
  const work = async (): Promise<void> => {
    for (let round = rounds.shift(); round; round = rounds.shift()) {
      const { openid, view } = round
      const own = screens.filter((screen) => screen.openid === openid)
      shots.push(await shootPerson(phones, openid, own, view, output))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return shots.flat().sort((a, b) => orderOf(screens, a) - orderOf(screens, b))
}

const orderOf = (screens: readonly Screen[], shot: Shot): number =>
  screens.findIndex(({ name }) => name === shot.screen)

async function shootPerson(
  phones: Phones,
  openid: string,
  screens: readonly Screen[],
  view: View,
  output: string | undefined,
): Promise<Shot[]> {
  const phone = await phones.phone(openid)
  if (view === 'care') await setCare(phone)
  // the first page's own call must not be counted to the next
  await phone.page.waitForFunction('__phone.calls.length > 0')
  const shots: Shot[] = []
  for (const screen of screens) shots.push(await shootOne(phone, screen, view, output))
  await phone.close()
  return shots
}

async function shootOne(phone: Phone, screen: Screen, view: View, output: string | undefined): Promise<Shot> {
  await settle(phone)
  const before = { calls: (await phone.calls()).length, setData: (await phone.setData()).length }
  await phone.open(screen.path)
  await settle(phone)
  const calls = (await phone.calls()).length - before.calls
  await screen.then?.(phone)
  await settle(phone)
  const drawn = (await phone.setData()).slice(before.setData).map(({ bytes }) => bytes)
  if (output !== undefined) await phone.page.screenshot({ path: join(output, `${screen.name}.${view}.png`) })
  return {
    screen: screen.name,
    view,
    calls,
    setData: Math.max(0, ...drawn),
    nodes: await phone.nodes(),
    flaws: await lastingFlaws(phone, view),
  }
}

/** A busy machine begins a motion late, so that it was not there to wait for: what is no flaw after it is none. */
async function lastingFlaws(phone: Phone, view: View): Promise<Flaw[]> {
  const flaws = await flawsOf(phone.page, view)
  if (flaws.length === 0) return flaws
  await phone.page.waitForTimeout(MOTION_MS)
  await settle(phone)
  return flawsOf(phone.page, view)
}

/** Wait until nothing is under way: no call, no font, no motion. */
async function settle(phone: Phone): Promise<void> {
  const { page } = phone
  await phone.quiet()
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.evaluate(
    'Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 2000).map((one) => one.finished.catch(() => undefined))).then(() => undefined)',
  )
}

async function setCare(phone: Phone): Promise<void> {
  await phone.page.evaluate(`__phone.wx.setStorageSync(${JSON.stringify(CARE_KEY)}, true)`)
  await phone.reload()
}
