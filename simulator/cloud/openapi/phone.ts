import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock'
import { ENVIRONMENT } from '../environment'
import { LIMITS } from '../limits'
import { ApiError, stringOf, type Api } from './types'

interface IssuedCode {
  readonly phoneNumber: string
  readonly expiresAt: number
}

/** Codes of button open-type="getPhoneNumber": single use, five minutes. */
export class PhoneCodes {
  readonly #codes = new Map<string, IssuedCode>()

  constructor(readonly clock: Clock) {}

  /** The code that the client gets when the person agrees. Without a number, each person has one that never changes. */
  issue(openid: string, phoneNumber = numberOf(openid)): string {
    const code = randomBytes(16).toString('hex')
    this.#codes.set(code, { phoneNumber, expiresAt: this.clock.now() + LIMITS.phoneCodeMs })
    return code
  }

  readonly getPhoneNumber: Api = (parameters) => {
    const code = stringOf(parameters, 'code')
    const issued = this.#codes.get(code)
    this.#codes.delete(code)
    if (!issued || issued.expiresAt < this.clock.now()) throw new ApiError(40029, 'invalid code')
    const { phoneNumber } = issued
    return {
      phone_info: {
        phoneNumber,
        purePhoneNumber: phoneNumber,
        countryCode: '86',
        watermark: { timestamp: Math.floor(this.clock.now() / 1000), appid: ENVIRONMENT.appid },
      },
    }
  }
}

function numberOf(openid: string): string {
  const digits = createHash('sha256').update(openid).digest().readUInt32BE() % 100_000_000
  return `138${String(digits).padStart(8, '0')}`
}
