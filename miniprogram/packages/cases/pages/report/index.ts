import { CASE_LIMITS, type Place } from '../../../../contract/cases'
import type { CaseKind } from '../../../../contract/case-kinds'
import type { Home } from '../../../../contract/estate'
import { placeCode } from '../../../../contract/place-code'
import { draftView, type DraftView } from '../../../../core/draft-view'
import { drafts, type Draft } from '../../../../core/drafts'
import { pageBehavior } from '../../../../core/page'
import { confirm, go, home, pageTitle, phoneCall, vibrate } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { openedPlace } from '../../../../core/scanned'
import { singleFlight } from '../../../../core/single-flight'
import { likelyTiles, promised, withAnswer, type KindTile, type Promised } from '../../report.view'
import { closer, formView, newDraft, NOWHERE, placeProblem, toSend, unwarned, type FormView } from './form'
import { createKeeper } from './keeper'
import { sendReport, type Outcome, type Problems } from './send'
import { createWhere } from './where'

type Step = 'kinds' | 'danger' | 'form' | 'sent' | 'kept'

const PLACE_WAIT_MS = 2_000
const BIND_PAGE = '/packages/me/pages/bind/index'

Page({
  behaviors: [pageBehavior],
  data: {
    step: 'kinds' as Step,
    unfinished: [] as DraftView[],
    likely: [] as KindTile[],
    here: '',
    form: null as FormView | null,
    place: NOWHERE,
    home: null as Home | null,
    text: '',
    count: 0,
    most: CASE_LIMITS.textCharacters as number,
    mostPictures: CASE_LIMITS.pictures as number,
    pictures: [] as string[],
    problems: {} as Problems,
    isChoosingPlace: false,
    isSending: false,
    progress: '',
    sent: null as (Promised & { id: string }) | null,
    isHomeNeeded: false,
    isListMissing: false,
    isLooking: false,
  },

  /** not drawn: the report itself, where it was opened, what is running */
  draft: null as Draft | null,
  where: createWhere(null),
  keeper: createKeeper(() => null),
  leave: [] as (() => void)[],
  sendsAfterBind: false,

  onLoad(options: Record<string, string | undefined>) {
    this.where = createWhere(openedPlace(options))
    this.keeper = createKeeper(() => this.written())
    this.setData({ likely: likelyTiles(this.where.code) })
    this.leave = [drafts.on(() => this.onDrafts()), this.where.watch(() => this.drawWhere())]
    const kept = options.draft === undefined ? undefined : drafts.get(options.draft)
    if (kept) this.resume(kept)
    else this.showUnfinished()
    void this.where.find()
  },
  onShow() {
    this.drawWhere()
    const goesOn = this.sendsAfterBind && this.data.home !== null
    this.sendsAfterBind = false
    if (goesOn) void this.onSend()
  },
  onHide() {
    this.keeper.now()
  },
  onUnload() {
    this.keeper.now()
    this.leave.forEach((leave) => leave())
  },

  showUnfinished() {
    const now = Date.now()
    this.setData({ unfinished: drafts.list().map((draft) => draftView(draft, now)) })
  },

  // ---- what it is about

  onKind(event: WechatMiniprogram.CustomEvent<{ kind: CaseKind }>) {
    const { kind } = event.detail
    const place = this.where.placeFor(kind) ?? NOWHERE
    const written = this.draft
    // another kind for the same words: what was written stays
    this.draft = written
      ? { ...written, input: { ...written.input, kind, answers: {}, place } }
      : newDraft({ id: newRequestId(), requestId: newRequestId() }, kind, place, Date.now())
    this.open(this.draft)
  },
  onOtherKind() {
    this.setData({ step: 'kinds', unfinished: [] })
  },
  onResume(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const draft = drafts.get(id)
    if (draft) this.resume(draft)
  },
  async onDiscard(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const isSure = await confirm({ title: '不要这一条了？', text: '写的话和照片都会删掉。', ok: '删掉', danger: true })
    if (isSure) drafts.remove(id)
    this.showUnfinished()
  },

  resume(draft: Draft) {
    if (draft.state === 'queued' || draft.state === 'sending') return this.wait(draft)
    const { problem, ...rest } = draft
    this.draft = { ...rest, state: 'draft' }
    this.open(this.draft)
    if (problem) this.setData({ problems: { all: problem } })
  },
  /** To the form, by way of the telephone numbers where there may be danger. */
  open(draft: Draft) {
    const isDanger = unwarned(draft).length > 0
    this.draw({ step: isDanger ? 'danger' : 'form', text: draft.input.text, count: draft.input.text.length })
    void this.where.meet()
  },

  // ---- danger

  onCall(event: WechatMiniprogram.TouchEvent) {
    const { number } = event.currentTarget.dataset as { number: string }
    phoneCall(number)
  },
  /** The person has seen the numbers; where the kind asks whether somebody is hurt, the button has answered that too. */
  onWarned(event: WechatMiniprogram.TouchEvent) {
    const { hurt } = event.currentTarget.dataset as { hurt?: 'yes' | 'no' }
    if (!this.draft) return
    const { answers } = this.draft.input
    const warned = formView(this.draft).dangers.map(({ danger }) => danger)
    this.say({ answers: hurt ? { ...answers, hurt } : answers, warned })
    this.draw({ step: 'form' })
  },

  // ---- the form

  onAnswer(event: WechatMiniprogram.TouchEvent) {
    const { question, value } = event.currentTarget.dataset as { question: string; value: string }
    if (!this.draft) return
    this.say({ answers: withAnswer(this.draft.input.answers, question, value) })
    this.draw()
    this.keeper.soon()
  },
  onText(event: WechatMiniprogram.Input) {
    const text = event.detail.value
    this.say({ text })
    // the text itself is not set: a slow phone would put back what was typed before
    this.setData({ count: text.length, 'problems.text': '' })
    this.keeper.soon()
  },
  onPictures(event: WechatMiniprogram.CustomEvent<{ paths: string[] }>) {
    if (!this.draft) return
    this.draft = { ...this.draft, pictures: event.detail.paths }
    this.draw({ 'problems.pictures': '' })
    this.keeper.now()
  },
  /** What is known of the place and of the person, as far as it is drawn. */
  drawWhere() {
    const { where, draft } = this
    const { step } = this.data
    const view = where.view()
    const isListHere = this.data.isListMissing && !view.isListMissing
    this.setData({ ...view, ...(isListHere ? { 'problems.place': '' } : {}) })
    if (!draft || step === 'sent' || step === 'kept') return
    this.usePlace(closer(draft.input.place, where.placeFor(draft.input.kind)))
  },
  async onLook() {
    this.setData({ isLooking: true })
    await this.where.find()
    this.setData({ isLooking: false })
  },
  onPlace() {
    this.setData({ isChoosingPlace: true })
  },
  onPlaceClose() {
    this.setData({ isChoosingPlace: false })
    // the sheet has asked for the list by itself
    this.drawWhere()
  },
  onPlaceChange(event: WechatMiniprogram.CustomEvent<{ place: Place }>) {
    const { place } = event.detail
    this.where.choose(place)
    this.setData({ isChoosingPlace: false })
    this.usePlace(place)
    this.keeper.soon()
  },
  usePlace(place: Place) {
    if (JSON.stringify(place) === JSON.stringify(this.draft?.input.place)) return
    this.say({ place })
    this.draw({ 'problems.place': '' })
  },
  onBind() {
    this.keeper.now()
    // a code says at least which stair it is
    const { code } = this.where
    go(code ? `${BIND_PAGE}?code=${placeCode(code)}` : BIND_PAGE)
  },
  say(part: Partial<Draft['input']>) {
    if (this.draft) this.draft = { ...this.draft, input: { ...this.draft.input, ...part } }
  },
  draw(more: Record<string, unknown> = {}) {
    if (!this.draft) return
    const { input, pictures } = this.draft
    this.setData({ form: formView(this.draft), place: input.place, pictures, ...more })
  },

  /** Only what is still being written: what is on its way is the draft box's. */
  written(): Draft | null {
    const { step, isSending } = this.data
    return step === 'sent' || step === 'kept' || isSending ? null : this.draft
  },

  // ---- sending

  async onSend() {
    await sendOnce(this)
  },
  async send() {
    this.setData({ isSending: true, problems: {}, progress: '' })
    await this.placeFound()
    if (!this.draft?.input.place.building) {
      this.setData({ isSending: false, problems: { place: placeProblem(this.where.view().isListMissing) } })
      return this.keeper.now()
    }
    const draft = toSend(this.draft, Date.now())
    const outcome = await sendReport(draft, (done, total) => this.setData({ progress: `照片 ${done}/${total}` }))
    this.setData({ isSending: false, progress: '' })
    this.take(outcome, draft)
  },
  /** Where the building is known, the name of the lift is not worth a long wait. */
  async placeFound() {
    const isKnown = !!this.draft?.input.place.building
    await Promise.race([this.where.find(), ...(isKnown ? [pause(PLACE_WAIT_MS)] : [])])
  },
  take(outcome: Outcome, draft: Draft) {
    switch (outcome.what) {
      case 'sent':
        return this.thank(draft, outcome.answer)
      case 'gone':
        return this.setData({ step: 'sent' })
      case 'waits':
        return this.wait(draft)
      case 'homeNeeded':
        this.sendsAfterBind = true
        this.draw({ step: 'form', isHomeNeeded: true })
        return this.onBind()
      case 'warn':
        this.draft = { ...draft, input: { ...draft.input, warned: [] } }
        return this.open(this.draft)
      case 'refused':
        return this.draw({ step: 'form', problems: outcome.problems })
    }
  },
  onDrafts() {
    const { draft } = this
    if (this.data.step === 'kinds') this.showUnfinished()
    if (this.data.step !== 'kept' || this.data.isSending || !draft) return
    const now = drafts.get(draft.id)
    if (!now) this.setData({ step: 'sent' })
    else if (now.state === 'sending') this.follow(draft)
    else if (now.state === 'refused') this.draw({ step: 'form', problems: { all: now.problem ?? '' } })
  },
  /** What waits is being sent by itself just now. */
  follow(draft: Draft) {
    drafts.send(draft.id).then(
      (answer) => this.thank(draft, answer),
      // the draft box has put it back and told so
      () => undefined,
    )
  },
  wait(draft: Draft) {
    this.draft = draft
    this.draw({ step: 'kept' })
    pageTitle('先存着')
  },
  thank(draft: Draft, { id, handler, dueAt }: { id: string; handler: string; dueAt: number | null }) {
    if (this.data.sent) return
    const sent = { id, ...promised(draft.input.kind, handler, dueAt, Date.now()) }
    this.setData({ step: 'sent', sent, isSending: false, progress: '' })
    pageTitle('收到了')
    vibrate()
    void this.where.meet()
  },
  onHome: home,
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A second tap while it is being sent does nothing. */
const sendOnce = singleFlight((page: { send(): Promise<void> }) => page.send())
