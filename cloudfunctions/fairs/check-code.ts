import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { digest } from '../kit/ids'

const HALF = 10 ** (FAIR_LIMITS.codeDigits / 2)
const ROUNDS = 4
const HASH_DIGITS = 8

/**
 * The check-in code of a number: "0453". Other numbers have other codes, for it is a permutation (Luby and Rackoff's, of
 * four rounds), and nobody tells it from the number without the fair's secret.
 */
export function codeOf(secret: string, number: number): string {
  let [left, right] = [Math.floor(number / HALF) % HALF, number % HALF]
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = Number.parseInt(digest(`${secret} ${round} ${right}`).slice(0, HASH_DIGITS), 16)
    ;[left, right] = [right, (left + mixed) % HALF]
  }
  return String(left * HALF + right).padStart(FAIR_LIMITS.codeDigits, '0')
}
