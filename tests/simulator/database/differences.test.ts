import { Harness, type Row } from './harness'

/** Answers that once differed from MongoDB's. */
describe('differences', () => {
  const database = new Harness()

  beforeAll(async () => {
    await database.create('items')
    await database.insert('items', [
      { _id: 1, g: 'a', v: 1 },
      { _id: 2, g: 'b', v: 2 },
      { _id: 3, g: 'a', v: 3 },
    ])
    await database.create('changed')
  })

  afterAll(() => database.close())

  const changed = async (start: Row, change: Row): Promise<Row> => {
    await database.set('changed', 'it', start)
    await database.update('changed', { _id: 'it' }, change)
    const { _id, ...rest } = (await database.get('changed', 'it')) as Row
    expect(_id).toBe('it')
    return rest
  }

  test('an update adds fields in the order of their names', async () => {
    expect(Object.keys(await changed({ z: 1 }, { $set: { b: 1, a: 2 }, $inc: { aa: 1 } }))).toEqual([
      'z',
      'a',
      'aa',
      'b',
    ])
    expect(Object.keys((await changed({}, { $set: { 'q.b': 1, 'q.a': 2 } }))['q'] as Row)).toEqual(['a', 'b'])
  })

  test('a pattern may name a script', async () => {
    await database.set('changed', 'han', { s: '汉字' })
    expect(await database.ids('changed', { s: { $regex: '^\\p{Han}+$' } })).toEqual(['han'])
    expect(await database.ids('changed', { s: { $regex: '^\\P{Han}' } })).toEqual([])
    expect(await database.ids('changed', { s: { $regex: '^\\p{L}' } })).toEqual(['han'])
  })

  test('$pull takes conditions joined by $or', async () => {
    const start = { a: [{ x: 1 }, { x: 2 }, { x: 3 }, 1] }
    expect(await changed(start, { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } })).toEqual({ a: [{ x: 2 }, 1] })
    expect(await changed(start, { $pull: { a: { $and: [{ x: { $gt: 1 } }, { x: { $lt: 3 } }] } } })).toEqual({
      a: [{ x: 1 }, { x: 3 }, 1],
    })
  })

  test('$currentDate refuses what names no type', async () => {
    await expect(changed({}, { $currentDate: { a: 5 } })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect((await changed({}, { $currentDate: { a: { $type: 'date' } } }))['a']).toBeInstanceOf(Date)
  })

  test('$top and $bottom give one value', async () => {
    const sortBy = { v: -1 }
    const group = {
      _id: null,
      top: { $top: { sortBy, output: ['$_id', '$g'] } },
      bottom: { $bottom: { sortBy, output: '$_id' } },
      two: { $topN: { n: 2, sortBy, output: '$_id' } },
      last: { $bottomN: { n: 2, sortBy, output: '$none' } },
    }
    expect(await database.aggregate('items', [{ $group: group }])).toEqual([
      { _id: null, top: [3, 'a'], bottom: 1, two: [3, 2], last: [null, null] },
    ])
  })

  test('$redact leaves pruned documents out', async () => {
    const keep = { $redact: { $cond: [{ $gt: ['$v', 1] }, '$$KEEP', '$$PRUNE'] } }
    expect(await database.aggregate('items', [keep, { $project: { _id: 1 } }])).toEqual([{ _id: 2 }, { _id: 3 }])
  })

  test('$setWindowFields sums and ranks', async () => {
    const output = {
      sum: { $sum: '$v', window: { documents: ['unbounded', 'current'] } },
      before: { $shift: { output: '$v', by: -1, default: 0 } },
    }
    const rows = await database.aggregate('items', [
      { $setWindowFields: { sortBy: { _id: 1 }, output } },
      { $project: { sum: 1, before: 1 } },
    ])
    expect(rows).toEqual([
      { _id: 1, sum: 1, before: 0 },
      { _id: 2, sum: 3, before: 1 },
      { _id: 3, sum: 6, before: 2 },
    ])
    const script = { $function: { body: '$g.constructor', args: [], lang: 'js' } }
    await expect(
      database.aggregate('items', [{ $setWindowFields: { output: { out: { $sum: script } } } }]),
    ).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    const ranked = await database.aggregate('items', [
      { $setWindowFields: { partitionBy: '$g', sortBy: { v: 1 }, output: { rank: { $rank: {} } } } },
      { $project: { rank: 1 } },
      { $sort: { _id: 1 } },
    ])
    expect(ranked).toEqual([
      { _id: 1, rank: 1 },
      { _id: 2, rank: 1 },
      { _id: 3, rank: 2 },
    ])
  })
})
