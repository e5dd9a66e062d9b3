import { CRAFT_LIMITS, type ClaimInput, type ClaimView, type Tally } from '../../../../contract/crafts'
import { countText, fasterText, tallyParts, TIMELINE_STEP } from '../../../../core/claim-story'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, dropFile, phoneCall, stopPullDown, tell, toast, vibrate } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import {
  claimScreen,
  codeProblem,
  countInput,
  countProblems,
  DONE_TEXTS,
  emptyCount,
  MOVE_TEXTS,
  tidyCode,
  type ClaimScreen,
  type CounterMove,
  type CountForm,
} from '../../claim.view'
import type { Part } from '../../../../core/bars'
import { getClaim, moveClaim, showContact } from '../../enterprise.service'
import { createIntent, type Intent } from '../../../../core/intent'
import { CLAIM_PROBLEMS, problemsOf, type Problems } from '../../problems'
import { createUploads, type Uploads } from '../../uploads'

const FIELDS = ['code', 'pieces', 'text', 'pictures'] as const

/** ?id=, and ?code= when the worker's phone was scanned */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as ClaimScreen | null,
    moveTexts: MOVE_TEXTS,
    /** the sheet in front */
    sheet: null as CounterMove | null,
    /** '' : it has to be typed */
    scanned: '',
    code: '',
    pieces: 1,
    count: emptyCount(0) as CountForm,
    countParts: [] as Part[],
    countText: '',
    limits: CRAFT_LIMITS,
    problems: {} as Problems,
    isSending: false,
    progress: '',
    contact: null as { name: string; phone: string } | null,
  },

  id: '',
  view: null as ClaimView | null,
  shown: TIMELINE_STEP,
  intent: null as Intent | null,
  uploads: null as Uploads | null,

  onLoad({ id = '', code = '' }: { id?: string; code?: string }) {
    this.id = id
    this.intent = createIntent()
    this.uploads = createUploads()
    this.setData({ scanned: tidyCode(code) })
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async load() {
    try {
      this.view = await getClaim(this.id)
      this.draw()
    } catch (error) {
      const isGone = error instanceof RpcError && (error.code === 'NOT_FOUND' || error.code === 'INVALID_INPUT')
      if (isGone) this.setData({ state: 'empty', words: '没有这一份，或者不是您企业的。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },
  draw() {
    if (!this.view) return
    this.setData({ state: 'ready', screen: claimScreen(this.view, { now: Date.now(), shown: this.shown }) })
  },
  older() {
    this.shown += TIMELINE_STEP
    this.draw()
  },

  // ---- the sheets

  openPrimary() {
    const primary = this.data.screen?.primary
    if (primary) this.show(primary)
  },
  openSheet({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.show((currentTarget.dataset as { move: CounterMove }).move)
  },
  show(move: CounterMove) {
    const { screen } = this.data
    if (!screen) return
    this.setData({ sheet: move, problems: {}, code: this.data.scanned, pieces: screen.mostBack })
    if (move === 'count') this.drawCount(emptyCount(screen.handedIn))
  },
  closeSheet() {
    if (!this.data.isSending) this.setData({ sheet: null })
  },
  writeCode({ detail }: { detail: string }) {
    this.setData({ code: detail, problems: {} })
  },
  changePieces({ detail }: { detail: number }) {
    this.setData({ pieces: detail, problems: {} })
  },

  drawCount(count: CountForm) {
    const { view } = this
    if (view) this.setData({ count, countParts: tallyParts(count), countText: countText(count, view.price) })
  },
  changeCount({ detail }: WechatMiniprogram.CustomEvent<Tally>) {
    this.drawCount({ ...this.data.count, ...detail })
    this.setData({ problems: {} })
  },
  /** Not set: a slow phone would put back what was typed before. */
  writeReason({ detail }: WechatMiniprogram.Input) {
    this.data.count = { ...this.data.count, text: detail.value }
  },
  changePictures({ detail }: WechatMiniprogram.CustomEvent<{ paths: string[] }>) {
    this.setData({ 'count.pictures': detail.paths, problems: {} })
  },

  // ---- moves

  send: singleFlight(async function (this: { sendNow(): Promise<void> }) {
    await this.sendNow()
  }),

  async sendNow() {
    const { sheet, code, count } = this.data
    if (!this.view || sheet === null) return
    const wrongCode = sheet === 'count' ? '' : codeProblem(code)
    const problems = sheet === 'count' ? countProblems(count) : wrongCode === '' ? {} : { code: wrongCode }
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    this.setData({ isSending: true })
    try {
      await this.move(this.view, sheet)
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false, progress: '' })
  },

  async move(view: ClaimView, sheet: CounterMove) {
    const { id, version } = view
    const input = await this.inputOf(sheet)
    await moveClaim({ id, version }, input, this.intent?.idOf({ id, version, input }) ?? '')
    if (sheet === 'count') this.data.count.pictures.forEach((path) => void dropFile(path))
    this.setData({ sheet: null, scanned: '' })
    vibrate()
    toast(DONE_TEXTS[sheet])
    await this.load()
  },

  async inputOf(sheet: CounterMove): Promise<ClaimInput> {
    const { code, pieces, count } = this.data
    if (sheet === 'fetch') return { move: 'fetch', code: tidyCode(code) }
    if (sheet === 'take_back') return { move: 'take_back', code: tidyCode(code), pieces }
    const ids = await this.uploads?.ids(count.pictures, (done, total) =>
      this.setData({ progress: `照片 ${done}/${total}` }),
    )
    return countInput(count, ids ?? [])
  },

  /** Somebody at another phone was faster: the news first, then what can still be done. */
  async refused(error: unknown) {
    const isOld = error instanceof RpcError && (error.code === 'CONFLICT' || error.code === 'NOT_NOW')
    if (!isOld) return this.setData({ problems: problemsOf(error, FIELDS, CLAIM_PROBLEMS) })
    const seen = this.view?.version ?? 0
    await this.load()
    const news = fasterText(this.view?.events ?? [], seen)
    this.setData({ sheet: null })
    await tell('有人快了一步', news === '' ? errorText(error) : `${news}。您这一步没有记，给您看最新的。`)
  },

  // ---- the worker's telephone

  contact: singleFlight(async function (this: { contactNow(): Promise<void> }) {
    await this.contactNow()
  }),
  async contactNow() {
    const text = '只为这份活用。看一次记一次，对方看得到是谁看的。'
    if (!(await confirm({ title: '看姓名和电话', text, ok: '看一下' }))) return
    try {
      const { name, phone } = await showContact(this.id, newRequestId())
      this.setData({ contact: { name: name ?? '没有留姓名', phone: phone ?? '' } })
    } catch (error) {
      toast(errorText(error))
    }
  },
  callThem() {
    const { contact } = this.data
    if (contact?.phone) phoneCall(contact.phone)
  },
  /** Shown once: the number leaves the phone with the sheet. */
  closeContact() {
    this.setData({ contact: null })
  },

  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
