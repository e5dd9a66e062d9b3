import { createHash, randomBytes } from 'node:crypto'

// Crockford's base 32: no I, L, O, U to be misread
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_CHARACTERS = 10
const CHANCE_BYTES = 16

function encodeTime(ms: number): string {
  let rest = ms
  let text = ''
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    text = ALPHABET[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const encodeChance = (bytes: Uint8Array): string => Array.from(bytes, (byte) => ALPHABET[byte % 32]).join('')

/** 26 characters: 10 of time, so that ids sort by age, then 80 bits of chance, so that none can be guessed. */
export const newId = (now: number, chance: Uint8Array = randomBytes(CHANCE_BYTES)): string =>
  encodeTime(now) + encodeChance(chance)

/**
 * A code for people to type: `length` ≤ 32 characters without look-alikes (5 bits each). It follows from `secret`, so
 * that a retried call makes the same code again and nobody has to store it.
 */
export const codeFrom = (secret: string, length: number): string =>
  encodeChance(createHash('sha256').update(secret).digest().subarray(0, length))

/** A code as codeFrom made it, however a person types it: any case, with spaces or dashes, O for 0, I and L for 1. */
export const tidyCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/** One-way name for an openid or code where the thing itself must not be stored or shown. 32 hex digits. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
