import type { ApplicationRow } from '../../../../contract/job-applications'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, pageTitle, stopPullDown } from '../../../../core/platform'
import {
  applicantItem,
  APPLICANT_CHIPS,
  emptyApplicants,
  type ApplicantChip,
  type ApplicantItem,
} from '../../applicants.view'
import { listApplicants } from '../../hiring.service'
import { pageUrl } from '../../url'

/** ?posting= */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<ApplicantItem>(),
    stateChips: APPLICANT_CHIPS,
    wanted: 'alive' as ApplicantChip['value'],
  },

  posting: '',
  list: null as LongList<ApplicationRow> | null,
  isAway: false,

  onLoad({ posting = '' }: { posting?: string }) {
    this.posting = posting
    this.list = createLongList<ApplicationRow, ApplicantItem>(this, {
      load: (after) => this.listNow(after),
      items: (rows) => rows.map((row) => applicantItem(row, Date.now())),
      empty: () => emptyApplicants(this.data.wanted),
    })
    void this.list.load()
  },

  async listNow(after?: string) {
    const { wanted } = this.data
    const page = await listApplicants(this.posting, wanted === 'alive' ? null : wanted, after)
    const [first] = page.rows
    if (first) pageTitle(first.title)
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
    const { value } = currentTarget.dataset as { value: ApplicantChip['value'] }
    if (value === this.data.wanted) return
    this.setData({ wanted: value })
    void this.list?.restart()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.isAway = true
    go(`${pageUrl('application')}?id=${(currentTarget.dataset as { id: string }).id}`)
  },
})
