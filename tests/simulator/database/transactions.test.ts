import fc from 'fast-check'
import { declared, Harness, type Row } from './harness'

const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining('TransactionConflict') as string,
}
const GONE = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist') as string }
const inc = (n: number): Row => ({ $inc: { n } })
const single = { multi: false }

describe('transactions', () => {
  let harness: Harness
  beforeEach(async () => {
    harness = new Harness({ declarations: declared('c', [{ name: 'phone', fields: [['phone', 1]], unique: true }]) })
    await harness.insert('c', [
      { _id: 'a', n: 1, phone: 'a' },
      { _id: 'b', n: 1, phone: 'b' },
    ])
  })
  afterEach(() => harness.close())
  const update = (id: string, data: Row, transactionId: string) =>
    harness.update('c', { _id: id }, data, { ...single, transactionId })

  test('see their own writes, and nobody else does before the commit', async () => {
    const t = await harness.begin()
    expect(await update('a', inc(4), t)).toEqual({ updated: 1 })
    await harness.insert('c', [{ _id: 'z', n: 9, phone: 'z' }], t)
    await harness.remove('c', { _id: 'b' }, { ...single, transactionId: t })
    expect(await harness.ids('c', { n: { $gte: 1 } }, { sort: { n: -1 }, transactionId: t })).toEqual(['z', 'a'])
    expect(await harness.ids('c', {}, { transactionId: t })).toEqual(['a', 'z'])
    expect(await harness.ids('c', { phone: 'z' }, { transactionId: t })).toEqual(['z'])
    expect(await harness.find('c', {})).toHaveLength(2)
    expect((await harness.get('c', 'a'))?.['n']).toBe(1)
    await harness.commit(t)
    expect(await harness.ids('c', {})).toEqual(['a', 'z'])
    expect((await harness.get('c', 'a'))?.['n']).toBe(5)
    expect(await harness.ids('c', { phone: 'b' })).toEqual([])
  })

  test('read the state of their first operation', async () => {
    const t = await harness.begin()
    expect((await harness.get('c', 'a', t))?.['n']).toBe(1)
    await harness.update('c', {}, inc(1))
    await harness.insert('c', [{ _id: 'later', phone: 'later' }])
    expect((await harness.get('c', 'a', t))?.['n']).toBe(1)
    expect(await harness.ids('c', {}, { transactionId: t })).toEqual(['a', 'b'])
    await harness.commit(t)
  })

  test('leave nothing behind when aborted', async () => {
    const t = await harness.begin()
    await update('a', inc(4), t)
    await harness.set('c', 'new', { phone: 'n' }, { transactionId: t })
    await harness.abort(t)
    expect(await harness.find('c', {})).toEqual([
      { _id: 'a', n: 1, phone: 'a' },
      { _id: 'b', n: 1, phone: 'b' },
    ])
    await expect(harness.get('c', 'a', t)).rejects.toMatchObject(GONE)
    await expect(harness.commit(t)).rejects.toMatchObject(GONE)
    await expect(harness.commit('unknown')).rejects.toMatchObject(GONE)
  })

  test('conflict when they write what another has written', async () => {
    const first = await harness.begin()
    const second = await harness.begin()
    await update('a', inc(1), first)
    await update('b', inc(1), second)
    await expect(update('a', inc(1), second)).rejects.toMatchObject(CONFLICT)
    await expect(harness.commit(second)).rejects.toMatchObject(GONE)
    await harness.abort(second)
    await harness.commit(first)
    expect(await harness.find('c', {}, { fields: { n: 1, _id: 0 } })).toEqual([{ n: 2 }, { n: 1 }])
  })

  test('conflict when a document has changed since they began to read', async () => {
    const t = await harness.begin()
    await harness.get('c', 'b', t)
    await harness.update('c', { _id: 'a' }, inc(1))
    await expect(update('a', inc(1), t)).rejects.toMatchObject(CONFLICT)
    const u = await harness.begin()
    await harness.get('c', 'b', u)
    await harness.remove('c', { _id: 'a' })
    await expect(harness.set('c', 'a', { n: 1 }, { transactionId: u })).rejects.toMatchObject(CONFLICT)
  })

  test('do not conflict over a change that came before their first operation', async () => {
    const t = await harness.begin()
    await harness.update('c', { _id: 'a' }, inc(1))
    await update('a', inc(1), t)
    await harness.commit(t)
    expect((await harness.get('c', 'a'))?.['n']).toBe(3)
  })

  test('conflict over the same new _id and the same new unique key', async () => {
    const first = await harness.begin()
    await harness.insert('c', [{ _id: 'x', phone: 'x' }], first)
    const second = await harness.begin()
    await expect(harness.insert('c', [{ _id: 'x', phone: 'y' }], second)).rejects.toMatchObject(CONFLICT)
    const third = await harness.begin()
    await expect(harness.insert('c', [{ _id: 'y', phone: 'x' }], third)).rejects.toMatchObject(CONFLICT)
    await harness.commit(first)
    const fourth = await harness.begin()
    await expect(harness.insert('c', [{ _id: 'y', phone: 'x' }], fourth)).rejects.toThrow(/E11000.*phone/)
    const fifth = await harness.begin()
    await expect(harness.insert('c', [{ _id: 'x' }], fifth)).rejects.toThrow(/E11000.*_id_/)
    await expect(harness.get('c', 'a', fifth)).rejects.toMatchObject(GONE)
  })

  test('free and take a unique key within one transaction', async () => {
    const t = await harness.begin()
    await harness.remove('c', { _id: 'a' }, { ...single, transactionId: t })
    await update('b', { $set: { phone: 'a' } }, t)
    await harness.insert('c', [{ _id: 'a', phone: 'b' }], t)
    await harness.commit(t)
    expect(await harness.ids('c', { phone: 'a' })).toEqual(['b'])
    expect(await harness.ids('c', { phone: 'b' })).toEqual(['a'])
    expect(await harness.ids('c', {})).toEqual(['b', 'a'])
  })

  test('make a write from outside wait until they end', async () => {
    const t = await harness.begin()
    await update('a', inc(10), t)
    await harness.insert('c', [{ _id: 'x', phone: 'x' }], t)
    let waited = false
    const outside = harness.update('c', { _id: 'a' }, inc(100)).then(() => (waited = true))
    const inserted = harness.insert('c', [{ _id: 'y', phone: 'x' }]).then(
      () => 'done',
      (error: Error) => error.message,
    )
    await harness.update('c', { _id: 'b' }, inc(1))
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(waited).toBe(false)
    await harness.commit(t)
    await outside
    expect(await inserted).toMatch(/E11000/)
    expect((await harness.get('c', 'a'))?.['n']).toBe(111)
  })

  test('that nobody ends are aborted in time and free what they hold', async () => {
    const short = new Harness({ transactionMs: 60 })
    await short.create('c')
    await short.insert('c', [{ _id: 'a', n: 1 }])
    const t = await short.begin()
    await short.update('c', { _id: 'a' }, inc(10), { ...single, transactionId: t })
    const outside = short.update('c', { _id: 'a' }, inc(100))
    expect(await outside).toEqual({ updated: 1 })
    expect((await short.get('c', 'a'))?.['n']).toBe(101)
    await expect(short.commit(t)).rejects.toMatchObject({
      ...GONE,
      message: expect.stringContaining('30 seconds') as string,
    })
    await short.close()
  })

  test('any refusal aborts', async () => {
    const t = await harness.begin()
    await update('a', inc(1), t)
    await expect(update('a', { $push: { n: 1 } }, t)).rejects.toThrow('must be an array')
    await expect(harness.commit(t)).rejects.toMatchObject(GONE)
    expect(await harness.update('c', { _id: 'a' }, inc(1))).toEqual({ updated: 1 })
  })
})

