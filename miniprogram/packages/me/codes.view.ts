/** Choosing the place of a code to be printed: building, unit, then the stair, a lift, or a floor and its doors. */
import type { Building, ClusterId, Unit } from '../../contract/estate'
import { placeCode } from '../../contract/place-code'
import { buildingText } from '../../core/place-text'
import { upTo, type Choice, type Step } from './bind.view'

export interface Spot {
  building?: string
  unit?: number
  floor?: number
}

/** place: stair, lifts and floors of a unit; room: the doors of a floor */
export type Stage = 'building' | 'unit' | 'place' | 'room'

export function stageOf({ building, unit, floor }: Spot): Stage {
  if (building === undefined) return 'building'
  if (unit === undefined) return 'unit'
  return floor === undefined ? 'place' : 'room'
}

export const QUESTIONS: { readonly [S in Stage]: string } = {
  building: '哪一栋的码？',
  unit: '哪个单元？',
  place: '贴在哪里？',
  room: '哪一户的门？',
}

/** What was chosen, to go back to. */
export function spotSteps({ building, unit, floor }: Spot): Step[] {
  const steps: Step[] = [
    { part: 'building', name: '楼栋', text: building === undefined ? '' : buildingText(building) },
    { part: 'unit', name: '单元', text: unit === undefined ? '' : `${unit}单元` },
    { part: 'floor', name: '楼层', text: floor === undefined ? '' : `${floor}楼` },
  ]
  return steps.filter(({ text }) => text !== '')
}

/** Back to the choice of this part. */
export function reopened({ building, unit }: Spot, part: string): Spot {
  if (part === 'building' || building === undefined) return {}
  return part === 'unit' || unit === undefined ? { building } : { building, unit }
}

/** The buildings whose codes this person may have made. */
export const buildingIds = (buildings: readonly Building[], clusters: readonly ClusterId[]): string[] =>
  buildings.filter(({ cluster }) => clusters.includes(cluster)).map(({ id }) => id)

export interface SpotChoices {
  units: Choice[]
  /** codes of the stair and the lifts of the unit */
  places: Choice[]
  floors: Choice[]
  /** codes of the doors of the floor */
  doors: Choice[]
}

const NONE: SpotChoices = { units: [], places: [], floors: [], doors: [] }

const two = (number: number): string => String(number).padStart(2, '0')

/** What there is to choose from now. */
export function spotChoices(buildings: readonly Building[], { building: id, unit: no, floor }: Spot): SpotChoices {
  const building = buildings.find((one) => one.id === id)
  const unit = building?.units.find((one) => one.no === no)
  if (!building) return NONE
  if (!unit) return { ...NONE, units: building.units.map((one) => ({ value: String(one.no), text: `${one.no}单元` })) }
  const floors = upTo(unit.floors, (one) => `${one}楼`)
  if (floor === undefined) return { ...NONE, places: unitCodes(building.id, unit), floors }
  return { ...NONE, doors: doorCodes(building.id, unit, floor) }
}

/** The codes that hang in every unit: the stair's and each lift's. */
function unitCodes(building: string, { no: unit, lifts }: Unit): Choice[] {
  return [
    { value: placeCode({ what: 'stair', building, unit }), text: '楼道' },
    ...lifts.map((text, index) => ({ value: placeCode({ what: 'lift', building, unit, lift: index + 1 }), text })),
  ]
}

const doorCodes = (building: string, { no: unit, roomsPerFloor }: Unit, floor: number): Choice[] =>
  Array.from({ length: roomsPerFloor }, (_, index) => ({
    value: placeCode({ what: 'door', home: { building, unit, floor, room: index + 1 } }),
    text: `${two(index + 1)}号`,
  }))

/** What stands below a code: what it is for, then where it belongs. */
export const captionLines = (caption: string): string[] => caption.split(' · ')

/** A base64 picture as <image> and a canvas take it. */
export const pictureUrl = (picture: string): string =>
  `data:image/${picture.startsWith('/9j/') ? 'jpeg' : 'png'};base64,${picture}`

/** How far the codes of a unit are in the album, in words; '' : nothing to say yet. */
export function savedText(saved: number, total: number): string {
  if (saved === 0) return ''
  return saved < total ? `存了 ${saved} 张，还有 ${total - saved} 张` : `${total} 张都存好了，在手机相册里`
}

/** The words of the button that saves all. */
export function saveAllText(saved: number, total: number): string {
  if (saved === 0) return `保存这一单元全部（${total} 张）`
  return saved < total ? `接着存剩下的 ${total - saved} 张` : '再存一遍'
}
