import type { ClaimRow, ClaimState } from '../../../../contract/crafts'
import { scannedClaim } from '../../../../core/claim-code'
import { pageBehavior } from '../../../../core/page'
import { go, scanCode, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { enterpriseOf } from '../../chosen'
import { chipOf, counterItem, EMPTY_WORDS, found, noneText, STATE_CHIPS, type CounterItem } from '../../counter.view'
import { listClaims } from '../../enterprise.service'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { noteCounting } from '../../seen'
import { pageUrl } from '../../url'

/** ?state= to begin with those */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<CounterItem>(),
    stateChips: STATE_CHIPS,
    chosen: null as ClaimState | null,
    wanted: '',
    noneText: '',
  },

  enterprise: '',
  list: null as LongList<ClaimRow> | null,
  isAway: false,

  onLoad(options: { enterprise?: string; state?: string }) {
    this.enterprise = enterpriseOf(options)
    this.setData({ chosen: chipOf(options.state) })
    this.list = createLongList<ClaimRow, CounterItem>(this, {
      load: (after) => listClaims(this.enterprise, this.data.chosen, after),
      items: (rows) => found(rows, this.data.wanted).map((row) => counterItem(row, Date.now())),
      empty: () => EMPTY_WORDS[this.data.chosen ?? 'all'] ?? '',
    })
    void this.load()
  },

  onShow() {
    if (this.isAway) void this.load()
    this.isAway = false
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },
  onReachBottom() {
    void this.more()
  },
  onUnload() {
    this.list?.stop()
  },

  async load() {
    if (await this.list?.load()) this.loaded()
  },
  async more() {
    await this.list?.more()
    this.loaded()
  },
  async retry() {
    if (await this.list?.restart()) this.loaded()
  },
  /** What the first page of an enterprise shows of it. */
  loaded() {
    const { list, data } = this
    if (!list) return
    if (data.chosen === 'handed_in') noteCounting(this.enterprise, list)
    this.setData({ noneText: noneText(list.hasMore) })
  },

  chooseState({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: ClaimState | null }
    if (value === this.data.chosen) return
    this.setData({ chosen: value })
    void this.retry()
  },

  find({ detail }: { detail: string }) {
    this.setData({ wanted: detail })
    this.list?.draw()
  },

  scan: singleFlight(async function (this: { scanNow(): Promise<void> }) {
    await this.scanNow()
  }),
  async scanNow() {
    const text = await scanCode()
    if (text === null) return
    const claim = scannedClaim(text)
    if (claim) this.leave(`&id=${claim.id}&code=${claim.code}`)
    else toast('这不是取料交货的码。请对方打开“我的活”里的那一份')
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave(`&id=${(currentTarget.dataset as { id: string }).id}`)
  },
  leave(query: string) {
    this.isAway = true
    go(`${pageUrl('claim')}?enterprise=${this.enterprise}${query}`)
  },
})
