/** An enterprise as anybody sees it. Pure. */
import type { EnterpriseView } from '../../contract/enterprises'
import { dayText } from '../../core/day'
import { recordView, type RecordView } from '../../core/enterprise-text'

export interface FirmScreen {
  name: string
  about: string
  since: string
  record: RecordView
  hires: string
  /** it works here now */
  isActive: boolean
}

export function firmScreen(view: EnterpriseView, now: number): FirmScreen {
  const { record, activeSince } = view
  return {
    name: view.name,
    about: view.about,
    since: activeSince === null ? '' : `${dayText(activeSince, now)}起在这里招人，社区核实过营业执照`,
    record: recordView(record),
    hires: record.hires > 0 ? `招到 ${record.hires} 人` : '还没招到过人',
    isActive: view.state === 'active',
  }
}
