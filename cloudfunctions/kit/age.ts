/** Who may be given work at all. */
import { settingOn } from '../../miniprogram/contract/dated-settings'

/**
 * Is a person born in this month ("2001-05") old enough on a day ("2026-11-24")? Only the month is asked, so the whole
 * month of the birthday must be over.
 */
export function isOldEnough(born: string, day: string): boolean {
  const age = settingOn('workingAge', day)?.value
  if (age === undefined) return false
  const [year = '', month = ''] = born.split('-')
  return `${Number(year) + age}-${month}` < day.slice(0, 7)
}
