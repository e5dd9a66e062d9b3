import { parsePlaceCode, type PlaceCode } from '../contract/place-code'

/**
 * The place that a scanned text stands for: the code itself, or the path of a mini-program code with it as `scene` or
 * `code`. null: it is no code of ours.
 */
export function scannedPlace(text: string): PlaceCode | null {
  const parameter = /[?&](?:scene|code)=([^&#]+)/.exec(text)?.[1]
  return parsePlaceCode(decoded(parameter ?? text))
}

/** The options of a page that was opened by a code. */
export const openedPlace = ({ code, scene }: Record<string, string | undefined>): PlaceCode | null =>
  code === undefined && scene === undefined ? null : parsePlaceCode(decoded(code ?? scene ?? ''))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // a stray % is no code of ours
    return text
  }
}
