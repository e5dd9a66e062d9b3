import type { In } from '../../../../contract/api'
import type { BatchView } from '../../../../contract/crafts'
import { errorText } from '../../../../core/error-text'
import { yuan } from '../../../../core/money'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, pageTitle, stopPullDown, toast } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { batchScreen, type BatchScreen } from '../../batch.view'
import { adjustBatch, getBatch } from '../../enterprise.service'
import { createIntent, type Intent } from '../../../../core/intent'
import { hourView, type HourView } from '../../post.view'
import { fenOf, typedMinutes, typedYuan } from '../../typed'
import { pageUrl } from '../../url'

type Change = { price: number } | { stop: true }

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as BatchScreen | null,
    isPriceShown: false,
    price: '',
    priceProblem: '',
    hour: null as HourView | null,
    isSending: false,
  },

  id: '',
  view: null as BatchView | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    this.id = id
    this.intent = createIntent()
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async load() {
    try {
      this.view = await getBatch(this.id)
      const screen = batchScreen(this.view, Date.now())
      this.setData({ state: 'ready', screen })
      pageTitle(screen.name)
    } catch (error) {
      const isGone = error instanceof RpcError && (error.code === 'NOT_FOUND' || error.code === 'INVALID_INPUT')
      if (isGone) this.setData({ state: 'empty', words: '没有这一批，或者不是您企业的。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  // ---- a new price

  openPrice() {
    if (!this.view) return
    this.setData({ isPriceShown: true, price: typedYuan(this.view.price), priceProblem: '' })
    this.drawHour()
  },
  closePrice() {
    this.setData({ isPriceShown: false })
  },
  writePrice({ detail }: { detail: string }) {
    this.setData({ price: detail, priceProblem: '' })
    this.drawHour()
  },
  drawHour() {
    const minutes = typedMinutes(this.view?.claimedMinutes ?? 0)
    this.setData({ hour: hourView(this.data.price, minutes, Date.now()) })
  },
  savePrice: singleFlight(async function (this: { savePriceNow(): Promise<void> }) {
    await this.savePriceNow()
  }),
  async savePriceNow() {
    const price = fenOf(this.data.price)
    if (!this.view || price === this.view.price) return this.closePrice()
    if (!price) return this.setData({ priceProblem: '请填一个多少钱，最多两位小数' })
    const text = `从现在起领的按 ${yuan(price)} 一个算。已经领走的还是原来的价钱。`
    if (!(await confirm({ title: '改价钱？', text, ok: '改' }))) return
    if (await this.change({ price }, '价钱改好了')) this.closePrice()
  },

  stop: singleFlight(async function (this: { stopNow(): Promise<void> }) {
    await this.stopNow()
  }),
  async stopNow() {
    const text = '停了就不能再打开，要发得重新发一批。已经领走的照常收、照常付钱。'
    if (await confirm({ title: '不再让人领了？', text, ok: '停下', danger: true }))
      await this.change({ stop: true }, '停了，没人能再领')
  },

  /** True: the server took it. */
  async change(change: Change, done: string): Promise<boolean> {
    if (!this.view) return false
    const input: In<'crafts.adjust'> = { id: this.view.id, version: this.view.version, ...change }
    this.setData({ isSending: true })
    try {
      await adjustBatch(input, this.intent?.idOf(input) ?? '')
      toast(done)
      await this.load()
      return true
    } catch (error) {
      await this.refused(error)
      return false
    } finally {
      this.setData({ isSending: false })
    }
  },
  async refused(error: unknown) {
    const isOld = error instanceof RpcError && (error.code === 'CONFLICT' || error.code === 'NOT_NOW')
    toast(isOld ? '同事刚刚改过了，给您看最新的' : errorText(error))
    if (isOld) await this.load()
  },

  repost() {
    if (this.view) go(`${pageUrl('post')}?enterprise=${this.view.enterprise}&from=${this.view.id}`)
  },
  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