describe('random histories of transfers', () => {
  test('keep the sum, and every commit is seen whole', async () => {
    const accounts = ['a', 'b', 'c', 'd']
    const transfer = fc.record({
      from: fc.nat(3),
      to: fc.nat(3),
      amount: fc.integer({ min: 1, max: 5 }),
      pause: fc.nat(3),
      outcome: fc.constantFrom('commit', 'commit', 'abort'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { minLength: 4, maxLength: 12 }), async (transfers) => {
        const harness = new Harness()
        await harness.create('c')
        await harness.insert(
          'c',
          accounts.map((_id) => ({ _id, n: 100 })),
        )
        const sum = async (): Promise<number> =>
          (await harness.find('c', {})).reduce((total, row) => total + (row['n'] as number), 0)
        let committed = 0
        const run = async ({ from, to, amount, pause, outcome }: (typeof transfers)[number]): Promise<void> => {
          const turns = async (): Promise<void> => {
            for (let i = 0; i < pause; i++) await new Promise(setImmediate)
          }
          const t = await harness.begin()
          try {
            await turns()
            for (const [at, change] of [
              [from, -amount],
              [to, amount],
            ] as const) {
              const row = await harness.get('c', accounts[at], t)
              await turns()
              await harness.update(
                'c',
                { _id: accounts[at] },
                { $set: { n: (row?.['n'] as number) + change } },
                { ...single, transactionId: t },
              )
            }
            await (outcome === 'commit' ? harness.commit(t) : harness.abort(t))
            if (outcome === 'commit') committed++
          } catch (error) {
            expect(error).toMatchObject(CONFLICT)
          }
          expect(await sum()).toBe(400)
        }
        await Promise.all(transfers.map(run))
        expect(await sum()).toBe(400)
        if (transfers.every(({ outcome }) => outcome === 'commit')) expect(committed).toBeGreaterThan(0)
        await harness.close()
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
