/** Every refusal the server can give. The Chinese sentence is chosen on the phone from the code. */
export const ERROR_CODES = [
  /** a field is missing, of the wrong type or past its limit: see `fields` */
  'INVALID_INPUT',
  /** the call carries no WeChat identity */
  'UNAUTHENTICATED',
  /** the person is known but may not do this */
  'FORBIDDEN',
  /** first say where you live: the phone leads to that page */
  'HOME_NEEDED',
  /** no such route or thing, or not one this person may know of */
  'NOT_FOUND',
  /** somebody else changed it first: load again */
  'CONFLICT',
  /** not possible in the present state */
  'NOT_NOW',
  /** the platform's moderation refuses the words or a picture */
  'UNSAFE_CONTENT',
  /** too many today, or too large */
  'LIMIT',
  /** an invitation, code or form that was used or has run out */
  'EXPIRED',
  /** the same request is still running, or a service of the platform does not answer: try again */
  'BUSY',
  /** our mistake; logged under the requestId */
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What is wrong with a field, as a code with an optional limit after a colon: "too_long:1000". */
export type FieldProblem = string

/** Why a rule says no. */
export interface Refused {
  ok: false
  code: ErrorCode
  fields?: Record<string, FieldProblem>
}

export const refused = (code: ErrorCode, fields?: Record<string, FieldProblem>): Refused =>
  fields ? { ok: false, code, fields } : { ok: false, code }

export interface Failure {
  code: ErrorCode
  /** field path ("place.unit") to problem; only with INVALID_INPUT */
  fields?: Record<string, FieldProblem>
  requestId: string
}

export type Answer<T> = { ok: true; data: T } | { ok: false; error: Failure }
