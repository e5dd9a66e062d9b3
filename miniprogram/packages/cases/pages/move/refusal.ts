/** What follows when a move was refused or its answer never came. */
import { errorText } from '../../../../core/error-text'
import { RpcError, type RpcCode } from '../../../../core/rpc-error'

/** After these nobody knows whether the move was made: only the very same may be sent again. */
const UNKNOWN: readonly RpcCode[] = ['TIMEOUT', 'OFFLINE', 'BUSY', 'INTERNAL']
/** After these the case may be another than the form was about; FORBIDDEN: it has gone to somebody else. */
const CHANGED: readonly RpcCode[] = ['CONFLICT', 'NOT_NOW', 'FORBIDDEN']

export interface AfterRefusal {
  isUnknown: boolean
  isChanged: boolean
  words: string
}

export function afterRefusal(error: unknown): AfterRefusal {
  const code = error instanceof RpcError ? error.code : 'INTERNAL'
  return { isUnknown: UNKNOWN.includes(code), isChanged: CHANGED.includes(code), words: wordsOf(error) }
}

/** The colleague may be the reporter, which nobody is told. */
function wordsOf(error: unknown): string {
  const isAboutColleague = error instanceof RpcError && error.fields?.['to'] !== undefined
  return isAboutColleague ? '这位同事不能接这件事，请换一位' : errorText(error)
}

export const isCaseId = (id: string): boolean => /^[0-9A-Z]{26}$/.test(id)
