/** Numbers as people type them, pure. Full-width figures too, as Chinese keyboards give them. */

const WIDE = /[\uff01-\uff5e]/g
const narrow = (text: string): string =>
  text
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.')
    .trim()

/** null: it is no whole number. */
export function wholeOf(text: string): number | null {
  const clean = narrow(text)
  return /^\d{1,9}$/.test(clean) ? Number(clean) : null
}

/** "1.2" → 120 with two places, 12 with one. null: it is no number, or has more places. */
function scaledOf(text: string, places: number): number | null {
  const [, whole = '', fraction = ''] = /^(\d{0,6})(?:\.(\d*))?$/.exec(narrow(text)) ?? []
  if (whole + fraction === '' || fraction.length > places) return null
  return Number(whole || '0') * 10 ** places + Number(fraction.padEnd(places, '0') || '0')
}

/** Fen of yuan. */
export const fenOf = (text: string): number | null => scaledOf(text, 2)

/** Tenths of a minute of minutes. */
export const tenthsOf = (text: string): number | null => scaledOf(text, 1)

/** 1.2, 1.25, 12 */
const plain = (number: number, places: number): string => String(Number((number / 10 ** places).toFixed(places)))
export const typedYuan = (fen: number): string => plain(fen, 2)
export const typedMinutes = (tenths: number): string => plain(tenths, 1)
