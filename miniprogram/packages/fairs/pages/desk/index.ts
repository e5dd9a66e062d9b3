import type { In } from '../../../../contract/api'
import { FAIR_LIMITS, type BoothView, type DeskRow } from '../../../../contract/fairs'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, scanCode, stopPullDown, toast, vibrate } from '../../../../core/platform'
import { isUnknown, problemOf } from '../../../../core/refusal'
import { RpcError } from '../../../../core/rpc-error'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { scannedCheck } from '../../check-code'
import { deskHead, deskItem, emptyText, isCode, type DeskHead, type DeskItem } from '../../desk.view'
import { checkIn, getFair, listDesk, walkIn, type DeskPage } from '../../fairs.service'
import { slipOf, type Slip } from '../../slip.view'
import { boardUrl } from '../../url'
import type { WalkInForm } from '../../walkin.view'

/** ?fair= */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<DeskItem>(),
    head: null as DeskHead | null,
    /** what is being typed, and what the list answers */
    typed: '',
    find: '',
    problem: '',
    slip: null as Slip | null,
    isChecking: false,
    slipProblem: '',
    isWalkInShown: false,
    /** counts up with every one written down */
    round: 0,
    booths: [] as BoothView[],
    isWriting: false,
    walkInProblem: '',
  },

  fair: '',
  list: null as LongList<DeskRow> | null,
  /** checked in or written down since the list was read */
  fresh: new Map<string, DeskRow>(),
  checking: null as Intent | null,
  writing: null as Intent | null,

  onLoad({ fair = '' }: { fair?: string }) {
    Object.assign(this, { fair, fresh: new Map(), checking: createIntent(), writing: createIntent() })
    this.list = createLongList<DeskRow, DeskItem>(this, {
      load: (after) => this.ask(after),
      items: (rows) => rows.map((row) => deskItem(this.fresh.get(row.id) ?? row)),
      empty: () => emptyText(this.data.find),
    })
    void this.list.load()
  },
  onUnload() {
    this.list?.stop()
  },
  async onPullDownRefresh() {
    await this.list?.load()
    stopPullDown()
  },
  onReachBottom() {
    this.more()
  },

  async ask(after?: string): Promise<DeskPage> {
    const page = await listDesk(this.fair, this.data.find, after)
    if (after === undefined) this.fresh.clear()
    this.setData({ head: deskHead(page, Date.now()) })
    return page
  },

  more() {
    void this.list?.more()
  },
  retry() {
    void this.list?.restart()
  },

  // ---- looking for somebody

  type({ detail }: ValueEvent<string>) {
    this.data.typed = detail
    if (this.data.problem !== '') this.setData({ problem: '' })
  },

  /** Four digits are a code; anything else is looked for. */
  search() {
    const text = this.data.typed.trim()
    if (isCode(text)) return void checkOnce(this, { fair: this.fair, code: text })
    this.setData({ find: text, problem: '' })
    void this.list?.restart()
  },
  clearSearch() {
    this.setData({ typed: '', find: '', problem: '' })
    void this.list?.restart()
  },

  scan: singleFlight(async function (this: { scanNow(): Promise<void> }) {
    await this.scanNow()
  }),
  async scanNow() {
    const text = await scanCode()
    if (text === null) return
    const scanned = scannedCheck(text)
    if (scanned === null) return toast('这不是招聘会的签到码')
    if (scanned.fair !== this.fair) return toast('这是另一场招聘会的码')
    await checkOnce(this, scanned)
  },

  // ---- checking in

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    const row = this.fresh.get(id) ?? this.list?.rows.find((one) => one.id === id)
    if (row) this.setData({ slip: slipOf(row, Date.now()), slipProblem: '' })
  },
  closeSlip() {
    this.setData({ slip: null })
  },
  checkInSlip() {
    const { slip } = this.data
    if (slip) void checkOnce(this, { fair: this.fair, id: slip.id })
  },

  async checkNow(input: In<'fairs.checkin'>) {
    this.setData({ isChecking: true, problem: '', slipProblem: '' })
    try {
      this.came(await checkIn(input, this.checking?.idOf(input) ?? ''))
      this.checking?.done()
      this.setData({ typed: '' })
      vibrate()
    } catch (error) {
      if (!isUnknown(error)) this.checking?.done()
      this.setData(this.data.slip ? { slipProblem: checkProblem(error) } : { problem: checkProblem(error) })
    }
    this.setData({ isChecking: false })
  },

  /** The slip is shown, and the counts and the row follow without asking again. */
  came(row: DeskRow) {
    const { head } = this.data
    const before = this.fresh.get(row.id) ?? this.list?.rows.find(({ id }) => id === row.id)
    this.fresh.set(row.id, row)
    this.setData({ slip: slipOf(row, Date.now()), slipProblem: '' })
    this.list?.draw()
    if (!head || !before || before.checkedIn || !row.checkedIn) return
    this.setData({ 'head.came': head.came + 1, 'head.waiting': Math.max(0, head.waiting - 1) })
  },

  // ---- without a phone

  /** The booths are asked for when they are needed first. */
  beginWalkIn: singleFlight(async function (this: { showWalkIn(): Promise<void> }) {
    await this.showWalkIn()
  }),
  async showWalkIn() {
    this.setData({ isWalkInShown: true, walkInProblem: '' })
    if (this.data.booths.length > 0) return
    try {
      this.setData({ booths: (await getFair(this.fair)).list })
    } catch (error) {
      this.setData({ walkInProblem: `展位没读出来（${errorText(error)}），不选也能登记` })
    }
  },
  closeWalkIn() {
    this.setData({ isWalkInShown: false })
  },

  write({ detail }: { detail: WalkInForm }) {
    void writeOnce(this, detail)
  },
  async writeNow({ name, kinds, shifts, wants }: WalkInForm) {
    const input: In<'fairs.walkin'> = { fair: this.fair, name, kinds, shifts, wants, agree: true }
    this.setData({ isWriting: true, walkInProblem: '' })
    try {
      const row = await walkIn(input, this.writing?.idOf(input) ?? '')
      this.writing?.done()
      this.setData({ isWalkInShown: false, round: this.data.round + 1 })
      this.came(row)
      await this.list?.load()
    } catch (error) {
      if (!isUnknown(error)) this.writing?.done()
      this.setData({ walkInProblem: walkInProblem(error) })
    }
    this.setData({ isWriting: false })
  },

  openBoard() {
    go(boardUrl(this.fair))
  },
})

