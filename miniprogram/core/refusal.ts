/** What follows when a call was refused or its answer never came. */
import { RpcError, type RpcCode } from './rpc-error'

/** After these nobody knows whether it was carried out: only the very same may be sent again. */
const UNKNOWN: readonly RpcCode[] = ['TIMEOUT', 'OFFLINE', 'BUSY', 'INTERNAL']
/** After these things stand otherwise than the person saw them. */
const CHANGED: readonly RpcCode[] = ['CONFLICT', 'NOT_NOW', 'FORBIDDEN', 'NOT_FOUND']

const codeOf = (error: unknown): RpcCode => (error instanceof RpcError ? error.code : 'INTERNAL')

export const isUnknown = (error: unknown): boolean => UNKNOWN.includes(codeOf(error))
export const isChanged = (error: unknown): boolean => CHANGED.includes(codeOf(error))

/** The problem of one field, if the server named it. */
export const problemOf = (error: unknown, field: string): string | undefined =>
  error instanceof RpcError ? error.fields?.[field] : undefined

/** First the person has to say where they live. */
export const isHomeNeeded = (error: unknown): boolean => codeOf(error) === 'HOME_NEEDED'

/** There is nothing for this person at this address. */
export const isGone = (error: unknown): boolean => ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT'].includes(codeOf(error))
