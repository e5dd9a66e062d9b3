/** The gate of the job supermarket: what in a posting breaks the law, where, and how to say it lawfully. */
import { GATE_FIELDS, type Finding, type Ground } from '../../miniprogram/contract/job-gate'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import { YEARS_RULES } from './gate-age.rules'
import { BELIEF_RULES } from './gate-belief.rules'
import { FAMILY_RULES } from './gate-family.rules'
import { HEALTH_RULES } from './gate-health.rules'
import { matchesOf, type Rule, type RuleSet, type Terms } from './gate-match.rules'
import { MONEY_RULES } from './gate-money.rules'
import { ORIGIN_RULES } from './gate-origin.rules'
import { PAPERS_RULES } from './gate-papers.rules'
import { PAY_RULES, payFindings, termsOn } from './gate-pay.rules'
import { proposalOf, type Cut } from './gate-proposal.rules'
import { SEX_RULES } from './gate-sex.rules'
import { readingsOf, sentencesOf, type Reading } from './gate-text.rules'

const RULE_SETS: readonly RuleSet[] = [
  SEX_RULES,
  ...YEARS_RULES,
  FAMILY_RULES,
  ORIGIN_RULES,
  ...BELIEF_RULES,
  HEALTH_RULES,
  ...MONEY_RULES,
  ...PAPERS_RULES,
  PAY_RULES,
]

/** Later than any value that is set: the newest hold. */
const NEWEST = termsOn('9999-12-31', null)

/** Of these the words go and the rest of their clause may stay: "招女会计" → "招会计". Of others nothing of it can. */
const WORDWISE: readonly Ground[] = ['sex', 'age']

/** Words found in a sentence, in its own UTF-16 units, and what of them must go. */
interface Hit {
  rule: Rule
  ground: Ground
  start: number
  end: number
  cut: Cut
}

/** What of one reading counts as found, and what its rules excuse, both as places of the sentence. */
function readHits({ text, from, to }: Reading, terms: Terms): { found: Hit[]; excused: Hit[] } {
  const place = ([start, end]: readonly [number, number]) => ({ start: from[start] ?? 0, end: to[end - 1] ?? 0 })
  const hits = matchesOf(RULE_SETS, text.replace(/\n+$/, ''), terms).map(({ rule, words, cut, isLawful }) => {
    const reach = WORDWISE.includes(rule.ground) ? (cut === words ? 'words' : 'part') : 'clause'
    const instead = typeof rule.instead === 'function' ? rule.instead(terms) : (rule.instead ?? '')
    const hit: Hit = { rule, ground: rule.ground, ...place(words), cut: { ...place(cut), instead, reach } }
    return { hit, isLawful }
  })
  const those = (lawful: boolean) => hits.filter(({ isLawful }) => isLawful === lawful).map(({ hit }) => hit)
  return { found: those(false), excused: those(true) }
}

const overlap = (a: Hit, b: Hit): boolean => a.start < b.end && b.start < a.end

/**
 * Everything found in a sentence; of hits of one ground that overlap the longest. What a space seems to part is not
 * found when the rule excuses it with the space taken out: "服装费 公司出".
 */
function hitsIn(sentence: string, terms: Terms): Hit[] {
  const [separated, joined] = readingsOf(sentence).map((reading) => readHits(reading, terms))
  const isExcused = (hit: Hit) =>
    joined?.excused.some((other) => other.rule === hit.rule && overlap(other, hit)) === true
  const hits = [...(separated?.found ?? []).filter((hit) => !isExcused(hit)), ...(joined?.found ?? [])]
  const longest = hits.sort((a, b) => b.end - b.start - (a.end - a.start))
  const kept: Hit[] = []
  for (const hit of longest) {
    const isKnown = kept.some((other) => other.ground === hit.ground && overlap(other, hit))
    if (!isKnown) kept.push(hit)
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** What a text breaks, sorted by place. Without terms the newest minimum wages hold. */
export function findingsIn(text: string, terms: Terms = NEWEST): Omit<Finding, 'field'>[] {
  return sentencesOf(text).flatMap(({ start: at, end }) => {
    const sentence = text.slice(at, end)
    const hits = hitsIn(sentence, terms)
    if (hits.length === 0) return []
    const cuts = hits.map(({ cut }) => cut).sort((a, b) => a.start - b.start)
    const proposal = proposalOf(sentence, cuts, (rest) => hitsIn(rest, terms).length === 0)
    return hits.map(({ ground, start, end: stop }) => ({
      ground,
      words: sentence.slice(start, stop),
      start: at + start,
      sentence,
      proposal,
    }))
  })
}

/** What a posting breaks on a day ("2026-11-30"): title, duties, needs, then pay, each sorted by place. */
export function findingsOf(input: PostingInput, day: string): Finding[] {
  const terms = termsOn(day, input)
  return GATE_FIELDS.flatMap((field): Finding[] =>
    field === 'pay'
      ? payFindings(input, day)
      : findingsIn(input[field], terms).map((finding) => ({ ...finding, field })),
  )
}
