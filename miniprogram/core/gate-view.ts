/** What the gate found in a posting, sentence by sentence, as the enterprise and the staff read it. Pure. */
import { ARTICLES, GATE_FIELDS, mended, type Article, type Finding, type GateField } from '../contract/job-gate'
import type { PostingInput } from '../contract/jobs'

export type GateTexts = Pick<PostingInput, 'title' | 'duties' | 'needs'>

export const GATE_FIELD_TEXTS: { readonly [F in GateField]: string } = {
  title: '岗位名字',
  duties: '做什么',
  needs: '要求',
  pay: '工钱',
}

export interface Marked {
  text: string
  isMarked: boolean
}

/** A sentence that breaks the law, with everything found in it. */
export interface GateSentence {
  key: string
  field: GateField
  fieldText: string
  sentence: string
  /** where it begins in the field */
  at: number
  marks: Marked[]
  articles: Article[]
  /** "" : nothing of it may stay */
  proposal: string
}

const textOf = (texts: GateTexts, field: GateField): string => (field === 'pay' ? '' : texts[field])

const placeOf = (texts: GateTexts, { field, sentence, start }: Finding): number =>
  Math.max(0, textOf(texts, field).lastIndexOf(sentence, start))

/** In the order of the form; findings of one sentence share its proposal. */
export function gateSentences(texts: GateTexts, findings: readonly Finding[]): GateSentence[] {
  const groups = new Map<string, { at: number; found: Finding[] }>()
  for (const finding of findings) {
    const at = placeOf(texts, finding)
    const key = `${finding.field} ${at}`
    const group = groups.get(key) ?? { at, found: [] }
    groups.set(key, { at, found: [...group.found, finding] })
  }
  return [...groups]
    .flatMap(([key, { at, found }]) => {
      const [first] = found
      if (!first) return []
      const { field, sentence, proposal } = first
      const articles = [...new Set(found.map(({ ground }) => ground))].map((ground) => ARTICLES[ground])
      const marks = marksOf(sentence, at, found)
      return [{ key, field, fieldText: GATE_FIELD_TEXTS[field], sentence, at, marks, articles, proposal }]
    })
    .sort((a, b) => GATE_FIELDS.indexOf(a.field) - GATE_FIELDS.indexOf(b.field) || a.at - b.at)
}

/** The sentence cut into what was found and what was not. */
function marksOf(sentence: string, at: number, found: readonly Finding[]): Marked[] {
  const letters = sentence.split('')
  const isFound = letters.map(() => false)
  for (const { start, words } of found) isFound.fill(true, start - at, start - at + words.length)
  const marks: Marked[] = []
  letters.forEach((letter, index) => {
    const isMarked = isFound[index] ?? false
    const last = marks[marks.length - 1]
    if (last?.isMarked === isMarked) last.text += letter
    else marks.push({ text: letter, isMarked })
  })
  return marks
}

// ---- while the words are being changed

/** Where the sentence stands now: the place nearest to where it stood; −1: it was changed. */
function nearest(text: string, { sentence, at }: Pick<GateSentence, 'sentence' | 'at'>): number {
  let best = -1
  for (let place = text.indexOf(sentence); place >= 0; place = text.indexOf(sentence, place + 1)) {
    if (best < 0 || Math.abs(place - at) < Math.abs(best - at)) best = place
  }
  return best
}

/** Those that still stand as they were found; what is said of pay stands until pay or hours are changed. */
export function stillThere(texts: GateTexts, sentences: readonly GateSentence[]): GateSentence[] {
  return sentences.flatMap((one) => {
    if (one.field === 'pay') return [one]
    const at = nearest(texts[one.field], one)
    return at < 0 ? [] : [{ ...one, at, key: `${one.field} ${at}` }]
  })
}

/** The texts with these sentences as they are proposed. */
export function mendedTexts(texts: GateTexts, sentences: readonly GateSentence[]): GateTexts {
  const fix = (field: keyof GateTexts) => {
    const own = sentences.filter((one) => one.field === field)
    const places = own.map(({ at, sentence, proposal }) => ({ start: at, sentence, proposal }))
    return own.length === 0 ? texts[field] : mended(texts[field], places)
  }
  return { title: fix('title'), duties: fix('duties'), needs: fix('needs') }
}

/** What is left once `done` are mended; those behind them in the same field have moved. */
export function without(
  texts: GateTexts,
  sentences: readonly GateSentence[],
  done: readonly GateSentence[],
): GateSentence[] {
  const doneKeys = done.map(({ key }) => key)
  const shift = ({ field, at }: GateSentence) =>
    done
      .filter((one) => one.field === field && one.at < at)
      .reduce((sum, one) => sum + one.proposal.length - one.sentence.length, 0)
  const rest = sentences.filter(({ key }) => !doneKeys.includes(key))
  return stillThere(
    texts,
    rest.map((one) => ({ ...one, at: Math.max(0, one.at + shift(one)) })),
  )
}

/** The least pay that the gate proposes, as it is typed: "2330"; '' : there is none in its words. */
export const proposedPay = ({ proposal }: Pick<GateSentence, 'proposal'>): string =>
  /\d+(?:\.\d+)?/.exec(proposal)?.[0] ?? ''
