/** How well the gate finds what people labelled: precision and recall, by ground and by sentence. */
import { findingsIn } from '../../../cloudfunctions/jobs/gate.rules'
import { GROUNDS, type Ground } from '../../../miniprogram/contract/job-gate'

export interface Labelled {
  text: string
  /** what it breaks; none: lawful */
  grounds: readonly Ground[]
}

/** Lines "what it breaks｜sentence｜sentence…": grounds apart by a space, or "lawful". */
export const labelled = (lines: string): Labelled[] =>
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [label = '', ...texts] = line.split('｜')
      const names = label === 'lawful' ? [] : label.split(' ')
      const grounds = GROUNDS.filter((ground) => names.includes(ground))
      if (grounds.length !== names.length) throw new Error(`no such ground: ${label}`)
      return texts.map((text) => ({ text, grounds }))
    })

export interface Score {
  right: number
  /** found but not labelled */
  wrong: number
  /** labelled but not found */
  missed: number
  /** 1 when nothing was found */
  precision: number
  /** 1 when nothing was labelled */
  recall: number
}

export interface Measured {
  sentences: number
  lawful: number
  /** every (sentence, ground) */
  pairs: Score
  /** a sentence counts once: does it break the law at all? */
  bySentence: Score
  byGround: { readonly [G in Ground]: Score }
}

/** The grounds found in a sentence that were not labelled, and those labelled that were not found. */
export interface Miss {
  text: string
  wrong: Ground[]
  missed: Ground[]
}

const foundIn = (text: string): Set<Ground> => new Set(findingsIn(text).map(({ ground }) => ground))

function scoreOf(answers: readonly { is: boolean; found: boolean }[]): Score {
  const count = (is: boolean, found: boolean) =>
    answers.filter((answer) => answer.is === is && answer.found === found).length
  const [right, wrong, missed] = [count(true, true), count(false, true), count(true, false)]
  const part = (others: number) => (right + others === 0 ? 1 : right / (right + others))
  return { right, wrong, missed, precision: part(wrong), recall: part(missed) }
}

export function measure(set: readonly Labelled[]): Measured {
  const rows = set.map(({ text, grounds }) => ({ grounds, found: foundIn(text) }))
  const answersOf = (ground: Ground) =>
    rows.map(({ grounds, found }) => ({ is: grounds.includes(ground), found: found.has(ground) }))
  const byGround = Object.fromEntries(GROUNDS.map((ground) => [ground, scoreOf(answersOf(ground))]))
  return {
    sentences: set.length,
    lawful: set.filter(({ grounds }) => grounds.length === 0).length,
    pairs: scoreOf(GROUNDS.flatMap(answersOf)),
    bySentence: scoreOf(rows.map(({ grounds, found }) => ({ is: grounds.length > 0, found: found.size > 0 }))),
    byGround: byGround as Measured['byGround'],
  }
}

/** For tuning: never asked of the held sentences. */
export const missesOf = (set: readonly Labelled[]): Miss[] =>
  set
    .map(({ text, grounds }) => {
      const found = foundIn(text)
      return {
        text,
        wrong: [...found].filter((ground) => !grounds.includes(ground)),
        missed: grounds.filter((ground) => !found.has(ground)),
      }
    })
    .filter(({ wrong, missed }) => wrong.length + missed.length > 0)
