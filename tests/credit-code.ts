/** Unified social credit codes for tests, made up by GB 32100-2015 itself and not by the code that checks them. */

/** The 31 signs of the standard: no I, O, S, V, Z. */
const SIGNS = [...'0123456789', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((sign) => !'IOSVZ'.includes(sign))
const BODY_LENGTH = 17

/** The 18 signs that begin with these 17. */
export function withCheckSign(body: string): string {
  let weight = 1
  let sum = 0
  for (const sign of body) {
    sum = (sum + SIGNS.indexOf(sign) * weight) % SIGNS.length
    weight = (weight * 3) % SIGNS.length
  }
  return `${body}${SIGNS[(SIGNS.length - sum) % SIGNS.length] ?? ''}`
}

/** The code of a company in 九龙坡区, another one for every number. */
export function creditCode(no: number): string {
  let rest = no
  let serial = ''
  while (serial.length < BODY_LENGTH - '91500107MA'.length) {
    serial = `${SIGNS[rest % SIGNS.length] ?? ''}${serial}`
    rest = Math.floor(rest / SIGNS.length)
  }
  return withCheckSign(`91500107MA${serial}`)
}

export { SIGNS as CREDIT_CODE_SIGNS }
