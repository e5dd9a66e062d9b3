/** Choosing a place from lists: building, stair, then lift, spot or the own door. Pure. */
import type { Place } from '../../contract/cases'
import { CLUSTERS, type Building, type Home } from '../../contract/estate'
import { errorText } from '../../core/error-text'
import { placeText } from '../../core/place-text'
import { isUnsent } from '../../core/rpc-error'
import { SPOTS } from './words'

export interface PlaceChoice {
  value: string
  text: string
  chosen: boolean
}

export interface PlaceSheet {
  clusters: PlaceChoice[]
  buildings: PlaceChoice[]
  units: PlaceChoice[]
  lifts: PlaceChoice[]
  spots: PlaceChoice[]
  /** "3楼02号", to say the own door; '' where the place is another house */
  door: string
  hasDoor: boolean
  text: string
}

const two = (number: number): string => String(number).padStart(2, '0')

export function placeSheet(all: readonly Building[], place: Place, cluster: string, home: Home | null): PlaceSheet {
  const building = all.find(({ id }) => id === place.building)
  const unit = building?.units.find(({ no }) => no === place.unit)
  const atHome = home !== null && home.building === place.building && home.unit === place.unit
  return {
    clusters: CLUSTERS.map((id) => ({ value: id, text: `${id}区`, chosen: id === cluster })),
    buildings: all
      .filter((candidate) => candidate.cluster === cluster)
      .map(({ id }) => ({ value: id, text: `${id.slice(1)}栋`, chosen: id === place.building })),
    units: (building?.units ?? []).map(({ no }) => ({
      value: String(no),
      text: `${no}单元`,
      chosen: no === place.unit,
    })),
    lifts: (unit?.lifts ?? []).map((lift) => ({ value: lift, text: lift, chosen: lift === place.lift })),
    spots: place.building ? SPOTS.map((spot) => ({ value: spot, text: spot, chosen: spot === place.spot })) : [],
    door: atHome ? `${home.floor}楼${two(home.room)}号` : '',
    hasDoor: atHome && place.room !== undefined,
    text: place.building ? placeText(place) : '',
  }
}

/** Why no place can be chosen now. */
export const listProblem = (error: unknown): string =>
  isUnsent(error) ? '楼栋名单还没拿到，网一好就自己出来。' : errorText(error)

/** Another cluster: what was chosen in the one before no longer holds. */
export const withCluster = (place: Place, cluster: string): Place =>
  place.building.startsWith(cluster) ? place : { building: '' }

export const withBuilding = (place: Place, building: string): Place =>
  place.building === building ? place : { building, ...(place.spot ? { spot: place.spot } : {}) }

/** A second tap takes the stair back: some things are outside. */
export function withUnit({ building, unit, spot }: Place, no: string): Place {
  const rest = spot === undefined ? { building } : { building, spot }
  return unit === Number(no) ? rest : { ...rest, unit: Number(no) }
}

/** A lift is a place by itself: no door, no spot. */
export function withLift({ building, unit, lift }: Place, name: string): Place {
  const stair = unit === undefined ? { building } : { building, unit }
  return lift === name ? stair : { ...stair, lift: name }
}

export function withSpot({ lift: _lift, spot, ...rest }: Place, name: string): Place {
  return spot === name ? rest : { ...rest, spot: name }
}

/** The own door, said or taken back. */
export function withHome(place: Place, home: Home): Place {
  const { floor: _floor, room, lift: _lift, ...rest } = place
  return room === undefined ? { ...rest, floor: home.floor, room: home.room } : rest
}
