/** A notice that was begun on this phone and not sent yet. */
import { forget, store, stored } from '../../core/platform'
import type { NoticeForm } from './publish.view'

const KEY = 'notice-draft'

export const keptDraft = (): NoticeForm | null => stored<NoticeForm>(KEY) ?? null

/** Only what would be missed is kept. */
export function keepDraft(form: NoticeForm): void {
  if (form.title.trim() !== '' || form.text.trim() !== '') store(KEY, form)
  else forget(KEY)
}

export const dropDraft = (): void => forget(KEY)
