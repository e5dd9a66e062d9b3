import { BSONRegExp, ObjectId } from 'bson'
import { Harness } from './harness'

const AT = new Date('2024-02-29T13:45:06.789Z')
const ZONE = { timezone: 'Asia/Shanghai' }
const DOC = {
  _id: 'd',
  i: 5,
  neg: -7,
  s: 'Hello World',
  z: '你好😀',
  nul: null,
  t: true,
  d: AT,
  arr: [3, 1, 2],
  none: [],
  docs: [{ k: 'a', v: 1 }, { k: 'b', v: 2 }, { v: 3 }],
  deep: [[{ m: 9 }], { m: 3 }, 4],
  o: { x: 1, y: { z: 2 } },
  pairs: [
    ['p', 1],
    ['q', 2],
  ],
  big: 2 ** 40,
}

/** expression → what MongoDB makes of it; undefined: no field */
const CASES: readonly (readonly [expression: unknown, expected: unknown])[] = [
  // one operand need not stand in a list
  [{ $add: '$i' }, 5],
  [{ $multiply: '$i' }, 5],
  [{ $concat: '$s' }, 'Hello World'],
  [{ $and: '$t' }, true],
  [{ $or: [0, null, '$gone'] }, false],
  [{ $not: [''] }, false],
  [{ $not: '$nul' }, true],
  [{ $mod: ['$neg', 3] }, -1],
  [{ $mod: ['$gone', 0] }, null],
  [{ $ln: null }, null],
  [{ $log10: 1000 }, 3],
  [{ $switch: { branches: [{ case: '', then: 'text is true' }] } }, 'text is true'],
  [{ $switch: { branches: [{ case: 0, then: 1 }], default: '$gone' } }, undefined],
  // lists
  [{ $slice: ['$gone', 1] }, null],
  [{ $slice: ['$arr', -9, 2] }, [3, 1]],
  [{ $slice: ['$arr', 5, 1] }, []],
  [{ $setUnion: ['$arr', [1, 'a', null]] }, [null, 1, 2, 3, 'a']],
  [{ $setUnion: ['$arr', null] }, null],
  [{ $setIntersection: ['$arr', [2, 3, 4]] }, [2, 3]],
  [{ $setIntersection: ['$arr', '$gone'] }, null],
  [{ $setIntersection: [[{ a: 1 }], [{ a: 1 }, { a: 2 }]] }, [{ a: 1 }]],
  [{ $mergeObjects: '$o' }, { x: 1, y: { z: 2 } }],
  [{ $mergeObjects: ['$o', null, '$gone', { x: 9 }] }, { x: 9, y: { z: 2 } }],
  [{ $mergeObjects: null }, {}],
  [{ $first: '$arr' }, 3],
  [{ $last: '$none' }, undefined],
  [{ $first: '$gone' }, null],
  // sums of what is no list
  [{ $sum: '$s' }, 0],
  [{ $sum: '$gone' }, 0],
  [{ $sum: '$i' }, 5],
  [{ $sum: ['$i', 1, 'a'] }, 6],
  [{ $sum: '$docs.v' }, 6],
  [{ $avg: '$none' }, null],
  [{ $avg: ['$i', '$gone'] }, 5],
  [{ $max: '$gone' }, null],
  [{ $max: ['$arr', 1] }, [3, 1, 2]],
  [{ $min: ['$i', 3] }, 3],
  [{ $stdDevPop: '$arr' }, Math.sqrt(2 / 3)],
  [{ $stdDevSamp: [1] }, null],
  [{ $map: { input: '$pairs', as: 'p', in: { $sum: '$$p' } } }, [1, 2]],
  [{ $filter: { input: '$pairs', as: 'p', cond: { $gt: [{ $sum: '$$p' }, 1] } } }, [['q', 2]]],
  [{ $reduce: { input: '$pairs', initialValue: 0, in: { $add: ['$$value', { $sum: ['$$this'] }] } } }, 3],
  // paths: a number is the name of a field, an array in an array is not looked into
  ['$docs.k', ['a', 'b']],
  ['$docs.0', []],
  ['$pairs.0', []],
  ['$deep.m', [3]],
  ['$arr.x', []],
  ['$i.x', undefined],
  ['$o.y.z', 2],
  ['$$ROOT.o.x', 1],
  [{ $let: { vars: { v: '$docs' }, in: '$$v.v' } }, [1, 2, 3]],
  [{ $literal: '$o.x' }, '$o.x'],
  // text
  [{ $toUpper: 'aé' }, 'Aé'],
  [{ $strcasecmp: ['a', null] }, 1],
  [{ $strcasecmp: ['ABC', 'abd'] }, -1],
  [{ $split: ['a,b', ','] }, ['a', 'b']],
  [{ $split: ['$gone', ','] }, null],
  [{ $replaceAll: { input: 'a.a.', find: '.', replacement: { $literal: '$&' } } }, 'a$&a$&'],
  [{ $replaceOne: { input: 'aXaX', find: 'X', replacement: { $literal: '$&' } } }, 'a$&aX'],
  [{ $replaceAll: { input: null, find: '.', replacement: '-' } }, null],
  [{ $regexMatch: { input: '$s', regex: 'world', options: 'i' } }, true],
  [{ $regexMatch: { input: '$s', regex: new BSONRegExp('world', 'i') } }, true],
  [{ $regexMatch: { input: '$gone', regex: 'a' } }, false],
  [{ $regexFind: { input: '$s', regex: '(o) (W)' } }, { match: 'o W', idx: 4, captures: ['o', 'W'] }],
  [{ $regexFind: { input: '$z', regex: '(x)?好' } }, { match: '好', idx: 1, captures: [null] }],
  [{ $regexFind: { input: '$s', regex: 'zz' } }, null],
  [
    { $regexFindAll: { input: '😀a😀a', regex: 'a' } },
    [
      { match: 'a', idx: 1, captures: [] },
      { match: 'a', idx: 3, captures: [] },
    ],
  ],
  // conversions
  [{ $toInt: '-42' }, -42],
  [{ $toInt: -2.9 }, -2],
  [{ $toLong: '$d' }, AT.getTime()],
  [{ $toDouble: '-5e2' }, -500],
  [{ $toBool: '' }, true],
  [{ $toBool: '$gone' }, null],
  [{ $toString: '$d' }, '2024-02-29T13:45:06.789Z'],
  [{ $toString: '$big' }, '1099511627776'],
  [{ $toDate: '2024-01-02T03:04:05+08:00' }, new Date('2024-01-01T19:04:05Z')],
  [{ $toString: { $toObjectId: '5f5f5f5f5f5f5f5f5f5f5f5f' } }, '5f5f5f5f5f5f5f5f5f5f5f5f'],
  [{ $convert: { input: '5f5f5f5f5f5f5f5f5f5f5f5f', to: 'objectId' } }, new ObjectId('5f5f5f5f5f5f5f5f5f5f5f5f')],
  [{ $convert: { input: 'x', to: 'int', onError: 'bad' } }, 'bad'],
  [{ $convert: { input: '$gone', to: 'int', onNull: 0 } }, 0],
  [{ $convert: { input: '7', to: 16 } }, 7],
  [{ $type: { $literal: new BSONRegExp('a', '') } }, 'regex'],
  [{ $type: '$gone' }, 'missing'],
  [{ $type: '$big' }, 'long'],
  // dates
  [{ $dateToString: { date: '$d', ...ZONE } }, '2024-02-29T21:45:06.789Z'],
  [{ $dateToString: { date: '$d' } }, '2024-02-29T13:45:06.789Z'],
  [{ $dateFromParts: { year: 2024 } }, new Date('2024-01-01')],
  [{ $dateFromParts: { year: 2024, month: 14, day: 0 } }, new Date('2025-01-31')],
  [{ $dateFromParts: { year: 2024, month: 2, day: 29, hour: 8, ...ZONE } }, new Date('2024-02-29')],
  [{ $dateFromParts: { year: 2024, minute: 90 } }, new Date('2024-01-01T01:30:00Z')],
  [{ $dateFromParts: { isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4 } }, new Date('2024-02-29')],
  [{ $dateFromParts: { year: 2024, month: '$gone' } }, null],
  [{ $dateToParts: { date: null } }, null],
  [
    { $dateToParts: { date: '$d', ...ZONE } },
    { year: 2024, month: 2, day: 29, hour: 21, minute: 45, second: 6, millisecond: 789 },
  ],
  [
    { $dateToParts: { date: '$d', iso8601: true } },
    { isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4, hour: 13, minute: 45, second: 6, millisecond: 789 },
  ],
  [{ $dateAdd: { startDate: new Date('2024-01-31'), unit: 'month', amount: 1 } }, new Date('2024-02-29')],
  [{ $dateSubtract: { startDate: new Date('2024-02-29'), unit: 'year', amount: 1 } }, new Date('2023-02-28')],
  [{ $dateAdd: { startDate: '$gone', unit: 'day', amount: 1 } }, null],
  [
    { $dateAdd: { startDate: new Date('2024-03-09T17:00:00Z'), unit: 'day', amount: 1, timezone: 'America/New_York' } },
    new Date('2024-03-10T16:00:00Z'),
  ],
]

