import { ObjectId } from 'bson'
import { Harness } from './harness'

const D = (text: string): Date => new Date(text)

/** expression → what MongoDB makes of it; undefined: no field */
const CASES: readonly (readonly [expression: unknown, expected: unknown])[] = [
  [{ $abs: -3 }, 3],
  [{ $abs: '$none' }, null],
  [{ $add: [1, '$n', 2] }, 8],
  [{ $add: ['$d', 1000] }, D('2025-03-01T00:00:01Z')],
  [{ $add: ['$none', 1] }, null],
  [{ $ceil: 1.2 }, 2],
  [{ $divide: [7, 2] }, 3.5],
  [{ $floor: -1.2 }, -2],
  [{ $mod: [-7, 3] }, -1],
  [{ $mod: [7.5, 2] }, 1.5],
  [{ $pow: [2, 10] }, 1024],
  [{ $sqrt: 9 }, 3],
  [{ $subtract: ['$d', D('2025-02-28T00:00:00Z')] }, 86400000],
  [{ $subtract: ['$d', 1000] }, D('2025-02-28T23:59:59Z')],
  [{ $trunc: -1.7 }, -1],
  [{ $log: [8, 2] }, 3],
  [{ $log10: 100 }, 2],
  [{ $ln: 1 }, 0],
  [{ $exp: 0 }, 1],
  [{ $arrayElemAt: ['$a', 9] }, undefined],
  [
    {
      $arrayToObject: [
        [
          ['x', 1],
          ['y', 2],
        ],
      ],
    },
    { x: 1, y: 2 },
  ],
  [{ $arrayToObject: [[{ k: 'x', v: 1 }]] }, { x: 1 }],
  [{ $concatArrays: ['$a', [9]] }, [3, 1, 2, 9]],
  [{ $concatArrays: ['$none', [9]] }, null],
  [{ $indexOfArray: ['$a', 2] }, 2],
  [{ $indexOfArray: ['$a', 2, 5] }, -1],
  [{ $indexOfArray: ['$a', 7, 1] }, -1],
  [{ $isArray: ['$a'] }, true],
  [{ $isArray: '$a' }, true],
  [{ $isArray: '$n' }, false],
  [{ $range: [0, 10, 3] }, [0, 3, 6, 9]],
  [{ $range: [3, 0, -1] }, [3, 2, 1]],
  [{ $reverseArray: '$a' }, [2, 1, 3]],
  [{ $size: '$a' }, 3],
  [{ $slice: ['$a', 2] }, [3, 1]],
  [{ $slice: ['$a', -2] }, [1, 2]],
  [{ $slice: ['$a', 1, 1] }, [1]],
  [{ $zip: { inputs: [[1, 2], ['a']] } }, [[1, 'a']]],
  [
    { $zip: { inputs: [[1, 2], ['a']], useLongestLength: true, defaults: [0, 'z'] } },
    [
      [1, 'a'],
      [2, 'z'],
    ],
  ],
  [{ $and: [1, 'x', true] }, true],
  [{ $and: [1, 0] }, false],
  [{ $or: [false, null] }, false],
  [{ $not: ['$none'] }, true],
  [{ $not: [1] }, false],
  [{ $and: [] }, true],
  [{ $dateFromParts: { year: 2025, month: 3, day: 1, hour: 8, timezone: 'Asia/Shanghai' } }, D('2025-03-01T00:00:00Z')],
  [{ $dateFromParts: { year: 2025, month: 14, day: 1 } }, D('2026-02-01T00:00:00Z')],
  [{ $dateFromString: { dateString: '2025-03-01T08:00:00', timezone: 'Asia/Shanghai' } }, D('2025-03-01T00:00:00Z')],
  [{ $dateFromString: { dateString: '2025-03-01' } }, D('2025-03-01T00:00:00Z')],
  [{ $dateFromString: { dateString: '01/03/2025', format: '%d/%m/%Y' } }, D('2025-03-01T00:00:00Z')],
  [{ $dateFromString: { dateString: '2025-03-01T08:00:00+08:00' } }, D('2025-03-01T00:00:00Z')],
  [{ $dateFromString: { dateString: null } }, null],
  [{ $mergeObjects: [{ a: 1 }, null, { b: 2 }] }, { a: 1, b: 2 }],
  [
    { $objectToArray: '$o' },
    [
      { k: 'x', v: 1 },
      { k: 'y', v: 2 },
    ],
  ],
  [{ $allElementsTrue: [[1, true]] }, true],
  [{ $allElementsTrue: [[1, 0]] }, false],
  [{ $anyElementTrue: [[0, 1]] }, true],
  [{ $setDifference: [[1, 2, 3], [2]] }, [1, 3]],
  [
    {
      $setEquals: [
        [1, 2],
        [2, 1, 1],
      ],
    },
    true,
  ],
  [
    {
      $setIntersection: [
        [1, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  [{ $setIsSubset: [[1], [1, 2]] }, true],
  [{ $concat: ['a', '$s'] }, 'aHello'],
  [{ $concat: ['a', '$none'] }, null],
  [{ $split: ['a,b,,c', ','] }, ['a', 'b', '', 'c']],
  [{ $strcasecmp: ['abc', 'ABC'] }, 0],
  [{ $strcasecmp: ['a', 'b'] }, -1],
  [{ $substr: ['$s', 1, 3] }, 'ell'],
  [{ $substr: ['$s', 1, -1] }, 'ello'],
  [{ $substrBytes: ['$s', 0, 2] }, 'He'],
  [{ $substrBytes: ['中文', 3, 3] }, '文'],
  [{ $toLower: '$s' }, 'hello'],
  [{ $toUpper: '$none' }, ''],
  [{ $ifNull: ['$none', null] }, null],
  [{ $cond: [false, 1, 2] }, 2],
  [{ $sum: '$a' }, 6],
  [{ $sum: ['$n', 'x', 1] }, 6],
  [{ $avg: '$a' }, 2],
  [{ $avg: [] }, null],
  [{ $min: '$a' }, 1],
  [{ $max: '$a' }, 3],
  [{ $max: [] }, null],
  [{ $stdDevPop: '$a' }, Math.sqrt(2 / 3)],
  [{ $stdDevSamp: '$a' }, 1],
  [{ $first: '$a' }, 3],
  [{ $last: '$a' }, 2],
  [{ $toString: '$n' }, '5'],
  [{ $toInt: '12' }, 12],
  [{ $type: '$s' }, 'string'],
  [{ $type: '$none' }, 'missing'],
  [{ $type: '$n' }, 'int'],
  [{ $round: [2.345, 2] }, 2.35],
  [{ $round: 2.5 }, 2],
  [{ $round: [3.5] }, 4],
  [{ $round: [1234, -2] }, 1200],
  [{ $trunc: [-1.789, 2] }, -1.78],
  [{ $max: ['$a'] }, 3],
  [{ $toUpper: '$s' }, 'HELLO'],
  [{ $dateFromString: { dateString: 'soon', onError: 'none' } }, 'none'],
  [{ $dateFromString: { dateString: '2025-03-01 08:30:05.25', timezone: '+08:00' } }, D('2025-03-01T00:30:05.250Z')],
  [{ $trim: { input: ' a ' } }, 'a'],
  [{ $regexMatch: { input: '$s', regex: '^he', options: 'i' } }, true],
  [{ $replaceAll: { input: 'aa', find: 'a', replacement: 'b' } }, 'bb'],
  [{ $dayOfYear: '$d' }, 60],
  [{ $week: '$d' }, 8],
  [{ $isoWeek: '$d' }, 9],
  [{ $dateAdd: { startDate: '$d', unit: 'day', amount: 1 } }, D('2025-03-02T00:00:00Z')],
  [{ $dateDiff: { startDate: D('2025-02-01T00:00:00Z'), endDate: '$d', unit: 'month' } }, 1],
  [{ $dateTrunc: { date: '$d', unit: 'month' } }, D('2025-03-01T00:00:00Z')],
  ['$items.q', [1, 2]],
  [
    ['$n', '$none'],
    [5, null],
  ],
  [{ z: '$n' }, { z: 5 }],
  ['$$ROOT.n', 5],
  [{ $literal: { $add: [1, 2] } }, { $add: [1, 2] }],
  [{ $const: '$n' }, '$n'],
  [{ $expr: { $add: [{ $expr: 1 }, 2] } }, 3],
  [
    {
      $setUnion: [
        [1, 2],
        [3, 1],
      ],
    },
    [1, 2, 3],
  ],
  [{ $filter: { input: '$items', cond: { $gt: ['$$this.q', 1] } } }, [{ q: 2 }]],
  [{ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } }, 'ab'],
  [{ $map: { input: '$a', in: { $add: ['$$this', '$n'] } } }, [8, 6, 7]],
  [{ $size: [[1, 2]] }, 2],
  [{ $gte: ['$d', D('2025-03-01T00:00:00Z')] }, true],
  [{ $eq: ['$none', null] }, false],
  [{ $lt: ['$none', null] }, true],
  [{ $eq: ['$oid', '$oid'] }, true],
  [{ $in: ['$oid', ['$oid']] }, true],
  [{ $cmp: ['$d', 5] }, 1],
]

describe('expressions', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('c')
    await harness.insert('c', [
      {
        _id: 1,
        n: 5,
        a: [3, 1, 2],
        s: 'Hello',
        o: { x: 1, y: 2 },
        d: D('2025-03-01T00:00:00Z'),
        items: [{ q: 1 }, { q: 2 }],
        oid: new ObjectId(),
      },
    ])
  })
  afterAll(() => harness.close())

  test.each(CASES)('%j', async (expression, expected) => {
    for (const stage of ['$addFields', '$project']) {
      const [row] = await harness.aggregate('c', [{ [stage]: { v: expression } }])
      if (typeof expected === 'number' && !Number.isInteger(expected)) expect(row?.['v']).toBeCloseTo(expected)
      else expect(row?.['v']).toEqual(expected)
    }
  })
})
