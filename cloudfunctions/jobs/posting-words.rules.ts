/** The words of a posting: what may be, and what of the gate's findings still stands. */
import type { FieldProblem } from '../../miniprogram/contract/errors'
import type { Finding } from '../../miniprogram/contract/job-gate'
import type { PostingInput } from '../../miniprogram/contract/jobs'

/** Why there cannot be such a posting, whatever the gate says; null when there can. */
export const inputProblem = ({ pay }: Pick<PostingInput, 'pay'>): Record<string, FieldProblem> | null =>
  pay.to < pay.from ? { 'pay.to': 'too_small' } : null

/** The fields that others read, and that the enterprise wrote by hand. */
export const textsOf = ({ title, place, duties, needs }: PostingInput): string[] =>
  [title, place, duties, needs].filter((text) => text !== '')

/** Names a finding by what is said, wherever it stands: let pass once, the same sentence passes again. */
export const excuseOf = ({ ground, field, words, sentence }: Finding): string =>
  JSON.stringify([ground, field, words, sentence])

export const standing = (findings: readonly Finding[], excused: readonly string[]): Finding[] =>
  findings.filter((finding) => !excused.includes(excuseOf(finding)))

export const wordsOf = ({
  title,
  kind,
  pay,
  hoursPerDay,
  daysPerWeek,
  place,
  way,
  shifts,
  duties,
  needs,
  insurance,
  wanted,
}: PostingInput): PostingInput => ({
  title,
  kind,
  pay,
  hoursPerDay,
  daysPerWeek,
  place,
  way,
  shifts,
  duties,
  needs,
  insurance,
  wanted,
})
