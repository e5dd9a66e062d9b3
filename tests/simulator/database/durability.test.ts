import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { declared, Harness } from './harness'

describe('the store', () => {
  test('keeps documents, indexes, array marks and insertion order over a restart', async () => {
    const declarations = declared('c', [
      {
        name: 'tags',
        fields: [
          ['tags', 1],
          ['n', 1],
        ],
      },
      { name: 'phone', fields: [['phone', 1]], unique: true },
    ])
    const harness = new Harness({ declarations })
    await harness.create('free')
    await harness.insert('c', [
      { _id: 'b', tags: ['x', 'y'], n: 1, phone: 1 },
      { _id: 'a', tags: 'x', n: 2, phone: 2 },
    ])
    await harness.reopen()
    expect(harness.database.collections()).toEqual(['c', 'free'])
    await harness.insert('c', [{ _id: 'c', n: 0, phone: 3 }])
    expect(await harness.ids('c', {})).toEqual(['b', 'a', 'c'])
    expect(await harness.ids('c', { tags: 'x' }, { sort: { n: -1 } })).toEqual(['a', 'b'])
    expect(harness.cost.scanned).toBe(0)
    await expect(harness.insert('c', [{ phone: 2 }])).rejects.toThrow(/E11000/)
    await harness.close()
  })

  test('builds and drops indexes to match what is declared', async () => {
    const harness = new Harness()
    harness.database.load(
      'c',
      Array.from({ length: 50 }, (_, i) => ({ _id: i, n: i % 5, same: 1 })),
    )
    await harness.ids('c', { n: 3 })
    expect(harness.cost.scanned).toBe(50)
    harness.database.declare(declared('c', [{ name: 'n', fields: [['n', 1]] }]))
    expect(await harness.ids('c', { n: 3 })).toHaveLength(10)
    expect(harness.cost).toMatchObject({ scanned: 0, documentsRead: 10 })
    expect(() =>
      harness.database.declare(declared('c', [{ name: 'same', fields: [['same', 1]], unique: true }])),
    ).toThrow(/E11000/)
    await harness.ids('c', { n: 3 })
    expect(harness.cost.scanned).toBe(0)
    harness.database.declare(declared('c', []))
    await harness.reopen()
    await harness.ids('c', { n: 3 })
    expect(harness.cost.scanned).toBe(50)
    await harness.close()
  })

  test('starts anew when asked', async () => {
    const harness = new Harness()
    await harness.create('c')
    await harness.database.stop()
    const fresh = new Harness({ fresh: true }, harness.dir)
    expect(fresh.database.collections()).toEqual([])
    await fresh.close()
  })

  test('opens an empty directory fast', async () => {
    const start = performance.now()
    const harness = new Harness()
    // the bar is 100 ms alone on a machine; tests share theirs
    expect(performance.now() - start).toBeLessThan(3_000)
    await harness.close()
  })
})

describe('group commit', () => {
  test('a write that fails leaves the others of its group standing', async () => {
    const harness = new Harness({ declarations: declared('c', [{ name: 'u', fields: [['u', 1]], unique: true }]) })
    const writes = Array.from({ length: 200 }, (_, i) =>
      harness.insert('c', [
        { _id: i, u: i % 100 },
        { _id: `second${i}`, u: `s${i}` },
      ]),
    )
    const results = await Promise.allSettled(writes)
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(100)
    expect(await harness.count('c', {})).toBe(200)
    expect(await harness.count('c', { u: { $gte: '' } })).toBe(100)
    await harness.close()
  })

  test('parallel increments are all counted', async () => {
    const harness = new Harness()
    await harness.create('c')
    await harness.insert('c', [{ _id: 'x', n: 0 }])
    await Promise.all(Array.from({ length: 300 }, () => harness.update('c', { _id: 'x' }, { $inc: { n: 1 } })))
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', n: 300 })
    await harness.close()
  })
})

describe('kill -9', () => {
  /** Starts a writer, kills it in the midst of its 1,000 writes, and returns what it was told is stored. */
  function writeAndKill(dir: string, after: number): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'writer.ts'), dir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const acknowledged: string[] = []
      createInterface(child.stdout)
        .on('line', (line) => {
          acknowledged.push(line)
          if (acknowledged.length === after) child.kill('SIGKILL')
        })
        .on('close', () => resolve(acknowledged))
      child.on('error', reject)
    })
  }

  test('loses no acknowledged write, five times', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'database-kill-'))
    const all: string[] = []
    for (const after of [120, 333, 500, 701, 999]) {
      const acknowledged = await writeAndKill(dir, after)
      expect(acknowledged.length).toBeGreaterThanOrEqual(after)
      all.push(...acknowledged)
    }
    const harness = new Harness({}, dir)
    const found = new Set<unknown>()
    for (let skip = 0; skip < all.length + 1000; skip += 1000)
      for (const id of await harness.ids('c', {}, { skip })) found.add(id)
    expect(all.filter((id) => !found.has(id))).toEqual([])
    expect(await harness.count('c', { k: 'k' })).toBe(await harness.count('c', {}))
    await harness.close()
  }, 120_000)
})

describe('export and import', () => {
  test('give the same database', async () => {
    const harness = new Harness({ declarations: declared('c', [{ name: 'n', fields: [['n', 1]] }]) })
    harness.database.load(
      'c',
      Array.from({ length: 4500 }, (_, i) => ({ n: i % 7, at: new Date(i), text: '中"文\n' })),
    )
    harness.database.load('other', [{ _id: 'one' }])
    const lines = [...harness.database.exportLines()]
    expect(JSON.parse(lines[4500] as string)).toEqual({ collection: 'other', doc: { _id: 'one' } })
    const copy = new Harness({ declarations: declared('c', [{ name: 'n', fields: [['n', 1]] }]) })
    expect(await copy.database.importLines(lines)).toBe(4501)
    expect([...copy.database.exportLines()]).toEqual(lines)
    expect(await copy.count('c', { n: 3 })).toBe(643)
    await expect(copy.database.importLines(lines)).rejects.toThrow(/E11000/)
    await expect(copy.database.importLines(['{"collection":1}'])).rejects.toThrow('a line must be')
    await copy.close()
    await harness.close()
  })
})
