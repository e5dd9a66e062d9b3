import type { SuitedRow } from '../../../../contract/job-applications'
import type { PostingRow } from '../../../../contract/jobs'
import type { Page as RowPage } from '../../../../contract/paging'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import type { ValueEvent } from '../../../../core/value-event'
import { listPostings, listSaved, listSuited } from '../../jobs.service'
import { loadFilters, saveFilters } from '../../kept'
import {
  BLINDNESS,
  emptiness,
  NO_FILTERS,
  pickersOf,
  postingCard,
  questionOf,
  searchText,
  TAB_CHOICES,
  TABS,
  withChoice,
  type Emptiness,
  type FilterName,
  type Filters,
  type Picker,
  type PostingCard,
  type Tab,
} from '../../list.view'
import { CARD_PAGE, MINE_PAGE, postingUrl } from '../../url'

type Row = PostingRow | SuitedRow

/** ?tab=suited|saved; ?text=: words to look for */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<PostingCard>(),
    tabs: TAB_CHOICES,
    tab: 'all' as Tab,
    pickers: [] as Picker[],
    /** what is being typed, and what the list answers */
    typed: '',
    text: '',
    action: '',
  },

  list: null as LongList<Row> | null,
  filters: NO_FILTERS,
  /** why an empty list of what suits is empty */
  why: null as Emptiness | null,
  isAway: false,

  onLoad({ tab, text = '' }: { tab?: string; text?: string }) {
    this.filters = loadFilters()
    const words = searchText(decodeURIComponent(text))
    this.setData({
      tab: TABS.find((one) => one === tab) ?? 'all',
      pickers: pickersOf(this.filters),
      typed: words,
      text: words,
    })
    this.list = createLongList<Row, PostingCard>(this, {
      load: (after) => this.ask(after),
      items: (rows) => rows.map((row) => postingCard(row, Date.now())),
      empty: () => this.emptiness().words,
    })
    void this.begin()
  },

  /** What was saved, applied for or switched on elsewhere. */
  onShow() {
    if (this.isAway && this.data.tab !== 'all') void this.begin(true)
    this.isAway = false
  },

  onUnload() {
    this.list?.stop()
  },

  async onPullDownRefresh() {
    await this.begin(true)
    stopPullDown()
  },

  onReachBottom() {
    void this.list?.more()
  },

  // ---- asking

  async ask(after?: string): Promise<RowPage<Row>> {
    const { tab, text } = this.data
    if (tab === 'all') return listPostings(questionOf(this.filters, text), after)
    if (tab === 'saved') return { rows: await listSaved(), next: null }
    const { rows, blind } = await listSuited()
    this.why = blind && BLINDNESS[blind]
    return { rows, next: null }
  },

  emptiness(): Emptiness {
    return this.why ?? emptiness(this.data.tab, this.filters, this.data.text)
  },

  /** `isQuiet`: what is drawn stays until the answer is there. */
  async begin(isQuiet = false) {
    this.why = null
    const came = await (isQuiet ? this.list?.load() : this.list?.restart())
    if (came && this.data.state === 'empty') this.setData({ action: this.emptiness().action })
  },

  retry() {
    void this.begin()
  },
  more() {
    void this.list?.more()
  },

  // ---- which list

  openTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { tab } = currentTarget.dataset as { tab: Tab }
    if (tab === this.data.tab) return
    this.setData({ tab })
    void this.begin()
  },

  choose({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { name } = currentTarget.dataset as { name: FilterName }
    this.filterBy(withChoice(this.filters, name, Number(detail.value)))
  },

  filterBy(filters: Filters) {
    this.filters = filters
    saveFilters(filters)
    this.setData({ pickers: pickersOf(filters) })
    void this.begin()
  },

  type({ detail }: ValueEvent<string>) {
    this.data.typed = detail
  },

  search() {
    const text = searchText(this.data.typed)
    if (text === this.data.text) return
    this.setData({ text, typed: text })
    void this.begin()
  },

  clearSearch() {
    this.setData({ text: '', typed: '' })
    void this.begin()
  },

  // ---- ways on

  /** The button of an empty list. */
  act() {
    if (this.why) return this.openCard()
    if (this.data.tab !== 'all' || this.data.text !== '') {
      this.setData({ tab: 'all', text: '', typed: '' })
      return void this.begin()
    }
    this.filterBy(NO_FILTERS)
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave(postingUrl((currentTarget.dataset as { id: string }).id))
  },
  openCard() {
    this.leave(CARD_PAGE)
  },
  openMine() {
    this.leave(MINE_PAGE)
  },
  leave(url: string) {
    this.isAway = true
    go(url)
  },
})
