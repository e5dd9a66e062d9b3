import { Binary, BSONRegExp, calculateObjectSize, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { LIMITS } from '../limits'
import { invalidParam, requestFailed } from './errors'
import { isDoc, tagOf, type Doc } from './values'

/** Deeper nesting is refused by MongoDB; here it also keeps recursion from overflowing. */
const MAX_DEPTH = 100

interface Wrapped {
  readonly [key: string]: unknown
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw invalidParam('invalid EJSON value')
  return value
}

function wholeNumber(digits: string): unknown {
  if (!/^-?\d{1,19}$/.test(digits)) throw invalidParam(`invalid EJSON integer: ${digits}`)
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : Long.fromString(digits)
}

function double(digits: string): number {
  const number = Number(digits)
  if (Number.isNaN(number) && digits !== 'NaN') throw invalidParam(`invalid EJSON number: ${digits}`)
  return number
}

function date(value: unknown): Date {
  const inner = isDoc(value) ? value['$numberLong'] : value
  const result = new Date(typeof inner === 'string' && isDoc(value) ? Number(inner) : (inner as string | number))
  if (Number.isNaN(result.getTime())) throw invalidParam('invalid EJSON date')
  return result
}

function binary(value: unknown): Binary {
  const { base64, subType } = value as { base64: string; subType: string }
  return new Binary(Buffer.from(text(base64), 'base64'), parseInt(text(subType), 16))
}

function regex(value: unknown): BSONRegExp {
  const { pattern, options } = value as { pattern: unknown; options: unknown }
  return new BSONRegExp(text(pattern), options === undefined ? '' : text(options))
}

function serverDate(value: unknown, now: () => number): Date {
  const offset = isDoc(value) ? Number(value['offset'] ?? 0) : 0
  return new Date(now() + (Number.isFinite(offset) ? offset : 0))
}

/** The BSON value that a `{"$…": …}` object stands for, or undefined when it is an ordinary object. */
function unwrap(object: Wrapped, now: () => number): unknown {
  for (const key in object) {
    switch (key) {
      case '$numberInt':
      case '$numberLong':
        return wholeNumber(text(object[key]))
      case '$numberDouble':
        return double(text(object[key]))
      case '$date':
        return date(object[key])
      case '$oid':
        return new ObjectId(text(object[key]))
      case '$regularExpression':
        return regex(object[key])
      case '$tcb_server_date':
        return serverDate(object[key], now)
      case '$numberDecimal':
        return Decimal128.fromString(text(object[key]))
      case '$binary':
        return binary(object[key])
      case '$timestamp': {
        const { t, i } = object[key] as { t: number; i: number }
        return new Timestamp({ t, i })
      }
      case '$minKey':
        return new MinKey()
      case '$maxKey':
        return new MaxKey()
      case '$undefined':
        return null
      default:
        return undefined
    }
  }
  return undefined
}

function revive(value: unknown, now: () => number, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) throw invalidParam('document exceeds the maximum nested depth')
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revive(value[i], now, depth + 1)
    return value
  }
  const object = value as Doc
  for (const key in object) {
    const item = object[key]
    if (typeof item === 'object' && item !== null) object[key] = revive(item, now, depth + 1)
  }
  const whole = unwrap(object, now)
  return whole === undefined ? object : whole
}

/** Parses EJSON, canonical or relaxed, as the SDK sends it; `now` gives db.serverDate() its time. */
export function parse(source: unknown, now: () => number): unknown {
  if (typeof source !== 'string') throw invalidParam('an EJSON string is expected')
  // a field of this name would change the prototype of the object instead
  if (source.includes('__proto__')) throw invalidParam("a field must not be named '__proto__'")
  try {
    return revive(JSON.parse(source), now, 0)
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError)
      throw invalidParam(`broken EJSON: ${cause.message}`)
    if (cause instanceof Error && /BSON|Unsupported/.test(cause.name))
      throw invalidParam(`invalid EJSON: ${cause.message}`)
    if (cause instanceof TypeError) throw invalidParam('invalid EJSON')
    throw cause
  }
}

/** The same for a text that must be an object. */
export function parseDoc(source: unknown, now: () => number): Doc {
  const value = parse(source, now)
  if (!isDoc(value)) throw invalidParam('an EJSON object is expected')
  return value
}

const never = (): number => 0

/** Parses a stored text. Without a "$ key inside, JSON.parse has already said it all. */
export function decode(stored: string): Doc {
  const value = JSON.parse(stored) as Doc
  return stored.includes('"$') ? (revive(value, never, 0) as Doc) : value
}

function wrapTagged(value: object, tag: string): unknown {
  switch (tag) {
    case 'ObjectId':
      return { $oid: String(value) }
    case 'Long':
      return { $numberLong: String(value) }
    case 'Decimal128':
      return { $numberDecimal: String(value) }
    case 'Int32':
    case 'Double':
      return wrap((value as { value: number }).value)
    case 'BSONRegExp': {
      const { pattern, options } = value as BSONRegExp
      return { $regularExpression: { pattern, options } }
    }
    case 'Binary': {
      const { sub_type: kind } = value as Binary
      return {
        $binary: {
          base64: Buffer.from((value as Binary).value()).toString('base64'),
          subType: kind.toString(16).padStart(2, '0'),
        },
      }
    }
    case 'Timestamp':
      return {
        $timestamp: { t: (value as Timestamp).getHighBitsUnsigned(), i: (value as Timestamp).getLowBitsUnsigned() },
      }
    case 'MinKey':
      return { $minKey: 1 }
    case 'MaxKey':
      return { $maxKey: 1 }
    default:
      throw requestFailed(`a value of type ${tag} cannot be stored`)
  }
}

function wrapNumber(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value
  return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) }
}

/** A JSON value for a BSON value; returns the same object when nothing inside needs wrapping. */
function wrap(value: unknown): unknown {
  if (typeof value === 'number') return wrapNumber(value)
  if (typeof value === 'bigint') return { $numberLong: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } }
  const tag = tagOf(value)
  if (tag !== undefined) return wrapTagged(value, tag)
  if (Array.isArray(value)) return wrapArray(value)
  return wrapDoc(value as Doc)
}

function wrapArray(value: readonly unknown[]): unknown {
  let copy: unknown[] | undefined
  for (let i = 0; i < value.length; i++) {
    const item = wrap(value[i])
    if (item === value[i]) continue
    copy ??= [...value]
    copy[i] = item
  }
  return copy ?? value
}

function wrapDoc(value: Doc): unknown {
  let copy: Doc | undefined
  for (const key of Object.keys(value)) {
    const item = wrap(value[key])
    if (item === value[key]) continue
    copy ??= { ...value }
    copy[key] = item
  }
  return copy ?? value
}

/**
 * The text under which a document is stored and sent: EJSON with plain numbers. What is stored goes out as it is,
 * so that a read costs no conversion.
 */
export function encode(value: unknown): string {
  return JSON.stringify(wrap(value))
}

/** The most bytes that one character of EJSON can become in BSON: an array of one-digit numbers. */
const WORST_GROWTH = 8

/** Refuses a document beyond the cloud's limit, measured as BSON. The size is computed only where it could matter. */
export function checkSize(doc: Doc, stored: string): void {
  if (stored.length * WORST_GROWTH < LIMITS.documentBytes) return
  const bytes = calculateObjectSize(doc)
  if (bytes > LIMITS.documentBytes)
    throw requestFailed(`document is too large: ${bytes} bytes, the limit is ${LIMITS.documentBytes}`)
}
