import type { ErrorCode, FieldProblem, Refused } from '../../miniprogram/contract/errors'

/** An expected refusal; it reaches the phone as its code. Anything else thrown becomes INTERNAL. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly fields?: Record<string, FieldProblem>,
  ) {
    super(fields ? `${code} ${JSON.stringify(fields)}` : code)
    this.name = 'AppError'
  }
}

/** What a rule allowed; its refusal is thrown. */
export function allowed<T extends object>(result: T | Refused): T {
  if ('ok' in result && result.ok === false) throw new AppError(result.code, result.fields)
  return result as T
}

/** Throws what a rule has against it. */
export function requireAllowed(refusal: Refused | null): void {
  if (refusal) throw new AppError(refusal.code, refusal.fields)
}

/** For a thing that must be there and be known to the caller. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new AppError('NOT_FOUND')
  return value
}
