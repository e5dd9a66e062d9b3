/** Long lists on the pages of an enterprise: ten thousand rows, failures, and answers that come too late. */
import type { Page } from '../../miniprogram/contract/paging'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { createLongList, longListData, type LongListData } from '../../miniprogram/core/long-list'

interface Row {
  id: string
  kind: string
}
interface Item {
  id: string
}

const PAGE = 20
const BYTES = 64 * 1024

/** A page as far as a list needs one; `said` are the toasts. */
function fakePage() {
  const data: LongListData<Item> = longListData<Item>()
  const sizes: number[] = []
  return {
    data,
    sizes,
    setData(change: Record<string, unknown>, after?: () => void) {
      sizes.push(JSON.stringify(change).length)
      for (const [path, value] of Object.entries(change)) {
        const [, no, field] = /^chunks\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? []
        if (no === undefined) Object.assign(data, { [path]: value })
        else if (field === undefined) data.chunks[Number(no)] = value as LongListData<Item>['chunks'][number]
        else Object.assign(data.chunks[Number(no)] ?? {}, { [field]: value })
      }
      after?.()
    },
    createIntersectionObserver: () =>
      ({
        relativeToViewport: () => ({ observe: () => undefined }),
        disconnect: () => undefined,
      }) as unknown as WechatMiniprogram.IntersectionObserver,
  }
}

function server(count: number) {
  const rows = Array.from({ length: count }, (_, no): Row => ({ id: `row ${no}`, kind: no % 2 === 0 ? 'even' : 'odd' }))
  const state = { fails: null as Error | null, asked: 0 }
  const load = async (after?: string): Promise<Page<Row>> => {
    state.asked++
    await Promise.resolve()
    if (state.fails) throw state.fails
    const from = after === undefined ? 0 : Number(after)
    return { rows: rows.slice(from, from + PAGE), next: from + PAGE < rows.length ? String(from + PAGE) : null }
  }
  return { rows, state, load }
}

const shownIds = ({ chunks }: LongListData<Item>): string[] => chunks.flatMap(({ rows }) => rows.map(({ id }) => id))
const items = (rows: readonly Row[]): Item[] => rows.map(({ id }) => ({ id }))

const toasts: string[] = []
beforeAll(() => {
  Object.assign(globalThis, { wx: { showToast: ({ title }: { title: string }) => toasts.push(title) } })
})
beforeEach(() => void toasts.splice(0))

test('ten thousand rows come page by page, once, in order, each time with little data', async () => {
  const page = fakePage()
  const { rows, load } = server(10_000)
  const list = createLongList(page, { load, items, empty: () => '' })
  await list.load()
  while (list.hasMore) await list.more()
  expect(shownIds(page.data)).toEqual(rows.map(({ id }) => id))
  expect(Math.max(...page.sizes)).toBeLessThan(BYTES)
  expect(page.data).toMatchObject({ state: 'ready', hasMore: false, moreText: '' })
  list.stop()
}, 60_000)

test('no rows at all say so; rows of which none is wanted say something else', async () => {
  const empty = fakePage()
  await createLongList(empty, { load: server(0).load, items, empty: () => '没有' }).load()
  expect(empty.data).toMatchObject({ state: 'empty', words: '没有', isNone: false })

  const page = fakePage()
  const list = createLongList(page, { load: server(30).load, items: () => [], empty: () => '没有' })
  await list.load()
  expect(page.data).toMatchObject({ state: 'ready', isNone: true, hasMore: true })
})

test('a first failure takes the page, a later one leaves the list and is told', async () => {
  const page = fakePage()
  const { state, load } = server(40)
  const list = createLongList(page, { load, items, empty: () => '' })
  state.fails = new RpcError('OFFLINE', 'r')
  expect(await list.load()).toBe(false)
  expect(page.data).toMatchObject({ state: 'error', words: '网络断了，请连上网再试' })
  state.fails = null
  expect(await list.restart()).toBe(true)
  state.fails = new RpcError('OFFLINE', 'r')
  await list.more()
  await list.load()
  expect(page.data.state).toBe('ready')
  expect(shownIds(page.data)).toHaveLength(PAGE)
  expect(toasts).toHaveLength(2)
  state.fails = null
  await list.more()
  expect(shownIds(page.data)).toHaveLength(2 * PAGE)
})

test('a list begun anew drops what the one before still brings, also its failure', async () => {
  const page = fakePage()
  const slow = server(40)
  const fast = server(10)
  let use = slow
  const list = createLongList(page, { load: (after) => use.load(after), items, empty: () => '' })
  slow.state.fails = new RpcError('TIMEOUT', 'r')
  const first = list.load()
  use = fast
  expect(await list.restart()).toBe(true)
  expect(await first).toBe(false)
  expect(page.data.state).toBe('ready')
  expect(shownIds(page.data)).toHaveLength(10)
  expect(toasts).toEqual([])
})

test('who comes back finds as many rows as before, up to some pages', async () => {
  const page = fakePage()
  const { state, load } = server(200)
  const list = createLongList(page, { load, items, empty: () => '' })
  await list.load()
  await list.more()
  await list.more()
  await list.load()
  expect(list.rows).toHaveLength(3 * PAGE)
  await list.more()
  state.asked = 0
  await list.load()
  expect([list.rows.length, state.asked]).toEqual([PAGE, 1])
})

test('what is wanted can change without asking again', async () => {
  const page = fakePage()
  const { state, load } = server(15)
  let kind = ''
  const wanted = (rows: readonly Row[]) => items(rows.filter((row) => kind === '' || row.kind === kind))
  const list = createLongList(page, { load, items: wanted, empty: () => '' })
  await list.load()
  kind = 'odd'
  list.draw()
  expect(shownIds(page.data)).toHaveLength(7)
  kind = ''
  list.draw()
  expect(shownIds(page.data)).toHaveLength(15)
  expect(state.asked).toBe(1)
})