function checkProblem(error: unknown): string {
  const code = error instanceof RpcError ? error.code : ''
  if (code === 'NOT_FOUND') return '没有这个码，或者本人退出了。换号码、姓名找找'
  if (code === 'NOT_NOW') return '现在还不能签到：开场前两小时、排好时间表才开始'
  return isUnknown(error) ? `${errorText(error)}。再点一次不会签重` : errorText(error)
}

function walkInProblem(error: unknown): string {
  const code = error instanceof RpcError ? error.code : ''
  if (isUnknown(error)) return `${errorText(error)}。写的都在，再点一次不会登记重`
  if (code === 'LIMIT') return `满 ${FAIR_LIMITS.signups} 人了，登记不了`
  if (code === 'NOT_NOW') return '这场不能登记了'
  if (code === 'UNSAFE_CONTENT') return '姓名没通过微信的检查，请改一改'
  return problemOf(error, 'wants') === undefined ? errorText(error) : '有企业刚退了展位，请关掉重新选'
}

const checkOnce = singleFlight(
  (page: { checkNow(input: In<'fairs.checkin'>): Promise<void> }, input: In<'fairs.checkin'>) => page.checkNow(input),
)
const writeOnce = singleFlight((page: { writeNow(form: WalkInForm): Promise<void> }, form: WalkInForm) =>
  page.writeNow(form),
)
