import { CRAFT_LIMITS, type Needs, type Product } from '../../../../contract/crafts'
import type { ShownProduct } from '../../../../core/craft-text'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import {
  back,
  chooseVideo,
  confirm,
  dropFile,
  keepFile,
  pageTitle,
  playVideo,
  replace,
  toast,
} from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { uploadVideo } from '../../../../core/upload'
import { enterpriseOf } from '../../chosen'
import { findProduct, saveProduct } from '../../enterprise.service'
import { createIntent, type Intent } from '../../../../core/intent'
import { dropForm, keepForm, keptForm } from '../../kept-forms'
import { OFFER_PROBLEMS, problemsOf, type Problems } from '../../problems'
import {
  EMPTY_PRODUCT,
  formOf,
  isWorthKeeping,
  movedStep,
  needSwitches,
  PRODUCT_FIELDS,
  productInput,
  productProblems,
  shownProduct,
  VIDEO_RULE,
  videoProblem,
  withoutStep,
  withStep,
  writtenStep,
  type ProductForm,
} from '../../product.view'
import { createUploads, type Uploads } from '../../uploads'
import { pageUrl } from '../../url'

/** ?id= of a product there is; without: a new one */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'ready' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    isNew: true,
    isFrozen: false,
    form: EMPTY_PRODUCT,
    needs: needSwitches(EMPTY_PRODUCT.needs),
    limits: CRAFT_LIMITS,
    videoRule: VIDEO_RULE,
    problems: {} as Problems,
    preview: null as ShownProduct | null,
    isSending: false,
    progress: '',
  },

  enterprise: '',
  id: '',
  product: null as Product | null,
  uploads: null as Uploads | null,
  video: null as { path: string; fileId: string } | null,
  intent: null as Intent | null,
  isSent: false,

  onLoad({ id, enterprise }: { id?: string; enterprise?: string }) {
    this.enterprise = enterpriseOf(enterprise === undefined ? {} : { enterprise })
    this.uploads = createUploads()
    this.intent = createIntent()
    if (id !== undefined) {
      this.id = id
      void this.load()
    } else {
      pageTitle('新产品')
      this.draw({ ...EMPTY_PRODUCT, ...keptForm<ProductForm>(this.formName()) })
    }
  },

  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },

  async load() {
    this.setData({ state: 'loading', isNew: false })
    try {
      this.product = await findProduct(this.enterprise, this.id)
      if (!this.product) return this.setData({ state: 'empty', words: '没有这个产品，或者不是您企业的。' })
      this.draw(formOf(this.product))
      this.setData({ state: 'ready', isFrozen: this.product.frozen })
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },
  retry() {
    void this.load()
  },

  formName(): string {
    return `product ${this.enterprise}`
  },
  draw(form: ProductForm) {
    this.setData({ form, needs: needSwitches(form.needs) })
  },
  keep() {
    const { isNew, form } = this.data
    if (isNew && !this.isSent && isWorthKeeping(form)) keepForm(this.formName(), form)
  },

  // ---- the answers

  writeName({ detail }: { detail: string }) {
    this.setData({ 'form.name': detail, problems: {} })
  },
  /** What is typed in several lines is not set: a slow phone would put back what was typed before. */
  writeStandard({ detail }: WechatMiniprogram.Input) {
    this.data.form = { ...this.data.form, standard: detail.value }
  },
  writeStep({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { index } = currentTarget.dataset as { index: number }
    this.data.form = { ...this.data.form, steps: writtenStep(this.data.form.steps, index, detail.value) }
  },
  addStep() {
    this.setData({ 'form.steps': withStep(this.data.form.steps), problems: {} })
  },
  removeStep({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { index } = currentTarget.dataset as { index: number }
    this.setData({ 'form.steps': withoutStep(this.data.form.steps, index) })
  },
  moveStep({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { index, by } = currentTarget.dataset as { index: number; by: -1 | 1 }
    this.setData({ 'form.steps': movedStep(this.data.form.steps, index, by) })
  },
  toggle({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { name } = currentTarget.dataset as { name: keyof Needs }
    const needs = { ...this.data.form.needs, [name]: !this.data.form.needs[name] }
    this.setData({ 'form.needs': needs, needs: needSwitches(needs) })
  },
  changePictures({ detail }: WechatMiniprogram.CustomEvent<{ paths: string[] }>) {
    this.setData({ 'form.pictures': detail.paths, problems: {} })
  },
  dropPicture({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.setData({ 'form.kept': this.data.form.kept.filter(({ id }) => id !== detail.id) })
  },

  addVideo: singleFlight(async function (this: { addVideoNow(): Promise<void> }) {
    await this.addVideoNow()
  }),
  async addVideoNow() {
    const chosen = await chooseVideo()
    if (!chosen) return
    const problem = videoProblem(chosen.size)
    this.setData({ problems: problem === '' ? {} : { video: problem } })
    if (problem === '') this.setData({ 'form.video': await keepFile(chosen.path) })
  },
  dropVideo() {
    if (this.data.form.video !== '') void dropFile(this.data.form.video)
    this.setData({ 'form.video': '', 'form.keepsVideo': false, problems: {} })
  },
  playIt() {
    const { video } = shownProduct(this.data.form, this.product?.video ?? null)
    if (video !== null) playVideo(video)
  },

  showPreview() {
    this.setData({ preview: shownProduct(this.data.form, this.product?.video ?? null) })
  },
  hidePreview() {
    this.setData({ preview: null })
  },

  // ---- sending

  send: singleFlight(async function (this: { sendNow(): Promise<void> }) {
    await this.sendNow()
  }),

  async sendNow() {
    const problems = productProblems(this.data.form)
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    this.setData({ isSending: true })
    try {
      await this.sendForm(this.data.form)
    } catch (error) {
      this.setData({ problems: problemsOf(error, PRODUCT_FIELDS, OFFER_PROBLEMS) })
    }
    this.setData({ isSending: false, progress: '' })
  },

  async sendForm(form: ProductForm) {
    const { enterprise, product } = this
    const pictures = await this.uploads?.ids(form.pictures, (done, total) =>
      this.setData({ progress: `照片 ${done}/${total}` }),
    )
    const input = productInput(
      form,
      { enterprise, product },
      { pictures: pictures ?? [], video: await this.sentVideo() },
    )
    const { id } = await saveProduct(input, this.intent?.idOf(input) ?? '')
    this.isSent = true
    dropForm(this.formName())
    form.pictures.forEach((path) => void dropFile(path))
    await this.saved(id)
  },

  /** Cloud file id of a new video, uploaded once. */
  async sentVideo(): Promise<string | null> {
    const { video: path } = this.data.form
    if (path === '') return null
    if (this.video?.path === path) return this.video.fileId
    this.setData({ progress: '视频' })
    this.video = { path, fileId: await uploadVideo(path) }
    return this.video.fileId
  },

  async saved(id: string) {
    const isWanted = await confirm({ title: '产品存好了', text: '要现在就发一批吗？', ok: '发一批', cancel: '先不发' })
    if (isWanted) replace(`${pageUrl('post')}?enterprise=${this.enterprise}&product=${id}`)
    else {
      toast('存好了')
      back()
    }
  },

  leave() {
    back()
  },
})
