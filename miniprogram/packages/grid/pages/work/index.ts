import type { CaseGroup } from '../../../../contract/case-kinds'
import { GROUP_NAMES } from '../../../../contract/case-names'
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
import { walk } from '../../../../core/walk'
import { acceptCase, listCases } from '../../grid.service'
import {
  NO_FILTER,
  ONLY_CHIPS,
  refusalText,
  tooLateWords,
  type Filter,
  type ListItem,
  type Only,
  type OnlyChip,
  type Order,
} from '../../grid.view'
import { isStaff } from '../../people.view'
import { NO_BUILDING, NO_GROUP, workScreen, type Scope } from '../../work.view'
import { createWorkList, type WorkList } from './list'

/** How often the list is read again while somebody looks at it: new work comes by itself. */
const LOOK_MS = 30_000

/** Chips that are always there; another one only when the page was opened for it. */
const USUAL_CHIPS = 3

function scopeOf({ desk, cluster }: { desk?: string; cluster?: string }): Scope {
  const known = CLUSTERS.find((id) => id === cluster)
  if (known) return { kind: 'cluster', cluster: known }
  return { kind: desk === '1' ? 'desk' : 'mine' }
}

const listOf = (scope: Scope): WorkList => createWorkList((after) => listCases(scope, after))

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
    walk: null as { id: string; text: string } | null,
  },

  /** what is not drawn */
  scope: { kind: 'mine' } as Scope,
  list: listOf({ kind: 'mine' }),
  isAway: false,
  timer: null as ReturnType<typeof setInterval> | null,
  requestIds: {} as Record<string, string>,
  watcher: null as ChunkWatch | null,

  onLoad(options: { desk?: string; cluster?: string; only?: string; group?: string }) {
    this.begin(scopeOf(options))
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

  begin(scope: Scope) {
    this.scope = scope
    this.list = listOf(scope)
    walk.begin()
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
    if (isIdle && !this.data.refused && this.list.pages <= 1 && this.data.accepting === '') void this.reread(true)
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
    return this.read(this.list.first())
  },

  /** All that was on the screen, anew. */
  reread(isQuiet = false): Promise<void> {
    return this.read(this.list.reread(), isQuiet)
  },

  async read(asked: Promise<boolean>, isQuiet = false) {
    try {
      if (await asked) this.draw()
    } catch (error) {
      if (!isQuiet) this.failed(error)
    }
  },

  async more() {
    if (!this.list.hasMore || this.data.moreText === '正在找') return
    this.setData({ moreText: '正在找' })
    try {
      if (await this.list.more()) this.draw()
    } catch (error) {
      this.setData({ moreText: '没找到，点这里再试' })
      toast(errorText(error))
    }
  },

  failed(error: unknown) {
    if (this.data.state === 'ready' && this.list.rows.length > 0) toast(errorText(error))
    else {
      const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
      this.setData({ state: refused ? 'empty' : 'error', words: refusalText(error), refused })
    }
  },

  /** Everything on the screen that follows from the rows, the filter and the order. */
  draw() {
    const { list, scope } = this
    const { rows, hasMore } = list
    const { filter, order } = this.data
    const now = Date.now()
    walk.keep(rows, now)
    const { items, ...screen } = workScreen({ rows, hasMore, scope, filter, order, next: walk.next(now), now })
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
    this.begin({ kind: desk ? 'desk' : 'mine' })
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
    const row = this.list.rows.find((one) => one.id === id)
    if (!row) return
    walk.visit(row, false)
    this.isAway = true
    go(`/packages/cases/pages/case/index?id=${id}`)
  },

  accept: singleFlight(async function (this: AcceptingPage, { currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    const row = this.list.rows.find((one) => one.id === id)
    if (!row) return
    // the same intent however often it is tapped until an answer comes
    const requestId = (this.requestIds[id] ??= newRequestId())
    this.setData({ accepting: id })
    try {
      const accepted = await acceptCase(row, requestId)
      delete this.requestIds[id]
      // what was taken from the desk lies with the person's own work
      const isHere = !(accepted.taken && this.scope.kind === 'desk')
      this.list.change(id, isHere ? accepted.row : null)
      this.draw()
      if (accepted.taken) {
        vibrate()
        toast('接手了，居民会收到消息')
      } else {
        const { title, text } = tooLateWords(accepted.view)
        await tell(title, text)
      }
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
  scope: Scope
  list: WorkList
  requestIds: Record<string, string>
  setData(change: { accepting: string }): void
  draw(): void
}
