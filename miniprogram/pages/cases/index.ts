import { isCaseWorker } from '../../contract/estate'
import type { CaseRowView } from '../../core/case-view'
import { watchChunks, type Chunk, type ChunkWatch } from '../../core/chunks'
import { draftView, type DraftView } from '../../core/draft-view'
import { drafts } from '../../core/drafts'
import { errorText } from '../../core/error-text'
import { pageBehavior } from '../../core/page'
import { confirm, go, stopPullDown, toast } from '../../core/platform'
import { session } from '../../core/session'
import { shared } from '../../core/single-flight'
import { listMine } from './cases.service'
import { rowsOf } from './cases.view'

const REPORT_PAGE = '/packages/cases/pages/report/index'
const CASE_PAGE = '/packages/cases/pages/case/index'
const WORK_PAGE = '/packages/grid/pages/work/index'

Page({
  behaviors: [pageBehavior],
  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    problem: '',
    hasWork: false,
    drafts: [] as DraftView[],
    chunks: [] as Chunk<CaseRowView>[],
    isEnd: false,
    isLoading: false,
  },

  /** the key of each page, and of the one that comes next; null: the first page, or no more */
  keys: [] as (string | null)[],
  next: null as string | null,
  /** the page from which a case was opened: it may come back changed */
  opened: 0,
  watcher: null as ChunkWatch | null,
  leave: null as (() => void) | null,
  load: async (): Promise<void> => undefined,

  onLoad() {
    this.keys = []
    this.showSwitch(isCaseWorker(session.me()?.grants ?? []))
    this.watcher = watchChunks(this)
    this.load = shared(() => this.loadOnce())
    this.leave = drafts.on(() => this.onDrafts())
  },
  onShow() {
    this.showDrafts()
    void this.load()
  },
  onUnload() {
    this.leave?.()
    this.watcher?.stop()
  },
  async onPullDownRefresh() {
    this.opened = 0
    await this.load()
    stopPullDown()
  },
  onReachBottom() {
    void this.more()
  },
  onRetry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  /** A draft that has gone is a case now. */
  onDrafts() {
    const before = this.data.drafts.length
    this.showDrafts()
    if (this.data.drafts.length < before) {
      this.opened = 0
      void this.load()
    }
  },
  showDrafts() {
    const now = Date.now()
    const rows = drafts.list().map((draft) => draftView(draft, now))
    if (JSON.stringify(rows) !== JSON.stringify(this.data.drafts)) this.setData({ drafts: rows })
  },

  /** At first from what the phone knows, then from every answer: a new phone knows nobody, and roles come and go. */
  showSwitch(hasWork: boolean) {
    if (hasWork !== this.data.hasWork) this.setData({ hasWork })
  },

  /** One call: the page from which a case was opened, else the first. */
  async loadOnce() {
    const no = this.opened < this.keys.length ? this.opened : 0
    this.opened = 0
    try {
      const { rows, next, isWorker } = await listMine(this.keys[no] ?? null)
      this.showSwitch(isWorker)
      const views = rowsOf(rows, no, Date.now())
      const ids = (list: { id: string }[]) => list.map(({ id }) => id).join()
      const old = this.data.chunks[no]
      if (no > 0 || (old && ids(old.rows) === ids(views))) this.setData({ [`chunks[${no}].rows`]: views })
      else this.begin(views, next)
    } catch (error) {
      if (this.data.chunks.length === 0) this.setData({ state: 'error', problem: errorText(error) })
      else toast(errorText(error))
    }
  },
  begin(rows: CaseRowView[], next: string | null) {
    this.keys = [null]
    this.next = next
    this.watcher?.forget()
    const state = rows.length > 0 ? 'ready' : 'empty'
    const chunks: Chunk<CaseRowView>[] = [{ no: 0, rows, isDrawn: true, height: 0 }]
    this.setData({ state, problem: '', chunks, isEnd: next === null }, () => {
      if (state === 'ready') this.watcher?.watch()
    })
  },
  async more() {
    const { next } = this
    if (next === null || this.data.isLoading) return
    this.setData({ isLoading: true })
    try {
      const page = await listMine(next)
      // the list began anew while this page was on its way
      if (this.next !== next) return
      const no = this.keys.length
      this.keys = [...this.keys, next]
      this.next = page.next
      const chunk: Chunk<CaseRowView> = { no, rows: rowsOf(page.rows, no, Date.now()), isDrawn: true, height: 0 }
      this.setData({ [`chunks[${no}]`]: chunk, isEnd: page.next === null }, () => this.watcher?.watch())
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ isLoading: false })
    }
  },

  onReport() {
    go(REPORT_PAGE)
  },
  onWork() {
    go(WORK_PAGE)
  },
  onCase(event: WechatMiniprogram.TouchEvent) {
    const { id, chunk } = event.currentTarget.dataset as { id: string; chunk: number }
    this.opened = chunk
    go(`${CASE_PAGE}?id=${id}`)
  },
  onDraft(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    go(`${REPORT_PAGE}?draft=${id}`)
  },
  async onDiscard(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const isSure = await confirm({ title: '不要这一条了？', text: '写的话和照片都会删掉。', ok: '删掉', danger: true })
    if (isSure) drafts.remove(id)
  },
})
