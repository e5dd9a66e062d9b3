import type { In } from '../../contract/api'
import { tidyPhone } from '../../core/phone-number'

/** What has to be saved; null: nothing was changed. A field left empty stays as it was: there is a button to remove it. */
export function profileChange(
  { name, phone }: { name: string; phone: string },
  knownName: string | null,
): In<'estate.profile'> | null {
  const wanted = name.trim()
  const change: In<'estate.profile'> = {
    ...(wanted !== '' && wanted !== knownName ? { name: wanted } : {}),
    ...(phone === '' ? {} : { phone: tidyPhone(phone) }),
  }
  return Object.keys(change).length > 0 ? change : null
}
