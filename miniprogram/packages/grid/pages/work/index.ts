import type { CaseGroup } from '../../../../contract/case-kinds'
import { GROUP_NAMES } from '../../../../contract/case-names'
import { isOpen, type CaseRow } from '../../../../contract/cases'
import { PAGE_SIZE } from '../../../../contract/paging'
import { CLUSTERS } from '../../../../contract/estate'
import { chunksPatch, watchChunks, type Chunk, type ChunkWatch } from '../../../../core/chunks'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { go, home, pageTitle, stopPullDown, tell, toast, vibrate } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import { acceptCase, listCases } from '../../grid.service'
import {
  joinRows,
  NO_FILTER,
  ONLY_CHIPS,
  refusalText,
  type Filter,
  type ListItem,
  type Only,
  type OnlyChip,
  type Order,
  type Walk,
} from '../../grid.view'
import { isStaff } from '../../people.view'
import { NO_BUILDING, NO_GROUP, workScreen, type Scope } from '../../work.view'

/** Pages read again when the person comes back from a case; past this the list begins anew. */
const REREAD_PAGES = 3

/** How often the list is read again while somebody looks at it: new work comes by itself. */
const LOOK_MS = 30_000

/** Chips that are always there; another one only when the page was opened for it. */
const USUAL_CHIPS = 3

