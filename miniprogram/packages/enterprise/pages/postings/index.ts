import { JOB_LIMITS, type OwnPostingRow } from '../../../../contract/jobs'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, pageTitle, stopPullDown, tell, toast } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { enterpriseOf } from '../../chosen'
import { listPostings, movePosting } from '../../hiring.service'
import {
  chipOf,
  emptyPostings,
  MOVED,
  postingItem,
  STATE_CHIPS,
  type PostingItem,
  type StateChip,
} from '../../postings.view'
import { noteHiring } from '../../seen'
import { pageUrl } from '../../url'

/** ?state= to begin with; ?for=applicants: the way to those who applied */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<PostingItem>(),
    stateChips: STATE_CHIPS,
    openDays: JOB_LIMITS.openDays,
    wanted: 'all' as StateChip['value'],
    /** a tap leads to those who applied */
    isForApplicants: false,
    /** the one that is being renewed */
    renewing: '',
  },

  enterprise: '',
  list: null as LongList<OwnPostingRow> | null,
  intent: null as Intent | null,
  isAway: false,

  onLoad(options: { enterprise?: string; state?: string; for?: string }) {
    this.enterprise = enterpriseOf(options)
    this.intent = createIntent()
    const isForApplicants = options.for === 'applicants'
    this.setData({ wanted: chipOf(options.state), isForApplicants })
    if (isForApplicants) pageTitle('应聘的人')
    this.list = createLongList<OwnPostingRow, PostingItem>(this, {
      load: (after) => this.listNow(after),
      items: (rows) => rows.map((row) => postingItem(row, Date.now())),
      empty: () => emptyPostings(this.data.wanted),
    })
    void this.list.load()
  },

  async listNow(after?: string) {
    const { wanted } = this.data
    const page = await listPostings(this.enterprise, wanted === 'all' ? null : wanted, after)
    if (wanted === 'all' && after === undefined) noteHiring(this.enterprise, { ...page, hasMore: page.next !== null })
    return page
  },

  onShow() {
    if (this.isAway) void this.list?.load()
    this.isAway = false
  },

  async onPullDownRefresh() {
    await this.list?.load()
    stopPullDown()
  },
  onReachBottom() {
    void this.list?.more()
  },
  onUnload() {
    this.list?.stop()
  },

  more() {
    void this.list?.more()
  },
  retry() {
    void this.list?.restart()
  },

  chooseState({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: StateChip['value'] }
    if (value === this.data.wanted) return
    this.setData({ wanted: value })
    void this.list?.restart()
  },

  renew: singleFlight(async function (
    this: { renewNow(id: string): Promise<void> },
    { currentTarget }: WechatMiniprogram.BaseEvent,
  ) {
    await this.renewNow((currentTarget.dataset as { id: string }).id)
  }),
  async renewNow(id: string) {
    const row = this.list?.rows.find((one) => one.id === id)
    if (!row) return
    const input = { id, version: row.version, move: 'renew' } as const
    this.setData({ renewing: id })
    try {
      const { state } = await movePosting(input, this.intent?.idOf(input) ?? '')
      if (state === 'blocked') await tell('要先改几处', '法律有了新的规定，这个岗位有几处要改。点开就看得到怎么改。')
      else toast(MOVED.renew)
    } catch (error) {
      toast(renewProblem(error))
    }
    await this.list?.load()
    this.setData({ renewing: '' })
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    if (this.data.isForApplicants) this.leave(`${pageUrl('applicants')}?enterprise=${this.enterprise}&posting=${id}`)
    else this.leave(`${pageUrl('posting')}?enterprise=${this.enterprise}&id=${id}`)
  },
  applicants({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    this.leave(`${pageUrl('applicants')}?enterprise=${this.enterprise}&posting=${id}`)
  },
  write() {
    this.leave(`${pageUrl('posting')}?enterprise=${this.enterprise}`)
  },
  leave(url: string) {
    this.isAway = true
    go(url)
  },
})

function renewProblem(error: unknown): string {
  const code = error instanceof RpcError ? error.code : 'INTERNAL'
  if (code === 'CONFLICT') return '同事刚刚改过，给您看最新的'
  return code === 'NOT_NOW' ? '现在续不了，给您看最新的' : errorText(error)
}
