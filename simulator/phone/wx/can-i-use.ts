import type { ApiTable } from './api'

/** Elements that the phone has; an app asks for them by name. */
const ELEMENTS = new Set(
  (
    'view text image icon button input textarea label checkbox checkbox-group radio radio-group switch slider picker ' +
    'picker-view picker-view-column form scroll-view swiper swiper-item progress rich-text navigator canvas page-meta ' +
    'root-portal block slot template'
  ).split(' '),
)

/** wx.canIUse: true for what is here. Of "api.object.option" and the like only the first two parts are looked at. */
export function canIUse(table: ApiTable): (schema: unknown) => boolean {
  return (schema) => {
    const [name = '', member] = String(schema).replace(/^wx\./, '').split('.')
    if (ELEMENTS.has(name)) return true
    if (!(name in table)) return false
    const value = table[name]
    if (member === undefined || typeof value !== 'object' || value === null) return true
    return member in value
  }
}
