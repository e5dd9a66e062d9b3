/** What is written down of a person at a fair. */
import type { JobKind, Shift } from '../../miniprogram/contract/jobs'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import type { SignupDoc } from './model.rules'

/** A person who signs up. */
export interface Entry {
  id: string
  fair: string
  openid: string | null
  name: string
  kinds: JobKind[]
  shifts: Shift[]
  wants: string[]
  requestId: string
  now: number
}

export const ALL = 'all'
export const HERE = 'here'
const CODE = new RegExp(`^\\d{${FAIR_LIMITS.codeDigits}}$`)
const NUMBER = /^\d{1,3}$/

const prefixKey = (text: string): string => `p:${text.trim().toLowerCase()}`
export const codeKey = (code: string): string => `c:${code}`

/** What the desk finds a person by: the number, the code, and each beginning of the name. */
export function deskKeys({ number, code, name, here }: Pick<SignupDoc, 'number' | 'code' | 'name' | 'here'>): string[] {
  const letters = Array.from(name)
  const beginnings = letters.map((_, index) => prefixKey(letters.slice(0, index + 1).join('')))
  return [ALL, ...(here === null ? [] : [HERE]), `n:${number}`, codeKey(code), ...new Set(beginnings)]
}

/** The key of what somebody typed at the desk; nothing typed finds all. */
export function keyFor(find: string | undefined): string {
  const text = find?.trim() ?? ''
  if (text === '') return ALL
  if (CODE.test(text)) return codeKey(text)
  return NUMBER.test(text) ? `n:${Number(text)}` : prefixKey(text)
}

export function newSignup(entry: Entry, number: number, code: string, here: number | null): SignupDoc {
  const { id, now, ...person } = entry
  return {
    _id: id,
    ...person,
    number,
    seat: String(number),
    code,
    keys: deskKeys({ number, code, name: person.name, here }),
    here,
    left: false,
    agreedAt: now,
    clearAt: null,
  }
}

/** Other wants, and what the person's card says by now. */
export function changedSignup(
  { number, code, here }: SignupDoc,
  { name, kinds, shifts, wants, requestId, now: agreedAt }: Entry,
): Partial<SignupDoc> {
  const keys = deskKeys({ number, code, name, here })
  return { name, kinds, shifts, wants, requestId, agreedAt, keys }
}
