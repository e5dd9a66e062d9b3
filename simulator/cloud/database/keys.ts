import { decimalOf, type Decimal } from './numbers/decimal'
import { binaryParts, compare, objectIdBytes, RANK, rankOf, regexParts, toNumber, type Doc } from './values'

/**
 * Index keys whose byte order is MongoDB's order of values. Each value ends by itself, so that the keys of several
 * fields can simply follow one another; a descending field has all its bytes inverted.
 */
const TYPE_BYTE = [0x02, 0x08, 0x10, 0x18, 0x20, 0x28, 0x30, 0x38, 0x40, 0x48, 0x50, 0x58, 0x60, 0x70] as const
const END = 0x00
const MORE = 0x01
const ESCAPED_ZERO = 0xff
/** Above whatever may follow a value: the next value, the end of what holds it, or the place of the document. */
const BEYOND = Buffer.alloc(6, 0xff)

class KeyWriter {
  private bytes = Buffer.allocUnsafe(512)
  length = 0

  private room(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  byte(value: number): void {
    this.room(1)
    this.bytes[this.length++] = value
  }

  raw(value: Uint8Array): void {
    this.room(value.length)
    this.bytes.set(value, this.length)
    this.length += value.length
  }

  uint32(value: number): void {
    this.room(4)
    this.length = this.bytes.writeUInt32BE(value, this.length)
  }

  /** Doubles in byte order: the sign bit flipped, negative numbers inverted; NaN below all. */
  double(value: number): void {
    this.room(8)
    if (Number.isNaN(value)) {
      this.bytes.fill(0, this.length, this.length + 8)
      this.length += 8
      return
    }
    const start = this.length
    this.length = this.bytes.writeDoubleBE(value === 0 ? 0 : value, start)
    if ((this.bytes[start] as number) >= 0x80) return this.invert(start)
    this.bytes[start] = (this.bytes[start] as number) ^ 0x80
  }

  /**
   * A number by the double nearest to it that does not come after it in the order of the index, and what it has beyond
   * that: the double itself has nothing.
   */
  number(value: unknown, descending: boolean): void {
    const start = this.length
    const nearest = toNumber(value)
    this.double(nearest)
    const order = typeof value === 'number' ? 0 : compare(value, nearest)
    if (order === 0) return
    const bits = this.bytes.readBigUInt64BE(start)
    if (order < 0 && !descending) this.bytes.writeBigUInt64BE(bits - 1n, start)
    if (order > 0 && descending) this.bytes.writeBigUInt64BE(bits + 1n, start)
    this.raw(descending ? invert(BEYOND) : BEYOND)
    this.decimal(String(value))
  }

  /** The power of ten, then the digits; inverted when the number is negative. */
  private decimal(text: string): void {
    const { digits, exponent } = decimalOf(text) as Decimal
    const figures = String(digits).replace('-', '')
    const start = this.length
    this.room(2)
    this.length = this.bytes.writeUInt16BE(0x8000 + exponent + figures.length, start)
    this.string(figures.replace(/0+$/, ''))
    if (digits < 0n) this.invert(start)
  }

  /** UTF-8 with a zero byte escaped, then an end mark below any continuation. */
  string(value: string): void {
    const size = Buffer.byteLength(value)
    this.room(size * 2 + 2)
    const start = this.length
    this.bytes.write(value, start)
    this.length += size
    if (this.bytes.subarray(start, this.length).includes(0)) {
      const plain = Buffer.from(this.bytes.subarray(start, this.length))
      this.length = start
      for (const byte of plain) {
        this.bytes[this.length++] = byte
        if (byte === 0) this.bytes[this.length++] = ESCAPED_ZERO
      }
    }
    this.byte(END)
    this.byte(MORE)
  }

  invert(start: number): void {
    for (let i = start; i < this.length; i++) this.bytes[i] = ~(this.bytes[i] as number) & 0xff
  }

  take(): Buffer {
    const result = Buffer.from(this.bytes.subarray(0, this.length))
    this.length = 0
    return result
  }

  value(value: unknown, descending = false): void {
    const rank = rankOf(value)
    this.byte(TYPE_BYTE[rank])
    switch (rank) {
      case RANK.number:
        return this.number(value, descending)
      case RANK.string:
        return this.string(value as string)
      case RANK.date:
        return this.double((value as Date).getTime())
      case RANK.boolean:
        return this.byte(value === true ? 1 : 0)
      case RANK.objectId:
        return this.raw(objectIdBytes(value))
      case RANK.object:
        return this.doc(value as Doc)
      case RANK.array: {
        for (const item of value as unknown[]) this.value(item)
        return this.byte(END)
      }
      case RANK.binary: {
        const { subType, bytes } = binaryParts(value)
        this.uint32(bytes.length)
        this.byte(subType)
        return this.raw(bytes)
      }
      case RANK.timestamp: {
        const bytes = Buffer.alloc(8)
        bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(String(value))))
        return this.raw(bytes)
      }
      case RANK.regex: {
        const { pattern, options } = regexParts(value)
        this.string(pattern)
        return this.string(options)
      }
      default:
    }
  }

  private doc(value: Doc): void {
    for (const name of Object.keys(value)) {
      this.byte(MORE)
      this.byte(TYPE_BYTE[rankOf(value[name])])
      this.string(name)
      this.value(value[name])
    }
    this.byte(END)
  }
}

const writer = new KeyWriter()

/** The key of one value. */
export function encodeKey(value: unknown, descending = false): Buffer {
  writer.length = 0
  writer.value(value, descending)
  if (descending) writer.invert(0)
  return writer.take()
}

/** The key of a value as text: equal values have equal texts. */
export function keyText(value: unknown): string {
  return encodeKey(value).toString('latin1')
}

/** The byte that begins every key of values of this rank. */
export function typeByte(rank: number): number {
  return TYPE_BYTE[rank] as number
}

export function invert(key: Buffer): Buffer {
  const result = Buffer.from(key)
  for (let i = 0; i < result.length; i++) result[i] = ~(result[i] as number) & 0xff
  return result
}

/** The first key after all keys that begin with this one. Type bytes are never 0xff, so there always is one. */
export function after(key: Buffer): Buffer {
  const result = Buffer.from(key)
  for (let i = result.length - 1; i >= 0; i--) {
    if (result[i] === 0xff) continue
    result[i] = (result[i] as number) + 1
    return result.subarray(0, i + 1)
  }
  throw new RangeError('no key after this one')
}

/** The first key after all those of this very value, or these values, and whatever follows. */
export function past(key: Buffer): Buffer {
  return Buffer.concat([key, BEYOND])
}

/** The place of a document in insertion order, as six bytes. */
export function encodeSeq(seq: number): Buffer {
  const bytes = Buffer.allocUnsafe(6)
  bytes.writeUIntBE(seq, 0, 6)
  return bytes
}

export function decodeSeq(bytes: Buffer, offset = 0): number {
  return bytes.readUIntBE(offset, 6)
}
