/** Sending a report: pictures with progress, then the words; and what came of it. */
import { drafts, flushDrafts, type Draft } from '../../../../core/drafts'
import { errorText, fieldText } from '../../../../core/error-text'
import { isUnsent, RpcError } from '../../../../core/rpc'
import { uploadPictures } from '../../../../core/upload'
import { fieldOf, type Field } from '../../report.view'

export type Problems = Partial<Record<Exclude<Field, 'warned'> | 'all', string>>

export type Outcome =
  | { what: 'sent'; answer: Awaited<ReturnType<typeof drafts.send>> }
  /** it was sent by itself a moment ago: the network had come back */
  | { what: 'gone' }
  /** without the network: it is kept, and goes out later */
  | { what: 'waits' }
  | { what: 'homeNeeded' }
  | { what: 'warn' }
  | { what: 'refused'; problems: Problems }

type Progress = (done: number, total: number) => void

/** Puts the draft into the box and sends it; whatever happens, it is in the box until the server has it. */
export async function sendReport(draft: Draft, onProgress: Progress): Promise<Outcome> {
  drafts.save(draft)
  try {
    if (draft.pictures.length > 0 && !draft.uploaded) {
      const uploaded = await uploadPictures(draft.pictures, onProgress)
      const now = drafts.get(draft.id)
      if (!now) return { what: 'gone' }
      drafts.save({ ...now, uploaded })
    }
    if (!drafts.get(draft.id)) return { what: 'gone' }
    return { what: 'sent', answer: await drafts.send(draft.id) }
  } catch (error) {
    return outcomeOf(error)
  }
}

function outcomeOf(error: unknown): Outcome {
  if (isUnsent(error)) {
    // tries again from time to time
    void flushDrafts()
    return { what: 'waits' }
  }
  if (!(error instanceof RpcError)) throw error
  if (error.code === 'HOME_NEEDED') return { what: 'homeNeeded' }
  if (error.code === 'UNSAFE_CONTENT') return { what: 'refused', problems: { text: errorText(error) } }
  const fields = Object.entries(error.fields ?? {})
  if (error.code !== 'INVALID_INPUT' || fields.length === 0)
    return { what: 'refused', problems: { all: errorText(error) } }
  if (fields.some(([path]) => fieldOf(path) === 'warned')) return { what: 'warn' }
  const problems: Problems = {}
  for (const [path, problem] of fields) {
    const field = fieldOf(path)
    problems[field === null || field === 'warned' ? 'all' : field] = fieldText(problem)
  }
  return { what: 'refused', problems }
}
