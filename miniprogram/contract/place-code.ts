import { buildingCluster, CLUSTERS, type ClusterId, type Grant, type Home, type Role } from './estate'
import type { Place } from './cases'

/**
 * What the code at a door, in a stair or in a lift says: "A18-1" a stair, "A18-1-L2" its second lift, "A18-1-0302" the
 * door of room 2 on floor 3. It travels as the scene of a mini-program code (WeChat: ≤ 32 characters) and as the text
 * of a plain QR code. Lifts count from 1 in the order of the unit's `lifts`.
 */
export type PlaceCode =
  | { readonly what: 'stair'; readonly building: string; readonly unit: number }
  | { readonly what: 'lift'; readonly building: string; readonly unit: number; readonly lift: number }
  | { readonly what: 'door'; readonly home: Home }

const CODE = /^([A-E]\d{1,2})-(\d{1,2})(?:-(?:L(\d{1,2})|(\d{2})(\d{2})))?$/

/** null: it is no code of ours. Whether the building has such a unit, lift or room is for who knows the buildings. */
export function parsePlaceCode(text: string): PlaceCode | null {
  const match = CODE.exec(text.trim().toUpperCase())
  const [, building = '', unit, lift, floor, room] = match ?? []
  if (!match || !buildingCluster(building)) return null
  if (lift) return { what: 'lift', building, unit: Number(unit), lift: Number(lift) }
  if (floor && room)
    return { what: 'door', home: { building, unit: Number(unit), floor: Number(floor), room: Number(room) } }
  return { what: 'stair', building, unit: Number(unit) }
}

const two = (number: number): string => String(number).padStart(2, '0')

/** The reverse of parsePlaceCode. */
export function placeCode(code: PlaceCode): string {
  if (code.what === 'stair') return `${code.building}-${code.unit}`
  if (code.what === 'lift') return `${code.building}-${code.unit}-L${code.lift}`
  const { building, unit, floor, room } = code.home
  return `${building}-${unit}-${two(floor)}${two(room)}`
}

/** The place of a case that a code at a stair or a lift stands for; `lift` is the lift's name among the unit's. */
export function placeOfCode(code: PlaceCode, lifts: readonly string[]): Place {
  if (code.what === 'door') return { ...code.home }
  const place: Place = { building: code.building, unit: code.unit }
  const lift = code.what === 'lift' ? lifts[code.lift - 1] : undefined
  return lift === undefined ? place : { ...place, lift }
}

/** The page that a code opens, with the code as its `scene`; without a slash at its beginning, as WeChat wants it. */
export const CODE_PAGES: { readonly [W in PlaceCode['what']]: string } = {
  stair: 'packages/cases/pages/report/index',
  lift: 'packages/cases/pages/report/index',
  door: 'packages/me/pages/bind/index',
}

/** Who may have codes made to be printed. */
export const CODE_MAKERS: readonly Role[] = ['leader', 'staff', 'admin']

/** For which clusters: a leader for the own ones, staff and administrators for all. */
export function codeClusters(grants: readonly Grant[]): readonly ClusterId[] {
  if (grants.some(({ role }) => role === 'staff' || role === 'admin')) return CLUSTERS
  return CLUSTERS.filter((cluster) => grants.some((grant) => grant.role === 'leader' && grant.cluster === cluster))
}

export const buildingOfCode = (code: PlaceCode): string => (code.what === 'door' ? code.home.building : code.building)
