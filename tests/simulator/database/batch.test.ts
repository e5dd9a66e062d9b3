import { Harness } from './harness'

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
