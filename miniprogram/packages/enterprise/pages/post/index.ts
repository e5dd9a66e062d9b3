import { CRAFT_LIMITS, type Counter, type Material, type Product } from '../../../../contract/crafts'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { back, go, replace, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { enterpriseOf } from '../../chosen'
import { getBatch, listProducts, postBatch } from '../../enterprise.service'
import { hasLate } from '../../home.view'
import type { ValueEvent } from '../../../../core/value-event'
import { createIntent, type Intent } from '../../../../core/intent'
import { dropForm, keepForm, keptForm } from '../../kept-forms'
import {
  changedMaterial,
  deadlineRange,
  EMPTY_POST,
  formOf,
  hourView,
  isWorthKeeping,
  NO_FEES,
  POST_FIELDS,
  postInput,
  postProblems,
  totalText,
  withMaterial,
  type Chosen,
  type HourView,
  type PostForm,
} from '../../post.view'
import { OFFER_PROBLEMS, problemsOf, type Problems } from '../../problems'
import { seenOf } from '../../seen'
import { pageUrl } from '../../url'

const ARREARS = '有工钱过了期还没付。先付清，才能再发新活。'
const OWN_PROBLEMS = {
  ...OFFER_PROBLEMS,
  'enterprise: arrears': ARREARS,
  'product: not_found': '这个产品不在了，请换一个',
}

/** ?product= to begin with, ?from= a batch to write anew; without: what was kept of the last time */
Page({
  behaviors: [pageBehavior],

  data: {
    /** empty: there is no product to make */
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    form: EMPTY_POST,
    hour: null as HourView | null,
    total: '',
    days: deadlineRange(0),
    limits: CRAFT_LIMITS,
    noFees: NO_FEES,
    problems: {} as Problems,
    /** why nothing new can be posted, as far as it is known */
    arrears: '',
    products: [] as Chosen[],
    hasMoreProducts: false,
    isChoosing: false,
    isSending: false,
    isSent: false,
  },

  enterprise: '',
  list: null as Paged<Product> | null,
  wanted: {} as { product?: string; from?: string },
  intent: null as Intent | null,

  onLoad({ enterprise, product, from }: { enterprise?: string; product?: string; from?: string }) {
    this.enterprise = enterpriseOf(enterprise === undefined ? {} : { enterprise })
    this.wanted = { ...(product === undefined ? {} : { product }), ...(from === undefined ? {} : { from }) }
    this.intent = createIntent()
    this.list = createPaged((after) => listProducts(this.enterprise, after))
    const now = Date.now()
    this.setData({ days: deadlineRange(now), arrears: hasLate(seenOf(this.enterprise), now) ? ARREARS : '' })
    void this.load()
  },

  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },

  /** One question: the batch it is written after, or the products to choose from. */
  async load() {
    const { product, from } = this.wanted
    try {
      if (from !== undefined) this.draw(formOf(await getBatch(from), Date.now()))
      else {
        await this.loadProducts()
        const found = this.data.products.find(({ id }) => id === product)
        const kept = { ...EMPTY_POST, ...keptForm<PostForm>(this.formName()) }
        this.draw(found ? { ...kept, product: found } : kept)
      }
      const isNone = from === undefined && this.data.products.length === 0
      this.setData({ state: isNone ? 'empty' : 'ready', words: '先写一个产品：做什么、怎么做、做成什么样算合格。' })
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  async loadProducts() {
    await this.list?.first()
    this.drawProducts()
  },
  drawProducts() {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    this.setData({ products: rows.map(({ id, name }) => ({ id, name })), hasMoreProducts: hasMore })
  },

  formName(): string {
    return `post ${this.enterprise}`
  },
  keep() {
    const { form, isSent, state } = this.data
    if (state === 'ready' && !isSent && isWorthKeeping(form)) keepForm(this.formName(), form)
  },

  draw(form: PostForm) {
    this.setData({ form })
    this.drawMoney()
  },
  drawMoney() {
    const { price, minutes, pieces } = this.data.form
    this.setData({ hour: hourView(price, minutes, Date.now()), total: totalText(pieces, price) })
  },

  // ---- the answers

  write({ currentTarget, detail }: ValueEvent<string>) {
    const { field } = currentTarget.dataset as { field: 'pieces' | 'price' | 'minutes' | 'least' | 'most' }
    this.setData({ [`form.${field}`]: detail, problems: {} })
    this.drawMoney()
  },
  writeCounter({ currentTarget, detail }: ValueEvent<string>) {
    const { counter, field } = currentTarget.dataset as { counter: 'fetch' | 'giveBack'; field: keyof Counter }
    this.setData({ [`form.${counter}.${field}`]: detail, problems: {} })
  },
  toggle({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { field } = currentTarget.dataset as { field: 'trial' | 'isSamePlace' }
    this.setData({ [`form.${field}`]: !this.data.form[field] })
  },
  chooseDay({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ 'form.deadline': String(detail.value), problems: {} })
  },
  addMaterial() {
    this.setData({ 'form.materials': withMaterial(this.data.form.materials) })
  },
  writeMaterial({ currentTarget, detail }: ValueEvent<string>) {
    const { index, field } = currentTarget.dataset as { index: number; field: keyof Material }
    const materials = changedMaterial(this.data.form.materials, index, { [field]: detail })
    this.setData({ 'form.materials': materials, problems: {} })
  },
  removeMaterial({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { index } = currentTarget.dataset as { index: number }
    this.setData({ 'form.materials': this.data.form.materials.filter((_, at) => at !== index) })
  },

  // ---- the product

  openProducts: singleFlight(async function (this: { openProductsNow(): Promise<void> }) {
    await this.openProductsNow()
  }),
  async openProductsNow() {
    this.setData({ isChoosing: true })
    if (this.data.products.length > 0) return
    try {
      await this.loadProducts()
    } catch (error) {
      this.setData({ isChoosing: false })
      toast(errorText(error))
    }
  },
  closeProducts() {
    this.setData({ isChoosing: false })
  },
  moreProducts: singleFlight(async function (this: { moreProductsNow(): Promise<void> }) {
    await this.moreProductsNow()
  }),
  async moreProductsNow() {
    try {
      if (await this.list?.more()) this.drawProducts()
    } catch (error) {
      toast(errorText(error))
    }
  },
  chooseProduct({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    const product = this.data.products.find((one) => one.id === id) ?? null
    this.setData({ 'form.product': product, isChoosing: false, problems: {} })
  },
  writeProduct() {
    replace(`${pageUrl('product')}?enterprise=${this.enterprise}`)
  },

  // ---- sending

  send: singleFlight(async function (this: { sendNow(): Promise<void> }) {
    await this.sendNow()
  }),
  async sendNow() {
    const { form } = this.data
    const problems = postProblems(form, Date.now())
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    this.setData({ isSending: true })
    try {
      const input = postInput(this.enterprise, form)
      await postBatch(input, this.intent?.idOf(input) ?? '')
      dropForm(this.formName())
      this.setData({ isSent: true })
    } catch (error) {
      const refused = problemsOf(error, POST_FIELDS, OWN_PROBLEMS)
      if (refused['all'] === ARREARS) this.setData({ arrears: ARREARS })
      else this.setData({ problems: refused })
    }
    this.setData({ isSending: false })
  },

  toPayments() {
    go(`${pageUrl('payments')}?enterprise=${this.enterprise}`)
  },
  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
