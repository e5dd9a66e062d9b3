import { Decimal128, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { encodeKey, past } from '../../../simulator/cloud/database/keys'
import { compare } from '../../../simulator/cloud/database/values'

const decimal = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('1', '-1', '10', '0', '15', '-1500'),
      fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
    ),
    fc.oneof(fc.integer({ min: -40, max: 5 }), fc.integer({ min: -6176, max: 6111 })),
  )
  .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`))
const large = fc
  .constantFrom(2n ** 53n, 2n ** 62n, -(2n ** 53n))
  .chain((middle) => fc.integer({ min: -3, max: 3 }).map((step) => Long.fromBigInt(middle + BigInt(step))))

const scalar = fc.oneof(
  decimal,
  large,
  fc.constantFrom(2 ** 53, 2 ** 53 - 1, 2 ** 53 + 2, 2 ** 62, -(2 ** 53), 0.1, 1e-5, 5e-324, Infinity, -Infinity),
  fc.constantFrom(
    ...['0.1', '1E-5', '1E+400', '-2E+400', '1E-400', '-1E-400', 'Infinity', 'NaN', '0.10'].map((text) =>
      Decimal128.fromString(text),
    ),
  ),
  fc.constant(null),
  fc.double({ noNaN: false }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.string({ unit: 'binary' }).filter((text) => !/[\ud800-\udfff]/.test(text)),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '中', '\uffff', '😀', 'z'),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('any'), { maxKeys: 3 }),
  ),
})).any

describe('index keys', () => {
  test('byte order is the order of values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Buffer.compare(encodeKey(a), encodeKey(b))).toBe(compare(a, b))
        expect(Buffer.compare(encodeKey(a, true), encodeKey(b, true))).toBe(-compare(a, b) || 0)
      }),
      { numRuns: 3000 },
    )
  })

  test('keys of several fields order field by field', () => {
    fc.assert(
      fc.property(value, value, value, value, fc.boolean(), fc.boolean(), (a, b, c, d, down1, down2) => {
        const x = Buffer.concat([encodeKey(a, down1), encodeKey(b, down2)])
        const y = Buffer.concat([encodeKey(c, down1), encodeKey(d, down2)])
        const expected = compare(a, c) * (down1 ? -1 : 1) || compare(b, d) * (down2 ? -1 : 1) || 0
        expect(Buffer.compare(x, y)).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  test('past() lies beyond the key whatever follows it, and no further', () => {
    fc.assert(
      fc.property(value, value, fc.boolean(), (a, b, down) => {
        const key = encodeKey(a, down)
        const long = Buffer.concat([key, Buffer.alloc(12, 0xfe)])
        expect(Buffer.compare(long, past(key))).toBe(-1)
        const other = encodeKey(b, down)
        if (Buffer.compare(other, key) > 0) expect(Buffer.compare(past(key), other)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('the order of values', () => {
  test('runs by type, then within the type', () => {
    const ordered = [
      undefined,
      null,
      NaN,
      -Infinity,
      -1,
      Decimal128.fromString('-1E-400'),
      0,
      0.1 - 2 ** -56,
      Decimal128.fromString('0.1'),
      0.1,
      1.5,
      2,
      2 ** 53,
      Long.fromBigInt(2n ** 53n + 1n),
      2 ** 53 + 2,
      Decimal128.fromString('1E+400'),
      Infinity,
      '',
      'a',
      '\uffff',
      '😀',
      {},
      { a: 1 },
      { a: 2 },
      { a: 'x' },
      [],
      [1],
      [1, 2],
      [2],
      new ObjectId('000000000000000000000001'),
      false,
      true,
      new Date(-1),
      new Date(0),
      /a/,
      /b/,
    ]
    for (const [i, a] of ordered.entries())
      for (const [j, b] of ordered.entries()) expect(Math.sign(compare(a, b))).toBe(Math.sign(i - j))
  })
})
