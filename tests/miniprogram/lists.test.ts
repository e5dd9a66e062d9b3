import fc from 'fast-check'
import type { Page } from '../../miniprogram/contract/paging'
import { createPaged } from '../../miniprogram/core/paged'
import { shared, singleFlight } from '../../miniprogram/core/single-flight'

interface Row {
  id: string
}

/** A server with so many rows, a page of 20 at a time. */
function server(count: number) {
  const rows = Array.from({ length: count }, (_, index): Row => ({ id: `row ${index}` }))
  const asked: (string | undefined)[] = []
  const load = async (after?: string): Promise<Page<Row>> => {
    asked.push(after)
    await Promise.resolve()
    const from = after === undefined ? 0 : Number(after)
    return { rows: rows.slice(from, from + 20), next: from + 20 < rows.length ? String(from + 20) : null }
  }
  return { rows, asked, load }
}

test('page by page everything comes, once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 90 }), async (count) => {
      const { rows, load } = server(count)
      const list = createPaged(load)
      await list.first()
      while (list.hasMore) await list.more()
      expect(list.rows).toEqual(rows)
      expect(await list.more()).toBe(false)
    }),
  )
})

test('reaching the bottom twice asks once', async () => {
  const { asked, load } = server(60)
  const list = createPaged(load)
  await list.first()
  expect(await Promise.all([list.more(), list.more()])).toEqual([true, false])
  expect(asked).toEqual([undefined, '20'])
})

test('a page of the list before it was begun anew is dropped', async () => {
  const { load } = server(60)
  const list = createPaged(load)
  await list.first()
  await list.more()
  const late = list.more()
  await list.first()
  expect(await late).toBe(false)
  expect(list.rows).toHaveLength(20)
})

test('after a failure the next try goes on', async () => {
  const { load } = server(40)
  let fails = true
  const list = createPaged(async (after) => {
    if (after !== undefined && fails) throw new Error('offline')
    return load(after)
  })
  await list.first()
  await expect(list.more()).rejects.toThrow('offline')
  fails = false
  expect(await list.more()).toBe(true)
  expect(list.rows).toHaveLength(40)
})

test('taps while the first runs do nothing; afterwards they count again, also after a failure', async () => {
  let runs = 0
  const tap = singleFlight(async (fails: boolean) => {
    runs++
    await Promise.resolve()
    if (fails) throw new Error('no')
    return 'done'
  })
  expect(await Promise.all([tap(false), tap(false), tap(false)])).toEqual(['done', undefined, undefined])
  await expect(tap(true)).rejects.toThrow('no')
  expect(await tap(false)).toBe('done')
  expect(runs).toBe(3)
})

test('as a method it keeps this, and each page counts for itself', async () => {
  const page = (name: string) => ({
    name,
    save: singleFlight(async function (this: { name: string }) {
      await Promise.resolve()
      return this.name
    }),
  })
  const [a, b] = [page('a'), page('b')]
  const both = { name: 'c', save: a.save }
  expect(await Promise.all([a.save(), both.save(), a.save(), b.save()])).toEqual(['a', 'c', undefined, 'b'])
})

test('what is shared is asked once while it runs', async () => {
  let runs = 0
  const ask = shared(async () => ++runs)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect(await ask()).toBe(2)
})
