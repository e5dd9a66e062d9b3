/** Choosing a home by lists: building, stair, floor, room. Nothing has to be typed. */
import { buildingCluster, type Building, type ClusterId, type Home } from '../../contract/estate'
import { buildingText, homeText } from '../../core/place-text'

export type Part = 'building' | 'unit' | 'floor' | 'room'
export const PARTS: readonly Part[] = ['building', 'unit', 'floor', 'room']

export type Chosen = Partial<Home>

export interface Choice {
  value: string
  text: string
}

export interface Step {
  part: Part
  name: string
  /** what was chosen; '' : not yet */
  text: string
}

export const QUESTIONS: { readonly [P in Part]: string } = {
  building: '您住哪一栋？',
  unit: '哪个单元？',
  floor: '几楼？',
  room: '哪一间？',
}

const NAMES: { readonly [P in Part]: string } = { building: '楼栋', unit: '单元', floor: '楼层', room: '房号' }

const two = (number: number): string => String(number).padStart(2, '0')

/** The next part to choose; null: the home is complete. */
export const nextPart = (chosen: Chosen): Part | null => PARTS.find((part) => chosen[part] === undefined) ?? null

/** A part chosen anew makes what hangs on it open again. */
export function choose(chosen: Chosen, part: Part, value: string): Chosen {
  const kept = Object.fromEntries(PARTS.slice(0, PARTS.indexOf(part)).map((before) => [before, chosen[before]]))
  return { ...kept, [part]: part === 'building' ? value : Number(value) }
}

/** Back to the choice of this part. */
export const reopen = (chosen: Chosen, part: Part): Chosen =>
  Object.fromEntries(PARTS.slice(0, PARTS.indexOf(part)).map((before) => [before, chosen[before]]))

export function steps(chosen: Chosen): Step[] {
  const texts: { [P in Part]: string } = {
    building: chosen.building ? buildingText(chosen.building) : '',
    unit: chosen.unit ? `${chosen.unit}单元` : '',
    floor: chosen.floor ? `${chosen.floor}楼` : '',
    room: chosen.room ? `${two(chosen.room)}号` : '',
  }
  return PARTS.map((part) => ({ part, name: NAMES[part], text: texts[part] }))
}

export const upTo = (count: number, text: (no: number) => string): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ value: String(index + 1), text: text(index + 1) }))

/** The units, floors or rooms that there are to choose from now; for the buildings see buildingChoices. */
export function choices(buildings: readonly Building[], chosen: Chosen): Choice[] {
  const part = nextPart(chosen)
  const building = buildings.find(({ id }) => id === chosen.building)
  if (part === 'unit') return (building?.units ?? []).map(({ no }) => ({ value: String(no), text: `${no}单元` }))
  const unit = building?.units.find(({ no }) => no === chosen.unit)
  if (!unit || part === null) return []
  return part === 'floor' ? upTo(unit.floors, (no) => `${no}楼`) : upTo(unit.roomsPerFloor, (no) => `${two(no)}号`)
}

/** Of these buildings, those of a cluster; or of every cluster those that `query` finds: "18", "b3", "A区18栋". */
export function buildingChoices(ids: readonly string[], cluster: ClusterId, query: string): Choice[] {
  const wanted = tidy(query)
  if (wanted === '') {
    return ids.filter((id) => buildingCluster(id) === cluster).map((id) => ({ value: id, text: `${id.slice(1)}栋` }))
  }
  const exact = (id: string) => id === wanted || id.slice(1) === wanted
  const matches = ids.filter((id) => exact(id) || id.startsWith(wanted) || id.slice(1).startsWith(wanted))
  return matches
    .sort((a, b) => Number(exact(b)) - Number(exact(a)))
    .map((id) => ({ value: id, text: buildingText(id) }))
}

/** "A区 18栋", "a18" and "A-18" are one; full-width figures as Chinese keyboards give them too. */
function tidy(query: string): string {
  const narrow = query.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  return narrow.toUpperCase().replace(/[^A-E0-9]/g, '')
}

/** What of a place exists, as far as it does: a code of another estate's door opens nothing. */
export function existing(buildings: readonly Building[], wanted: Chosen): Chosen {
  let chosen: Chosen = {}
  for (const part of PARTS) {
    const value = wanted[part]
    if (value === undefined) break
    const values =
      part === 'building' ? buildings.map(({ id }) => id) : choices(buildings, chosen).map((choice) => choice.value)
    if (!values.includes(String(value))) break
    chosen = choose(chosen, part, String(value))
  }
  return chosen
}

/** The home once all is chosen; null before. */
export function homeOf({ building, unit, floor, room }: Chosen): Home | null {
  if (!building || !unit || !floor || !room) return null
  return { building, unit, floor, room }
}

export const doneText = (chosen: Chosen): string => {
  const home = homeOf(chosen)
  return home ? homeText(home) : ''
}
