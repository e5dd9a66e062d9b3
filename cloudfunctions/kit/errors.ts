import type { ErrorCode, FieldProblem } from '../../miniprogram/contract/errors'

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

/** For a thing that must be there and be known to the caller. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new AppError('NOT_FOUND')
  return value
}
