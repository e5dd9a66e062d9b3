/** Who is at this phone, and what is kept here of the estate. */
import type { Out } from '../contract/api'
import type { HomeView } from '../contract/cases'
import type { Building, Me } from '../contract/estate'
import type { Template } from '../contract/messages'
import { store, stored, tabBadge } from './platform'
import { call } from './rpc'
import { SETTINGS } from './settings'
import { shared } from './single-flight'

export { buildingText, homeText, placeText } from './place-text'

const ME = 'me'
const BUILDINGS = 'buildings'
const HOME = 'home'
const HOUR = 3_600_000
const ME_TAB = 3

type Listener = () => void
const listeners = new Set<Listener>()
let unreadNow = 0

interface KeptBuildings {
  at: number
  buildings: Building[]
}

async function loadBuildings(): Promise<Building[]> {
  const kept = stored<KeptBuildings>(BUILDINGS)
  const isFresh = kept !== undefined && Math.abs(Date.now() - kept.at) < SETTINGS.buildingsHours * HOUR
  if (isFresh) return kept.buildings
  try {
    const { buildings } = await call('estate.buildings', {})
    store(BUILDINGS, { at: Date.now(), buildings })
    return buildings
  } catch (error) {
    // houses do not move: an old list is better than none
    if (kept) return kept.buildings
    throw error
  }
}

async function loadMe(): Promise<Me> {
  const me = await call('estate.me', {})
  save(me)
  return me
}

async function loadHome(): Promise<HomeView> {
  const view: Out<'cases.home'> = await call('cases.home', {})
  save(view.me)
  store(HOME, view)
  setUnread(view.unread)
  return view
}

function save(me: Me): void {
  store(ME, me)
  listeners.forEach((listener) => listener())
}

function setUnread(unread: number): void {
  unreadNow = unread
  tabBadge(ME_TAB, unread)
  listeners.forEach((listener) => listener())
}

export const session = {
  /** the person as last known; null before the first answer */
  me: (): Me | null => stored<Me>(ME) ?? null,
  /** asks the server who this is */
  load: shared(loadMe),
  /** what 首页 needs; keeps the person and the unread number along the way */
  home: shared(loadHome),
  /** what the server said last, to be drawn until it answers again */
  lastHome: (): HomeView | null => stored<HomeView>(HOME) ?? null,
  /** the server has just said who this person is now */
  save,
  unread: (): number => unreadNow,
  setUnread,
  /** draws the number at the tab again: WeChat takes it only while a tab page is shown */
  showUnread: (): void => tabBadge(ME_TAB, unreadNow),
  /** can a place be chosen without the network? */
  knowsBuildings: (): boolean => stored<KeptBuildings>(BUILDINGS) !== undefined,
  /** the estate's buildings; kept for a day */
  buildings: shared(loadBuildings),
  /** what an older version kept of the person has no templates */
  templateId: (template: Template): string | undefined => stored<Partial<Me>>(ME)?.templates?.[template],
  /** tells of every change of the person or the unread number */
  on(listener: Listener): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
