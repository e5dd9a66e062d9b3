/** By what an open posting is found: one key for every combination of filters, and pieces of its words. */
import { WITHIN, type JobKind, type PostingInput, type Shift, type Within } from '../../miniprogram/contract/jobs'
import type { PostingDoc } from './posting-model.rules'

export interface Filters {
  kind?: JobKind
  shift?: Shift
  within?: Within
}

/** The one key that a list with these filters asks for. */
export const keyOf = ({ kind, shift, within }: Filters): string => `k:${kind ?? ''}|s:${shift ?? ''}|w:${within ?? ''}`

/** Every combination of filters that must find the posting. */
export function keysOf({ kind, shifts, way }: Pick<PostingInput, 'kind' | 'shifts' | 'way'>): string[] {
  const reached = WITHIN.filter((within) => way.minutes <= within)
  return [{}, { kind }].flatMap((byKind) =>
    [{}, ...shifts.map((shift) => ({ shift }))].flatMap((byShift) =>
      [{}, ...reached.map((within) => ({ within }))].map((byWay) => keyOf({ ...byKind, ...byShift, ...byWay })),
    ),
  )
}

/** Longest piece that is kept; a longer text is looked for by its beginning, and the rows that have it all are chosen. */
const LONGEST_GRAM = 4

/** However people type it: width, case and spaces do not matter. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '')

type Named = Pick<PostingDoc, 'title' | 'enterpriseName'>

/** Every piece of one to four characters of title and enterprise. */
export function gramsOf({ title, enterpriseName }: Named): string[] {
  const grams = new Set<string>()
  for (const text of [title, enterpriseName]) {
    const characters = Array.from(folded(text))
    for (let from = 0; from < characters.length; from++) {
      for (let length = 1; length <= LONGEST_GRAM && from + length <= characters.length; length++) {
        grams.add(characters.slice(from, from + length).join(''))
      }
    }
  }
  return [...grams]
}

/** The piece that a search for the text asks for. */
export const gramOf = (text: string): string => Array.from(folded(text)).slice(0, LONGEST_GRAM).join('')

/** Does the whole text stand in the title or in the enterprise's name? */
export const holdsText = ({ title, enterpriseName }: Named, text: string): boolean =>
  [title, enterpriseName].some((words) => folded(words).includes(folded(text)))
