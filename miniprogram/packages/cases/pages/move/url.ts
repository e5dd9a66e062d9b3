/** The address of the form, and what it says. */
import { CASE_KIND_NAMES } from '../../../../contract/case-kinds'
import { KIND_NAMES } from '../../../../contract/case-names'
import type { CaseView } from '../../../../contract/cases'
import { buildingCluster } from '../../../../contract/estate'
import { buildingText } from '../../../../core/place-text'
import type { FormMove } from './form.view'

/** The page's options: without version or building the case is asked for them. */
export interface MoveOptions {
  id?: string
  move?: string
  version?: string
  kind?: string
  building?: string
}

/** The address of the form for a move of this case. */
export const moveUrl = (
  { id, version, kind, building }: Pick<CaseView, 'id' | 'version' | 'kind' | 'building'>,
  move: FormMove,
): string =>
  `/packages/cases/pages/move/index?id=${id}&move=${move}&version=${version}&kind=${kind}&building=${building}`

/** Which case the form is about. */
export function aboutText({ kind, building }: MoveOptions): string {
  const name = CASE_KIND_NAMES.find((known) => known === kind)
  const place = building !== undefined && buildingCluster(building) !== null ? buildingText(building) : ''
  return [place, name ? KIND_NAMES[name] : ''].filter((part) => part !== '').join(' · ')
}