const REFUSED: readonly unknown[] = [
  { $mod: ['$i', 0] },
  { $ln: 0 },
  { $log10: 'a' },
  { $switch: { branches: [{ case: false, then: 1 }] } },
  { $size: '$gone' },
  { $size: '$i' },
  { $slice: ['$i', 1] },
  { $slice: ['$arr', 1, 0] },
  { $setUnion: ['$i'] },
  { $mergeObjects: '$docs' },
  { $mergeObjects: ['$i'] },
  { $push: '$i' },
  { $first: '$i' },
  { $split: ['$s', ''] },
  { $replaceAll: { input: '$i', find: '.', replacement: '-' } },
  { $regexMatch: { input: '$i', regex: '5' } },
  { $toInt: '$d' },
  { $toInt: '' },
  { $toInt: ' 42' },
  { $toInt: '0x10' },
  { $toInt: '4.2' },
  { $toInt: '$big' },
  { $toDouble: '' },
  { $toDate: 'x' },
  { $toString: '$arr' },
  { $convert: { input: 'x', to: 'nope' } },
  { $convert: { input: 'x', to: 'objectId' } },
  { $dateFromParts: { month: 1 } },
  { $dateAdd: { startDate: '$d', unit: 'eon', amount: 1 } },
  { $arrayElemAt: ['$arr', 1.5] },
]

describe('expressions answer as MongoDB', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('e')
    await harness.insert('e', [DOC])
  })
  afterAll(() => harness.close())
  const value = async (expression: unknown): Promise<unknown> => {
    const [row] = await harness.aggregate('e', [{ $project: { _id: 0, v: expression } }])
    return row?.['v']
  }

  test.each(CASES.map(([expression, expected]) => [JSON.stringify(expression), expression, expected] as const))(
    '%s',
    async (_name, expression, expected) => {
      expect(await value(expression)).toEqual(expected)
    },
  )

  test.each(REFUSED.map((expression) => [JSON.stringify(expression), expression] as const))(
    'refuses %s',
    async (_name, expression) => {
      await expect(value(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
      await expect(harness.find('e', { $expr: { $eq: [expression, 1] } })).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      })
    },
  )
})
