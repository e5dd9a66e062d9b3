import { CRAFT_LIMITS, type MonthSum, type PayWay, type WageRow } from '../../../../contract/crafts'
import { monthChoices, type MonthChoice } from '../../../../core/craft-text'
import { errorText } from '../../../../core/error-text'
import { yuan } from '../../../../core/money'
import { pageBehavior } from '../../../../core/page'
import { confirm, go, loading, stopPullDown, store, stored, toast } from '../../../../core/platform'
import { openFile } from '../../../../core/platform-file'
import { RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { enterpriseOf } from '../../chosen'
import { listPayments, markPaid, monthStatement } from '../../enterprise.service'
import { createIntent, type Intent } from '../../../../core/intent'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import {
  allTicked,
  amountOf,
  mustPay,
  payItem,
  PROOF_HINTS,
  proofProblem,
  stillTicked,
  sumView,
  toggled,
  WAY_CHIPS,
  whomText,
  type PayItem,
  type SumView,
} from '../../pay.view'
import { noteOwing } from '../../seen'
import { pageUrl } from '../../url'

/** the way chosen last */
const WAY_KEY = 'payWay'

Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<PayItem>(),
    /** a month of them; else what is to be paid */
    isMonthly: false,
    months: [] as MonthChoice[],
    monthIndex: 0,
    sum: null as SumView | null,
    canTick: false,
    count: 0,
    amount: '',
    isAllTicked: false,
    most: CRAFT_LIMITS.wagesPerPay as number,
    isPaying: false,
    ways: WAY_CHIPS,
    way: 'wechat' as PayWay,
    proof: '',
    proofHints: PROOF_HINTS,
    proofCharacters: CRAFT_LIMITS.proofCharacters,
    problem: '',
    isSending: false,
  },

  enterprise: '',
  list: null as LongList<WageRow> | null,
  ticked: [] as string[],
  monthSum: null as MonthSum | null,
  intent: null as Intent | null,
  isAway: false,

  onLoad(options: { enterprise?: string }) {
    this.enterprise = enterpriseOf(options)
    this.ticked = []
    this.intent = createIntent()
    this.setData({ months: monthChoices(Date.now()), way: stored<PayWay>(WAY_KEY) ?? 'wechat' })
    this.list = createLongList<WageRow, PayItem>(this, {
      load: (after) => this.page(after),
      items: (rows) => rows.map((row) => payItem(row, this.ticked, Date.now())),
      empty: () => (this.data.isMonthly ? '这个月没有点好数的活。' : '没有要付的，都付清了。'),
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

  async page(after?: string) {
    const { isMonthly, months, monthIndex } = this.data
    const month = isMonthly ? (months[monthIndex]?.month ?? null) : null
    const answer = await listPayments(this.enterprise, month, after)
    if (after === undefined) this.monthSum = answer.sum
    return answer
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
  loaded() {
    const { list, data } = this
    if (!list) return
    if (!data.isMonthly) noteOwing(this.enterprise, list)
    this.ticked = stillTicked(list.rows, this.ticked)
    this.setData({
      sum: data.isMonthly && this.monthSum ? sumView(this.monthSum) : null,
      canTick: !data.isMonthly && list.rows.some(mustPay),
    })
    this.drawTicked()
  },

  showDue() {
    this.show(false)
  },
  showMonths() {
    this.show(true)
  },
  show(isMonthly: boolean) {
    if (isMonthly === this.data.isMonthly) return
    this.ticked = []
    this.setData({ isMonthly, sum: null, canTick: false })
    this.drawTicked()
    void this.retry()
  },
  chooseMonth({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ monthIndex: Number(detail.value), sum: null })
    void this.retry()
  },

  // ---- ticking

  tick({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    const next = toggled(this.ticked, id)
    if (next.length === this.ticked.length) toast(`一次最多 ${CRAFT_LIMITS.wagesPerPay} 笔，先付这些`)
    this.tickThese(next)
  },
  tickAll() {
    this.tickThese(allTicked(this.list?.rows ?? [], this.ticked))
  },
  tickThese(ticked: string[]) {
    this.ticked = ticked
    this.list?.draw()
    this.drawTicked()
  },
  drawTicked() {
    const rows = this.list?.rows ?? []
    this.setData({
      count: this.ticked.length,
      amount: yuan(amountOf(rows, this.ticked)),
      isAllTicked: this.ticked.length > 0 && allTicked(rows, this.ticked).length === 0,
    })
  },
  openClaim({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.isAway = true
    go(`${pageUrl('claim')}?id=${(currentTarget.dataset as { claim: string }).claim}`)
  },

  // ---- paying

  openPaying() {
    if (this.ticked.length > 0) this.setData({ isPaying: true, problem: '' })
  },
  closePaying() {
    if (!this.data.isSending) this.setData({ isPaying: false })
  },
  chooseWay({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { way } = currentTarget.dataset as { way: PayWay }
    store(WAY_KEY, way)
    this.setData({ way, problem: '' })
  },
  writeProof({ detail }: { detail: string }) {
    this.setData({ proof: detail, problem: '' })
  },

  pay: singleFlight(async function (this: { payNow(): Promise<void> }) {
    await this.payNow()
  }),
  async payNow() {
    const { way, proof, count, amount } = this.data
    const problem = proofProblem(proof, way)
    this.setData({ problem })
    if (problem !== '') return
    const text = `给 ${whomText(this.list?.rows ?? [], this.ticked)}，共 ${count} 笔 ${amount}。记了就不能改，对方会收到消息来核对。`
    if (!(await confirm({ title: '钱真的付了？', text, ok: '付了' }))) return
    this.setData({ isSending: true })
    try {
      const input = { enterprise: this.enterprise, wages: [...this.ticked], way, proof: proof.trim() }
      const { done, amount: marked } = await markPaid(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      this.ticked = []
      this.setData({ isPaying: false, proof: '' })
      toast(done.length < count ? `记了 ${done.length} 笔，其余的同事刚记过` : `记好了，共 ${yuan(marked)}`)
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },
  async refused(error: unknown) {
    const isOld = error instanceof RpcError && (error.code === 'CONFLICT' || error.code === 'NOT_NOW')
    this.setData({ problem: isOld ? '同事刚刚记过几笔，给您看最新的' : errorText(error) })
    if (isOld) await this.load()
  },

  // ---- the month as a file

  exportMonth: singleFlight(async function (this: { exportNow(): Promise<void> }) {
    await this.exportNow()
  }),
  async exportNow() {
    const month = this.data.months[this.data.monthIndex]?.month
    if (month === undefined) return
    const done = loading('正在做表')
    try {
      const { name, file } = await monthStatement(this.enterprise, month)
      done()
      if (!(await openFile(name, file))) toast('表做好了，可是打不开，请再试一次')
    } catch (error) {
      done()
      toast(errorText(error))
    }
  },
})
