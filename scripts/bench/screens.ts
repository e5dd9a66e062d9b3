/** What every screen costs on the phone: calls as it is opened, the largest setData, how soon it is drawn, and its nodes. */
import { PAGE_SIZE } from '../../miniprogram/contract/paging'
import { openPhones, type Phones } from '../../tests/phone/browser'
import { shoot } from '../shots/shots'
import { screensOf } from '../shots/screens'
import { setStage } from '../shots/stage'
import { median, round, type Bar } from './result'
import { fillLists } from './fill-lists'
import { RESIDENT, STAFF, WORKER } from './scenario'

/** "each screen makes at most one call"; setData: WeChat advises ≤ 256 KB a call, our own bar is lower; WXML < 1,000 nodes */
const MOST = { calls: 1, setDataBytes: 64 * 1024, drawnMs: 1_500, nodes: 1_000 }
const OPENINGS = 5
const ROWS = 200
/** more than the pages of 20 that a list has */
const SCROLLS = 40

export interface ScreenCost {
  screen: string
  calls: number
  setDataBytes: number
  nodes: number
}

export interface ScreensResult {
  screens: ScreenCost[]
  /** median ms from the opening of the phone's page until the first page shows its own words */
  drawnMs: number
  /** rows: at least so many; the last page is counted as one row */
  lists: { list: string; rows: number; nodes: number; setDataBytes: number }[]
}

const LISTS = [
  { list: 'own cases', openid: RESIDENT, path: '/pages/cases/index', route: 'cases.mine' },
  { list: 'messages', openid: RESIDENT, path: '/packages/me/pages/messages/index', route: 'messages.list' },
  { list: 'notices', openid: RESIDENT, path: '/packages/notices/pages/list/index', route: 'notices.list' },
  { list: 'managed notices', openid: STAFF, path: '/packages/notices/pages/manage/index', route: 'notices.managed' },
  { list: 'work', openid: WORKER, path: '/packages/grid/pages/work/index', route: 'cases.work' },
]

export async function benchScreens(): Promise<ScreensResult> {
  const phones = await openPhones()
  try {
    const screens = await costOfScreens(phones)
    const drawnMs = await timeToDraw(phones)
    fillLists(phones.cloud, phones.cloud.now(), ROWS)
    const lists = []
    for (const list of LISTS) lists.push(await scrollToEnd(phones, list))
    return { screens, drawnMs, lists }
  } finally {
    await phones.stop()
  }
}

async function costOfScreens(phones: Phones): Promise<ScreenCost[]> {
  const shots = await shoot(phones, screensOf(await setStage(phones.cloud)), { views: ['normal'] })
  return shots.map(({ screen, calls, setData, nodes }) => ({ screen, calls, setDataBytes: setData, nodes }))
}

async function timeToDraw(phones: Phones): Promise<number> {
  const times: number[] = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    const phone = await phones.phone('demo-resident-1')
    await phone.see('我要反映')
    times.push(await phone.page.evaluate<number>('performance.now()'))
    await phone.close()
  }
  return round(median(times), 0)
}

async function scrollToEnd(
  phones: Phones,
  { list, openid, path, route }: (typeof LISTS)[number],
): Promise<ScreensResult['lists'][number]> {
  const phone = await phones.phone(openid, { path })
  const opening = (await phone.setData()).length
  for (let scroll = 0; scroll < SCROLLS; scroll++) {
    const before = (await phone.calls()).length
    await phone.scroll(20_000)
    await phone.page.waitForTimeout(300)
    await phone.page.waitForLoadState('networkidle')
    if ((await phone.calls()).length === before) break
  }
  const bytes = (await phone.setData()).slice(opening).map((one) => one.bytes)
  const nodes = await phone.nodes()
  const pages = (await phone.calls()).filter(({ name }) => name.includes(route)).length
  const rows = PAGE_SIZE * (pages - 1) + 1
  await phone.close()
  return { list, rows, nodes, setDataBytes: Math.max(0, ...bytes) }
}

export function screenBars({ screens, drawnMs, lists }: ScreensResult): Bar[] {
  return [
    ...screens.flatMap(({ screen, calls, setDataBytes, nodes }) => [
      { what: `screen ${screen}: calls when opened`, value: calls, limit: { most: MOST.calls } },
      {
        what: `screen ${screen}: bytes of the largest setData`,
        value: setDataBytes,
        limit: { most: MOST.setDataBytes },
      },
      { what: `screen ${screen}: nodes`, value: nodes, limit: { most: MOST.nodes } },
    ]),
    { what: 'ms until the first page is drawn', value: drawnMs, limit: { most: MOST.drawnMs } },
    ...lists.flatMap(({ list, rows, nodes, setDataBytes }) => [
      { what: `list ${list}, scrolled to its end: rows`, value: rows, limit: { least: ROWS } },
      { what: `list ${list}, scrolled to its end: nodes`, value: nodes, limit: { most: MOST.nodes } },
      { what: `list ${list}: bytes of the largest setData`, value: setDataBytes, limit: { most: MOST.setDataBytes } },
    ]),
  ]
}

export function printScreens({ screens, drawnMs, lists }: ScreensResult): void {
  const kb = (bytes: number) => `${round(bytes / 1024, 1)} KB`
  console.log('\nscreens: calls when opened, largest setData, nodes')
  for (const { screen, calls, setDataBytes, nodes } of screens)
    console.log(`  ${screen.padEnd(22)} ${calls} | ${kb(setDataBytes)} | ${nodes}`)
  console.log(`  the first page is drawn after ${drawnMs} ms`)
  for (const { list, rows, nodes, setDataBytes } of lists)
    console.log(`  ${list}, scrolled to its end: ${rows} rows or more, ${nodes} nodes, ${kb(setDataBytes)}`)
}
