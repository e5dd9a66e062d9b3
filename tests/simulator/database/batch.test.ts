import { declared, Harness } from './harness'

/** A batch is stored in order: the first document that is refused ends it, those before it stay. */
describe('several documents in one insert', () => {
  let database: Harness
  beforeEach(async () => {
    database = new Harness()
    await database.create('batch')
    await database.insert('batch', [{ _id: 'a' }])
  })
  afterEach(() => database.close())

  const batch = [{ _id: 'b' }, { _id: 'a' }, { _id: 'c' }]
  const ids = () => database.ids('batch', {})

  test('a duplicate in the middle keeps what lies before it, and nothing after', async () => {
    await expect(database.insert('batch', batch)).rejects.toThrow(/E11000/)
    expect(await ids()).toEqual(['a', 'b'])
    expect(await database.count('batch', { _id: { $in: ['a', 'b', 'c'] } })).toBe(2)
  })

  test('also after a restart', async () => {
    await expect(database.insert('batch', batch)).rejects.toThrow(/E11000/)
    await database.reopen()
    expect(await ids()).toEqual(['a', 'b'])
  })

  test('in a transaction it ends the whole of it', async () => {
    const transaction = await database.begin()
    await expect(database.insert('batch', batch, transaction)).rejects.toThrow(/E11000/)
    await expect(database.commit(transaction)).rejects.toThrow()
    expect(await ids()).toEqual(['a'])
  })

  test('one that has to wait for a transaction is stored once, as a whole', async () => {
    const transaction = await database.begin()
    await database.insert('batch', [{ _id: 'x' }], transaction)
    const waiting = database.insert('batch', [{ _id: 'b' }, { _id: 'x' }, { _id: 'c' }])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await ids()).toEqual(['a'])
    await database.abort(transaction)
    await waiting
    expect(await ids()).toEqual(['a', 'b', 'x', 'c'])
  })
})

/** An update of many goes from document to document: the first that is refused ends it, those before it are changed. */
describe('an update of several documents', () => {
  let database: Harness
  beforeEach(async () => {
    database = new Harness({
      declarations: declared('many', [{ name: 'n', fields: [['n', 1]], unique: true }]),
    })
    await database.insert('many', [
      { _id: 'a', n: 1, l: [] },
      { _id: 'b', n: 2, l: 1 },
      { _id: 'c', n: 3, l: [] },
    ])
  })
  afterEach(() => database.close())

  const all = () => database.find('many', {}, { sort: { _id: 1 } })
  const start = [
    { _id: 'a', n: 1, l: [] },
    { _id: 'b', n: 2, l: 1 },
    { _id: 'c', n: 3, l: [] },
  ]

  test('that one of them refuses', async () => {
    await expect(database.update('many', {}, { $push: { l: 5 } })).rejects.toThrow(/must be an array/)
    expect(await all()).toEqual([{ _id: 'a', n: 1, l: [5] }, ...start.slice(1)])
  })

  test('that would give two of them the same key', async () => {
    await expect(database.update('many', { n: { $gt: 1 } }, { $set: { n: 9 } })).rejects.toThrow(/E11000/)
    expect(await all()).toEqual([start[0], { _id: 'b', n: 9, l: 1 }, start[2]])
  })

  test('that moves a key to where the next one still is', async () => {
    await expect(database.update('many', {}, { $inc: { n: 1 } })).rejects.toThrow(/E11000/)
    expect(await all()).toEqual(start)
  })

  test('that moves a key to where the one before has left', async () => {
    expect(await database.update('many', {}, { $inc: { n: -1 } })).toEqual({ updated: 3 })
    expect((await all()).map((row) => row['n'])).toEqual([0, 1, 2])
  })

  test('in a transaction changes none of them', async () => {
    const transactionId = await database.begin()
    const update = database.update('many', {}, { $push: { l: 5 } }, { transactionId })
    await expect(update).rejects.toThrow(/must be an array/)
    expect(await all()).toEqual(start)
  })
})
