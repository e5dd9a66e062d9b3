import type { In } from '../../contract/api'

/** A mobile telephone of mainland China. */
const PHONE = /^1[3-9]\d{9}$/

/** Figures only: people write 138 1234 5678 and 138-1234-5678. */
export const tidyPhone = (typed: string): string => typed.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')

/** What is wrong with a typed telephone; '' : nothing. */
export const phoneProblem = (typed: string): string =>
  PHONE.test(tidyPhone(typed)) ? '' : '手机号是 1 开头的 11 位数，请看看少了还是多了'

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
