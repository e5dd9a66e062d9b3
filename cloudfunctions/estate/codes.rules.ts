/** Codes at doors, stairs and lifts: who may have them made, whether there is such a place, what stands below them. */
import type { Building, Grant } from '../../miniprogram/contract/estate'
import { buildingOfCode, codeClusters, type PlaceCode } from '../../miniprogram/contract/place-code'
import { homeProblem } from './rules'

/** Pixels: WeChat's usual width, then its smallest for a picture that is too large. */
export const CODE_WIDTHS = [430, 280] as const

export const mayMakeCode = (grants: readonly Grant[], code: PlaceCode): boolean =>
  codeClusters(grants).some((cluster) => buildingOfCode(code).startsWith(cluster))

/** Is there such a stair, lift or door? */
export function hasCode(building: Pick<Building, 'units'>, code: PlaceCode): boolean {
  if (code.what === 'door') {
    const { floor, room } = code.home
    return floor > 0 && room > 0 && homeProblem(building, code.home) === null
  }
  const unit = building.units.find(({ no }) => no === code.unit)
  if (!unit) return false
  return code.what === 'stair' || unit.lifts[code.lift - 1] !== undefined
}

const REPORT = '扫一扫，报修、反映问题'
const BIND = '扫一扫，登记住处'

const two = (number: number): string => String(number).padStart(2, '0')

/** What passers-by read; `building` has the place. */
export function captionOf({ name, units }: Pick<Building, 'name' | 'units'>, code: PlaceCode): string {
  if (code.what === 'door') {
    const { unit, floor, room } = code.home
    return `${BIND} · ${name}${unit}单元${floor}楼${two(room)}号`
  }
  const stair = `${REPORT} · ${name}${code.unit}单元`
  if (code.what === 'stair') return stair
  const lift = units.find(({ no }) => no === code.unit)?.lifts[code.lift - 1] ?? ''
  // the lists say 2号梯 for short
  return stair + lift.replace(/号梯$/, '号电梯')
}
