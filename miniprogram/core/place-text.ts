import type { Place } from '../contract/cases'
import type { Home } from '../contract/estate'

const two = (number: number): string => String(number).padStart(2, '0')

/** "A18" → A区18栋 */
export const buildingText = (building: string): string => `${building.slice(0, 1)}区${building.slice(1)}栋`

/** A区18栋1单元 3楼02号 */
export const homeText = ({ building, unit, floor, room }: Home): string =>
  `${buildingText(building)}${unit}单元 ${floor}楼${two(room)}号`

/** Where a case is, as far as it is known: A区18栋1单元 2号梯, A区18栋 小广场. */
export function placeText({ building, unit, floor, room, lift, spot }: Place): string {
  const stair = buildingText(building) + (unit === undefined ? '' : `${unit}单元`)
  const storey = (floor === undefined ? '' : `${floor}楼`) + (room === undefined ? '' : `${two(room)}号`)
  return [stair, storey, lift, spot].filter(Boolean).join(' ')
}
