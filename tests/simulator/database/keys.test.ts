import { ObjectId } from 'bson'
import fc from 'fast-check'
import { after, encodeKey } from '../../../simulator/cloud/database/keys'
import { compare } from '../../../simulator/cloud/database/values'

const scalar = fc.oneof(
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

  test('after() lies beyond every key with the prefix, and no further', () => {
    fc.assert(
      fc.property(value, value, fc.boolean(), (a, b, down) => {
        const key = encodeKey(a, down)
        const long = Buffer.concat([key, Buffer.alloc(12, 0xff)])
        expect(Buffer.compare(long, after(key))).toBe(-1)
        const other = encodeKey(b, down)
        if (Buffer.compare(other, key) > 0) expect(Buffer.compare(after(key), other)).toBeLessThanOrEqual(0)
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
      0,
      1.5,
      2,
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
