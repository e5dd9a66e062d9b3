import { JOB_LIMITS, type PostingView } from '../../../../contract/jobs'
import type { GateField } from '../../../../contract/job-gate'
import { errorText } from '../../../../core/error-text'
import type { GateSentence } from '../../../../core/gate-view'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, pageTitle, tell, toast } from '../../../../core/platform'
import { isChanged, isGone } from '../../../../core/refusal'
import { RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import type { ValueEvent } from '../../../../core/value-event'
import { enterpriseOf } from '../../chosen'
import { createFixes, fixData, type Fixes } from '../../fixes'
import { getPosting, movePosting, sendPosting } from '../../hiring.service'
import { dropForm, keepForm, keptForm } from '../../kept-forms'
import {
  draftInput,
  EMPTY_POSTING,
  formOf,
  formTexts,
  isWorthKeeping,
  payHint,
  postingProblems,
  POSTING_FIELDS,
  POSTING_PROBLEMS,
  trimmed,
  type KeptPosting,
  type PayHint,
  type PostingForm,
} from '../../posting.view'
import { CLOSE_EFFECT, MOVED, postingStatus, type OwnMove, type PostingStatus } from '../../postings.view'
import { problemsOf, type Problems } from '../../problems'
import { pageUrl, shownPostingUrl } from '../../url'

/** ?id= one to look at or change; without: a new one, or what was kept of the last time */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    /** null: it is new */
    status: null as PostingStatus | null,
    form: EMPTY_POSTING,
    texts: formTexts(EMPTY_POSTING),
    hint: null as PayHint | null,
    problems: {} as Problems,
    ...fixData(),
    isAsking: false,
    reasonProblem: '',
    isSending: false,
    isSent: false,
    /** what came of the wish to be told of those who apply; '' : not asked yet */
    told: '',
    limits: JOB_LIMITS,
    /** the field that gets the cursor */
    focused: '' as GateField | '',
  },

  enterprise: '',
  id: '',
  /** of the posting as this phone knows it; 0: it is new */
  version: 0,
  view: null as PostingView | null,
  before: EMPTY_POSTING,
  intent: null as Intent | null,
  fixes: null as Fixes | null,

  onLoad({ enterprise, id = '' }: { enterprise?: string; id?: string }) {
    this.enterprise = enterpriseOf(enterprise === undefined ? {} : { enterprise })
    this.id = id
    this.intent = createIntent()
    this.fixes = createFixes(this, {
      input: () => draftInput(this.data.form),
      // what is published the staff may have let pass
      passed: () => (this.view?.state === 'open' ? this.before : null),
    })
    if (id !== '') pageTitle('岗位')
    void this.load()
  },

  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },

  async load() {
    if (this.id === '') return this.drawForm(EMPTY_POSTING)
    try {
      this.view = await getPosting(this.id)
      if (this.view === null) this.setData({ state: 'empty', words: '没有这个岗位，或者不是您企业的。' })
      else this.drawView(this.view)
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '没有这个岗位，或者不是您企业的。' })
      else if (this.data.status) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },
  drawView(view: PostingView) {
    this.version = view.version
    this.enterprise = view.enterprise
    this.setData({ status: postingStatus(view, Date.now()) })
    this.drawForm(formOf(view))
    if (view.own) this.fixes?.found(this.data.form, view.own.findings)
  },
  /** What is being written stays, whatever came from the server. */
  drawForm(before: PostingForm) {
    const isWriting = this.data.state === 'ready' && isWorthKeeping(this.data.form, this.before)
    this.before = before
    if (isWriting) return
    const kept = keptForm<KeptPosting>(this.formName())
    const form = kept?.form && kept.version === this.version ? { ...before, ...kept.form } : before
    this.setData({ state: 'ready' })
    this.draw(form)
  },

  formName(): string {
    return `posting ${this.id === '' ? this.enterprise : this.id}`
  },
  keep() {
    const { form, isSent, state, status } = this.data
    const canWrite = status === null || status.canWrite
    if (state !== 'ready' || isSent || !canWrite) return
    if (isWorthKeeping(form, this.before)) keepForm(this.formName(), { form, version: this.version })
    else dropForm(this.formName())
  },

  // ---- the answers

  draw(form: PostingForm) {
    this.setData({ form, texts: formTexts(form), hint: payHint(form, Date.now()) })
  },
  change({ detail: part }: ValueEvent<Partial<PostingForm>>) {
    const form = { ...this.data.form, ...part }
    const fields = Object.fromEntries(Object.entries(part).map(([field, value]) => [`form.${field}`, value]))
    this.setData({ ...fields, texts: formTexts(form), hint: payHint(form, Date.now()), problems: {} })
    this.fixes?.changed(this.data.form, Object.keys(part))
  },
  /** Not set while it is being written. */
  typed({ detail }: ValueEvent<Partial<PostingForm>>) {
    this.data.form = { ...this.data.form, ...detail }
  },
  /** The gate looks at what is written so far. */
  leaveField() {
    this.setData({ focused: '' })
    void this.fixes?.look(this.data.form)
  },

  // ---- what the gate found

  look: singleFlight(async function (this: { lookAtAll(): Promise<void> }) {
    await this.lookAtAll()
  }),
  async lookAtAll() {
    try {
      const found = await this.fixes?.look(this.data.form, true)
      if (found === 0) toast('没有要改的，可以发')
      else this.setData({ isFixing: true })
    } catch (error) {
      toast(errorText(error))
    }
  },
  openFixes() {
    this.setData({ isFixing: true })
  },
  closeFixes() {
    this.setData({ isFixing: false })
  },
  fixOne({ detail: key }: ValueEvent<string>) {
    this.fixThese(this.data.sentences.filter((one) => one.key === key))
  },
  fixAll() {
    this.fixThese(this.data.sentences)
  },
  fixThese(sentences: readonly GateSentence[]) {
    const form = this.fixes?.fix(this.data.form, sentences)
    if (!form) return
    this.draw(form)
    if (this.data.sentences.length > 0) return
    this.setData({ isFixing: false })
    toast('改好了，再看一遍就发')
  },
  /** The cursor goes to where it stands. */
  fixByHand({ detail: key }: ValueEvent<string>) {
    const field = this.data.sentences.find((one) => one.key === key)?.field
    this.setData({ isFixing: false }, () => this.setData({ focused: field ?? '' }))
  },

  // ---- the staff are asked

  openAsk() {
    this.setData({ isFixing: false, isAsking: true, reasonProblem: '' })
  },
  closeAsk() {
    if (!this.data.isSending) this.setData({ isAsking: false })
  },
  ask: singleFlight(async function (this: { askNow(reason: string): Promise<void> }, { detail }: ValueEvent<string>) {
    await this.askNow(detail)
  }),
  async askNow(reason: string) {
    const input = { id: this.id, version: this.version, move: 'ask', reason } as const
    this.setData({ isSending: true, reasonProblem: '' })
    try {
      await movePosting(input, this.intent?.idOf(input) ?? '')
      this.setData({ isAsking: false })
      toast('送去给社区看了')
      await this.load()
    } catch (error) {
      await this.refusedAsk(error)
    }
    this.setData({ isSending: false })
  },
  async refusedAsk(error: unknown) {
    if (!isChanged(error))
      return this.setData({ reasonProblem: problemsOf(error, ['reason'])['reason'] ?? errorText(error) })
    this.setData({ isAsking: false })
    await tell('有变动', '这个岗位刚刚变了，给您看最新的。')
    await this.load()
  },

  // ---- to publish

  send: singleFlight(async function (this: { sendNow(): Promise<void> }) {
    await this.sendNow()
  }),
  async sendNow() {
    const form = trimmed(this.data.form)
    const problems = postingProblems(form)
    this.draw(form)
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return toast('还有几处没填')
    const at = this.id === '' ? {} : { id: this.id, version: this.version }
    const input = { ...draftInput(form), enterprise: this.enterprise, ...at }
    this.setData({ isSending: true })
    try {
      const sent = await sendPosting(input, this.intent?.idOf(input) ?? '')
      dropForm(this.formName())
      this.id = sent.id
      this.version = sent.version
      this.before = form
      this.fixes?.found(form, sent.findings)
      if (sent.state === 'blocked') this.setData({ isFixing: true, isKept: true })
      else this.setData({ isSent: true })
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },
  /** Right in the tap: WeChat asks nowhere else. */
  tellMe: singleFlight(async function (this: { setData(change: { told: string }): void }) {
    const isTold = await askFor('jobNews')
    this.setData({ told: isTold ? '好的，有人应聘微信会告诉您' : '微信没开提醒，有人应聘会在“消息”里告诉您' })
  }),
  async refused(error: unknown) {
    const problems = problemsOf(error, POSTING_FIELDS, POSTING_PROBLEMS)
    // somebody else changed it: the next try is made of what is written here, on top of that
    if (error instanceof RpcError && error.code === 'CONFLICT') await this.load()
    this.setData({ problems })
    toast(problems['all'] ?? '还有几处要改')
  },

  // ---- renew, close

  move: singleFlight(async function (
    this: { moveNow(move: OwnMove): Promise<void> },
    { currentTarget }: WechatMiniprogram.BaseEvent,
  ) {
    await this.moveNow((currentTarget.dataset as { move: OwnMove }).move)
  }),
  async moveNow(move: OwnMove) {
    const question = { title: '这个岗位不招了？', text: CLOSE_EFFECT, ok: '不招了' }
    if (move === 'close' && !(await confirm(question))) return
    const input = { id: this.id, version: this.version, move }
    this.setData({ isSending: true })
    try {
      const { state } = await movePosting(input, this.intent?.idOf(input) ?? '')
      toast(state === 'blocked' ? '法律有了新规定，有几处要先改' : MOVED[move])
    } catch (error) {
      toast(isChanged(error) ? '有变动，给您看最新的' : errorText(error))
    }
    await this.load()
    this.setData({ isSending: false })
  },

  applicants() {
    go(`${pageUrl('applicants')}?enterprise=${this.enterprise}&posting=${this.id}`)
  },
  lookAsOthers() {
    go(shownPostingUrl(this.id))
  },
  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
