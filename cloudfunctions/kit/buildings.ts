import type { Building, Home } from '../../miniprogram/contract/estate'
import { Collection } from './db'
import type { Member } from './members'
import { database } from './sdk'

/** `rosterKeys` (see the contract) bring those who serve the building along in one look-up. */
export interface BuildingDoc extends Omit<Building, 'id'> {
  _id: string
  rosterKeys: string[]
}

export const buildings = new Collection<BuildingDoc>('buildings')

export const BUILDING_ID = /^[A-E](?:[1-9]|[1-3]\d)$/

/** Is there such a unit, floor and room? Parts that are absent are not asked. */
export function hasPlace(building: BuildingDoc, place: Partial<Omit<Home, 'building'>> & { lift?: string }): boolean {
  const { unit: no, floor, room, lift } = place
  if (no === undefined) return floor === undefined && room === undefined && lift === undefined
  const unit = building.units.find((candidate) => candidate.no === no)
  if (!unit) return false
  if (floor !== undefined && floor > unit.floors) return false
  if (room !== undefined && (floor === undefined || room > unit.roomsPerFloor)) return false
  return lift === undefined || unit.lifts.includes(lift)
}

/** A building with the people who serve it (mediators, workers and leaders of its cluster), in one request. */
export async function loadBuilding(id: string): Promise<{ building: BuildingDoc; people: Member[] } | null> {
  const reply = await database
    .collection(buildings.name)
    .aggregate()
    .match({ _id: id })
    .lookup({ from: 'members', localField: 'rosterKeys', foreignField: 'roleKeys', as: 'people' })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: (BuildingDoc & { people: Member[] })[] }).list
  if (!row) return null
  const { people, ...building } = row
  return { building, people }
}
