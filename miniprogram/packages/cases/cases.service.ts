/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type { CaseView, Moved, MoveInput } from '../../contract/cases'
import { call } from '../../core/rpc'

export const getCase = (id: string): Promise<CaseView> => call('cases.get', { id })

/** One move of one person. `requestId` is made once per tap, so that sending it again does nothing twice. */
export const moveCase = (at: { id: string; version: number }, input: MoveInput, requestId: string): Promise<Moved> =>
  call('cases.move', { id: at.id, version: at.version, ...input }, { requestId })

/** The reporter's name and telephone; the server writes the look down first. */
export const showContact = (id: string, requestId: string): Promise<Out<'cases.contact'>> =>
  call('cases.contact', { id }, { requestId })

export type ReportInput = In<'cases.report'>
