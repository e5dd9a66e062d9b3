/** The walk through a building, and the list of work behind it. */
import fc from 'fast-check'
import type { CaseRow } from '../../miniprogram/contract/cases'
import type { Page } from '../../miniprogram/contract/paging'
import { createWalk, nextInBuilding } from '../../miniprogram/core/walk'
import { createWorkList } from '../../miniprogram/packages/grid/pages/work/list'
import { anyRows, HOUR, NOW, row } from './case-rows'

describe('the walk', () => {
  const rows = [row({ id: 'a' }), row({ id: 'b' }), row({ id: 'c', building: 'A1' }), row({ id: 'd' })]

  it('goes through a building until every case of it was seen', () => {
    fc.assert(
      fc.property(anyRows, (list) => {
        const [first] = list
        if (!first) return
        const ids = [first.id]
        for (;;) {
          const next = nextInBuilding(list, { building: first.building, ids })
          if (!next) break
          expect(next.building).toBe(first.building)
          expect(ids).not.toContain(next.id)
          ids.push(next.id)
        }
        expect(ids).toHaveLength(list.filter(({ building }) => building === first.building).length)
      }),
    )
  })

  it('leads on from the case that is looked at, and says how many are left', () => {
    const walk = createWalk()
    walk.keep(rows, NOW)
    expect(walk.next(NOW)).toBeNull()
    walk.visit(row({ id: 'a' }), false)
    expect(walk.next(NOW)).toEqual({ id: 'b', building: 'A18', left: 2 })
    walk.visit(row({ id: 'b' }), false)
    walk.visit(row({ id: 'b' }), false)
    expect(walk.next(NOW)).toEqual({ id: 'd', building: 'A18', left: 1 })
    walk.visit(row({ id: 'd' }), false)
    expect(walk.next(NOW)).toBeNull()
  })

  it('begins anew in another building, and with another list', () => {
    const walk = createWalk()
    walk.keep(rows, NOW)
    walk.visit(row({ id: 'a' }), false)
    walk.visit(row({ id: 'c', building: 'A1' }), false)
    expect(walk.next(NOW)).toBeNull()
    walk.visit(row({ id: 'b' }), false)
    expect(walk.next(NOW)).toMatchObject({ id: 'a', left: 2 })
    walk.begin()
    expect(walk.next(NOW)).toBeNull()
  })

  it('leads to no case that is over, and by no list of long ago', () => {
    const walk = createWalk()
    walk.visit(row({ id: 'a' }), false)
    expect(walk.next(NOW)).toBeNull()
    walk.keep(rows, NOW)
    walk.visit(row({ id: 'b' }), true)
    walk.visit(row({ id: 'c', building: 'A1' }), false)
    walk.visit(row({ id: 'a' }), false)
    expect(walk.next(NOW)).toMatchObject({ id: 'd', left: 1 })
    expect(walk.next(NOW + HOUR)).toBeNull()
  })
})

describe('the list of work', () => {
  const rowsFrom = (from: number, count: number): CaseRow[] =>
    Array.from({ length: count }, (_, i) => row({ id: `r${from + i}`, dueAt: NOW + (from + i) * HOUR }))
  /** a server with pages of two, whose answers can be held back */
  function server(all: CaseRow[]) {
    const waiting: (() => void)[] = []
    const state = { asked: 0, isHeld: false }
    const load = async (after?: string): Promise<Page<CaseRow>> => {
      state.asked += 1
      const from = after === undefined ? 0 : Number(after)
      if (state.isHeld) await new Promise<void>((resolve) => waiting.push(resolve))
      return { rows: all.slice(from, from + 2), next: from + 2 < all.length ? String(from + 2) : null }
    }
    return { list: createWorkList(load), state, release: () => waiting.splice(0).forEach((answer) => answer()) }
  }
  const idsOf = (list: { rows: readonly CaseRow[] }) => list.rows.map(({ id }) => id)

  it('is read page by page, and again as far as it was read, up to three pages', async () => {
    const { list, state } = server(rowsFrom(0, 9))
    await list.first()
    expect([idsOf(list), list.hasMore]).toEqual([['r0', 'r1'], true])
    for (const pages of [2, 3]) {
      await list.more()
      expect(list.pages).toBe(pages)
    }
    state.asked = 0
    await list.reread()
    expect([state.asked, list.rows.length]).toEqual([3, 6])
    await list.more()
    state.asked = 0
    await list.reread()
    expect([state.asked, idsOf(list)]).toEqual([1, ['r0', 'r1']])
  })

  it('drops a late answer to an earlier question, and what was asked before a change', async () => {
    const { list, state, release } = server(rowsFrom(0, 4))
    await list.first()
    state.isHeld = true
    const more = list.more()
    const first = list.first()
    release()
    expect(await Promise.all([more, first])).toEqual([false, true])
    expect(idsOf(list)).toEqual(['r0', 'r1'])
    const late = list.reread()
    list.change('r0', null)
    release()
    expect(await late).toBe(false)
    expect(idsOf(list)).toEqual(['r1'])
  })

  it('says nothing of a failure that nobody waits for any more', async () => {
    let fails = true
    const list = createWorkList(async () => {
      const failed = fails
      await Promise.resolve()
      if (failed) throw new Error('no network')
      return { rows: rowsFrom(0, 1), next: null }
    })
    const first = list.first()
    fails = false
    expect(await Promise.all([first, list.first()])).toEqual([false, true])
    fails = true
    await expect(list.first()).rejects.toThrow('no network')
    expect(idsOf(list)).toEqual(['r0'])
  })

  it('keeps a case that was taken at its new place, and lets go of one that is over', async () => {
    const { list } = server(rowsFrom(0, 4))
    await list.first()
    await list.more()
    list.change('r0', row({ id: 'r0', state: 'accepted', dueAt: NOW + 2.5 * HOUR }))
    expect(idsOf(list)).toEqual(['r1', 'r2', 'r0', 'r3'])
    list.change('r2', row({ id: 'r2', state: 'withdrawn' }))
    expect(idsOf(list)).toEqual(['r1', 'r0', 'r3'])
  })
})
