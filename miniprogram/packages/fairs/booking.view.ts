/** Which postings an enterprise brings to its booth. Pure. */
import { FAIR_LIMITS } from '../../contract/fairs'
import type { OwnPostingRow } from '../../contract/jobs'
import { errorText } from '../../core/error-text'
import { RpcError } from '../../core/rpc-error'
import { postingLine, type PostingLine } from './stand.view'

export interface ChoiceLine extends PostingLine {
  isChosen: boolean
}

export const choiceLines = (postings: readonly OwnPostingRow[], chosen: readonly string[]): ChoiceLine[] =>
  postings.map((posting) => ({ ...postingLine(posting), isChosen: chosen.includes(posting.id) }))

/** What is ticked at first: what the booth has, else all there is room for. */
export function startChoice(postings: readonly OwnPostingRow[], before: readonly string[]): string[] {
  const ids = postings.map(({ id }) => id)
  const still = before.filter((id) => ids.includes(id))
  return still.length > 0 ? still : ids.slice(0, FAIR_LIMITS.postingsPerBooth)
}

export function bookProblem(error: unknown): string {
  if (!(error instanceof RpcError)) return errorText(error)
  if (error.code === 'LIMIT') return '展位订满了，看看下一场'
  if (error.code === 'NOT_NOW') return '现在订不了：时间表已经排了，或者您的企业还没开通招工'
  if (error.code === 'INVALID_INPUT') return '有岗位刚结束了，请关掉重新选'
  return errorText(error)
}
