/** A rule of the gate, and where it holds in a sentence. */
import type { Ground } from '../../miniprogram/contract/job-gate'

/** What the law or the offer says of money while a text is read; fen. */
export interface Terms {
  hourly: number
  monthly: number
  /** false: part-time by the numbers of the offer; null: only the words are known */
  isFullTime: boolean | null
  /** null: only the words are known */
  hoursPerDay: number | null
}

/** A place where a rule's pattern fits, with what stands around it in its clause. */
export interface Place {
  groups: { readonly [name: string]: string | undefined }
  sentence: string
  clause: string
  /** back to the beginning of the clause, and on to its end */
  before: string
  after: string
  terms: Terms
}

export interface Rule {
  ground: Ground
  /** the words; a group named "cut" is what must go of them, when not all must */
  pattern: RegExp
  /** what makes it lawful: right before or after the words, in their clause, in their sentence */
  before?: RegExp
  after?: RegExp
  clause?: RegExp
  sentence?: RegExp
  /** what a pattern cannot say, as the size of a number */
  holds?: (place: Place) => boolean
  /** lawful words to put in place of what must go, in grounds other than sex and age of the whole clause */
  instead?: string | ((terms: Terms) => string)
}

/** Rules with what one of them needs at least: sentences without it are not tried. */
export interface RuleSet {
  hint: RegExp
  rules: readonly Rule[]
}

/** Where words and cut are, in the reading; lawful: the pattern fits and something around it makes it lawful. */
export interface Match {
  rule: Rule
  words: readonly [number, number]
  cut: readonly [number, number]
  isLawful: boolean
}

export const rule = (ground: Ground, source: string, more: Omit<Rule, 'ground' | 'pattern'> = {}): Rule => ({
  ground,
  pattern: new RegExp(source, 'dg'),
  ...more,
})

const isLawful = ({ before, after, clause, sentence, holds }: Rule, place: Place): boolean =>
  before?.test(place.before) === true ||
  after?.test(place.after) === true ||
  clause?.test(place.clause) === true ||
  sentence?.test(place.sentence) === true ||
  holds?.(place) === false

/** Every place of a sentence where a rule's pattern fits. */
export function matchesOf(sets: readonly RuleSet[], sentence: string, terms: Terms): Match[] {
  const matches: Match[] = []
  for (const one of sets.flatMap(({ hint, rules }) => (hint.test(sentence) ? rules : []))) {
    for (const found of sentence.matchAll(one.pattern)) {
      const start = found.index
      const end = start + found[0].length
      if (end === start) continue
      const clauseStart = sentence.lastIndexOf(',', start - 1) + 1
      const comma = sentence.indexOf(',', end)
      const clauseEnd = comma === -1 ? sentence.length : comma
      const place: Place = {
        groups: found.groups ?? {},
        sentence,
        clause: sentence.slice(Math.min(clauseStart, start), clauseEnd),
        before: sentence.slice(Math.min(clauseStart, start), start),
        after: sentence.slice(end, clauseEnd),
        terms,
      }
      const words = [start, end] as const
      matches.push({ rule: one, words, cut: found.indices?.groups?.['cut'] ?? words, isLawful: isLawful(one, place) })
    }
  }
  return matches
}