function scopeOf({ desk, cluster }: { desk?: string; cluster?: string }): Scope {
  const known = CLUSTERS.find((id) => id === cluster)
  if (known) return { kind: 'cluster', cluster: known }
  return { kind: desk === '1' ? 'desk' : 'mine' }
}

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    refused: false,
    hasDesk: false,
    canBeTold: false,
    desk: false,
    onlyChips: [] as OnlyChip[],
    filter: NO_FILTER,
    filtering: false,
    order: 'due' as Order,
    buildings: [NO_BUILDING],
    buildingIndex: 0,
    groups: [NO_GROUP],
    groupIndex: 0,
    chunks: [] as Chunk<ListItem>[],
    isNone: false,
    count: '',
    hasMore: false,
    moreText: '',
    accepting: '',
    walk: null as Walk | null,
  },

  /** what is not drawn */
  scope: { kind: 'mine' } as Scope,
  rows: [] as CaseRow[],
  next: null as string | null,
  pages: 0,
  /** counts up with every question, so that a late answer to an earlier one is dropped */
  asked: 0,
  /** the building that is walked, and the cases of it seen on the way */
  seen: null as { building: string; ids: string[] } | null,
  isAway: false,
  timer: null as ReturnType<typeof setInterval> | null,
  requestIds: {} as Record<string, string>,
  watcher: null as ChunkWatch | null,

  onLoad(options: { desk?: string; cluster?: string; only?: string; group?: string }) {
    this.scope = scopeOf(options)
    this.rows = []
    this.requestIds = {}
    this.watcher = watchChunks(this)
    const only = ONLY_CHIPS.find(({ value }) => value === options.only)?.value ?? 'all'
    const group = (Object.keys(GROUP_NAMES) as CaseGroup[]).find((name) => name === options.group) ?? null
    const { scope } = this
    if (scope.kind === 'cluster') pageTitle(`${scope.cluster}组团没办完的事`)
    this.setData({
      hasDesk: scope.kind !== 'cluster' && isStaff(session.me()?.grants ?? []),
      canBeTold: scope.kind !== 'cluster' && session.templateId('newWork') !== undefined,
      desk: scope.kind === 'desk',
      onlyChips: ONLY_CHIPS.filter((chip, index) => index < USUAL_CHIPS || chip.value === only),
      filter: { ...NO_FILTER, only, group },
    })
    void this.load()
  },

  onShow() {
    this.timer ??= setInterval(() => this.look(), LOOK_MS)
    if (!this.isAway) return
    this.isAway = false
    void this.reread()
  },

  onHide() {
    this.rest()
  },

  onUnload() {
    this.rest()
    this.watcher?.stop()
  },

  rest() {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  },

  /** Quietly, and not while somebody is far down a long list. */
  look() {
    const isIdle = this.data.state === 'ready' || this.data.state === 'empty'
    if (isIdle && !this.data.refused && this.pages <= 1 && this.data.accepting === '') void this.reread(true)
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  onReachBottom() {
    void this.more()
  },

  /** The first page anew; the list on the screen stays until the answer is there. */
  load(): Promise<void> {
    this.pages = 1
    return this.reread()
  },

  /** All that was on the screen, anew. */
  async reread(isQuiet = false) {
    const asked = ++this.asked
    try {
      const wanted = this.pages > REREAD_PAGES ? 1 : Math.max(1, this.pages)
      let rows: CaseRow[] = []
      let next: string | null = null
      for (let page = 0; page < wanted && (page === 0 || next !== null); page++) {
        const answer = await listCases(this.scope, next ?? undefined)
        rows = joinRows(rows, answer.rows)
        next = answer.next
      }
      if (asked === this.asked) this.took(rows, next, wanted)
    } catch (error) {
      if (asked === this.asked && !isQuiet) this.failed(error)
    }
  },

  async more() {
    const { next } = this
    if (next === null || this.data.moreText === '正在找') return
    const asked = ++this.asked
    this.setData({ moreText: '正在找' })
    try {
      const answer = await listCases(this.scope, next)
      if (asked === this.asked) this.took(joinRows(this.rows, answer.rows), answer.next, this.pages + 1)
    } catch (error) {
      this.setData({ moreText: '没找到，点这里再试' })
      toast(errorText(error))
    }
  },

  took(rows: CaseRow[], next: string | null, pages: number) {
    Object.assign(this, { rows: rows.filter(({ state }) => isOpen(state)), next, pages })
    this.draw()
  },

  failed(error: unknown) {
    if (this.data.state === 'ready' && this.rows.length > 0) toast(errorText(error))
    else {
      const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
      this.setData({ state: refused ? 'empty' : 'error', words: refusalText(error), refused })
    }
  },

  /** Everything on the screen that follows from the rows, the filter and the order. */
  draw() {
    const { rows, next, scope, seen } = this
    const { filter, order } = this.data
    const { items, ...screen } = workScreen({
      rows,
      hasMore: next !== null,
      scope,
      filter,
      order,
      seen,
      now: Date.now(),
    })
    const patch = chunksPatch(this.data.chunks, items, PAGE_SIZE)
    this.setData({ ...patch, ...screen, isNone: items.length === 0 }, () => this.watcher?.watch())
  },

  // ---- filters

  setFilter(change: Partial<Filter>) {
    this.setData({ filter: { ...this.data.filter, ...change } })
    this.draw()
  },

  chooseOnly({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setFilter({ only: (currentTarget.dataset as { value: Only }).value })
  },

  chooseBuilding({ detail }: WechatMiniprogram.PickerChange) {
    this.setFilter({ building: this.data.buildings[Number(detail.value)]?.value ?? null })
  },

  chooseGroup({ detail }: WechatMiniprogram.PickerChange) {
    this.setFilter({ group: this.data.groups[Number(detail.value)]?.value ?? null })
  },

  showAll() {
    this.setFilter(NO_FILTER)
  },

  switchOrder() {
    this.setData({ order: this.data.order === 'due' ? 'building' : 'due' })
    this.draw()
  },

  showDesk({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { desk } = currentTarget.dataset as { desk: boolean }
    if (desk === this.data.desk) return
    Object.assign(this, { scope: { kind: desk ? 'desk' : 'mine' }, rows: [], next: null, seen: null })
    this.setData({ desk, state: 'loading', chunks: [], walk: null, filter: NO_FILTER })
    void this.load()
  },

  /** Right in the tap: WeChat shows its sheet nowhere else. */
  async askNews() {
    const isTold = await askFor('newWork')
    toast(isTold ? '好的，下一件新的事会告诉您' : '没有打开，新的事在“消息”里看')
  },

  // ---- cases

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.openCase((currentTarget.dataset as { id: string }).id)
  },

  walkOn() {
    if (this.data.walk) this.openCase(this.data.walk.id)
  },

  openCase(id: string) {
    const building = this.rows.find((row) => row.id === id)?.building
    if (building === undefined) return
    const before = this.seen?.building === building ? this.seen.ids : []
    Object.assign(this, { seen: { building, ids: [...before, id] }, isAway: true })
    go(`/packages/cases/pages/case/index?id=${id}`)
  },

  accept: singleFlight(async function (this: AcceptingPage, { currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    // the same intent however often it is tapped until an answer comes
    const requestId = (this.requestIds[id] ??= newRequestId())
    this.setData({ accepting: id })
    try {
      const accepted = await acceptCase(id, requestId)
      delete this.requestIds[id]
      if (accepted.taken) {
        vibrate()
        toast('接手了，居民会收到消息')
      } else await tell('有人快了一步', `这件事已经由${accepted.by}接手了，您不用管了。单子已经更新。`)
      await this.reread()
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ accepting: '' })
    }
  }),

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  leave() {
    home()
  },
})

interface AcceptingPage {
  requestIds: Record<string, string>
  setData(change: { accepting: string }): void
  reread(): Promise<void>
}
