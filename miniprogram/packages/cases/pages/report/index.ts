import { CASE_LIMITS, type Place } from '../../../../contract/cases'
import type { CaseGroup, CaseKind } from '../../../../contract/case-kinds'
import type { Home } from '../../../../contract/estate'
import { GROUP_NAMES } from '../../../../contract/case-names'
import { placeCode, placeOfCode, type PlaceCode } from '../../../../contract/place-code'
import { draftView, type DraftView } from '../../../../core/draft-view'
import { drafts, type Draft } from '../../../../core/drafts'
import { pageBehavior } from '../../../../core/page'
import { placeText } from '../../../../core/place-text'
import { confirm, go, home, pageTitle, phoneCall, replace, tab, vibrate } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { openedPlace } from '../../../../core/scanned'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import {
  defaultPlace,
  groupTiles,
  kindTiles,
  likelyTiles,
  promised,
  withAnswer,
  type GroupTile,
  type KindTile,
  type Promised,
} from '../../report.view'
import { formView, isWorthKeeping, newDraft, NOWHERE, toSend, unwarned, type FormView } from './form'
import { sendReport, type Outcome, type Problems } from './send'

type Step = 'kinds' | 'danger' | 'form' | 'sent' | 'kept'

const SAVE_PAUSE_MS = 600
const PLACE_WAIT_MS = 2_000
const BIND_PAGE = '/packages/me/pages/bind/index'

Page({
  behaviors: [pageBehavior],
  data: {
    step: 'kinds' as Step,
    unfinished: [] as DraftView[],
    likely: [] as KindTile[],
    here: '',
    groups: [] as GroupTile[],
    group: '',
    groupName: '',
    kinds: [] as KindTile[],
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
    isAsked: false,
    /** WeChat itself will tell; else the news is in the messages alone */
    isTold: false,
    isHomeNeeded: false,
  },

  /** not drawn: the report itself, where it was opened, what is running */
  draft: null as Draft | null,
  from: null as Place | null,
  code: null as PlaceCode | null,
  saving: null as ReturnType<typeof setTimeout> | null,
  leave: null as (() => void) | null,
  place: null as Promise<void> | null,
  sendsAfterBind: false,

  onLoad(options: Record<string, string | undefined>) {
    this.code = openedPlace(options)
    this.setData({ groups: groupTiles(), likely: likelyTiles(this.code) })
    this.leave = drafts.on(() => this.onDrafts())
    const kept = options.draft === undefined ? undefined : drafts.get(options.draft)
    if (kept) this.resume(kept)
    else this.showUnfinished()
    this.place = this.findPlace()
  },
  onShow() {
    const home = session.me()?.home ?? null
    this.setData({ home, isHomeNeeded: !home && session.me() !== null && !this.code })
    if (this.draft && !this.draft.input.place.building)
      this.usePlace(defaultPlace(this.draft.input.kind, this.from, home))
    const goesOn = this.sendsAfterBind && home !== null
    this.sendsAfterBind = false
    if (goesOn) void this.onSend()
  },
  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
    this.leave?.()
  },

  /** Where the code hangs, or where the person lives; one call at most. */
  async findPlace() {
    try {
      if (this.code) {
        this.from = placeOfCode(this.code, [])
        this.setData({ here: placeText(this.from) })
        if (this.code.what === 'lift') {
          const { building, unit } = this.code
          const units = (await session.buildings()).find(({ id }) => id === building)?.units
          this.from = placeOfCode(this.code, units?.find(({ no }) => no === unit)?.lifts ?? [])
          this.setData({ here: placeText(this.from) })
          if (this.draft && !this.draft.input.place.lift) this.usePlace(this.from)
        }
      } else if (!session.me()) await session.load()
    } catch (error) {
      // without the network the form works all the same: the place can be chosen, and the report waits
      if (!(error instanceof RpcError)) throw error
    }
    this.onShow()
  },

  showUnfinished() {
    const now = Date.now()
    this.setData({ unfinished: drafts.list().map((draft) => draftView(draft, now)) })
  },

  // ---- what it is about

  onGroup(event: WechatMiniprogram.TouchEvent) {
    const { group } = event.currentTarget.dataset as { group: CaseGroup }
    this.setData({ group, groupName: GROUP_NAMES[group], kinds: kindTiles(group) })
  },
  onAllGroups() {
    this.setData({ group: '', kinds: [] })
  },
  onKind(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as { kind: CaseKind }
    const place = defaultPlace(kind, this.from, session.me()?.home ?? null) ?? NOWHERE
    const written = this.draft
    // another kind for the same words: what was written stays
    this.draft = written
      ? { ...written, input: { ...written.input, kind, answers: {}, place: this.from ?? place } }
      : newDraft({ id: newRequestId(), requestId: newRequestId() }, kind, place, Date.now())
    this.open(this.draft)
  },
  onOtherKind() {
    this.setData({ step: 'kinds', group: '', kinds: [], unfinished: [] })
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
    const { input } = this.draft
    const answers = hurt ? { ...input.answers, hurt } : input.answers
    const warned = formView(this.draft).dangers.map(({ danger }) => danger)
    this.draft = { ...this.draft, input: { ...input, answers, warned } }
    this.draw({ step: 'form' })
  },

  // ---- the form

  onAnswer(event: WechatMiniprogram.TouchEvent) {
    const { question, value } = event.currentTarget.dataset as { question: string; value: string }
    if (!this.draft) return
    const { input } = this.draft
    this.draft = { ...this.draft, input: { ...input, answers: withAnswer(input.answers, question, value) } }
    this.draw()
    this.keepSoon()
  },
  onText(event: WechatMiniprogram.Input) {
    if (!this.draft) return
    const text = event.detail.value
    this.draft = { ...this.draft, input: { ...this.draft.input, text } }
    // the text itself is not set: a slow phone would put back what was typed before
    this.setData({ count: text.length, 'problems.text': '' })
    this.keepSoon()
  },
  onPictures(event: WechatMiniprogram.CustomEvent<{ paths: string[] }>) {
    if (!this.draft) return
    this.draft = { ...this.draft, pictures: event.detail.paths }
    this.draw({ 'problems.pictures': '' })
    this.keep()
  },
  onPlace() {
    this.setData({ isChoosingPlace: true })
  },
  onPlaceClose() {
    this.setData({ isChoosingPlace: false })
  },
  onPlaceChange(event: WechatMiniprogram.CustomEvent<{ place: Place }>) {
    this.from = event.detail.place
    this.setData({ isChoosingPlace: false, 'problems.place': '' })
    this.usePlace(event.detail.place)
    this.keepSoon()
  },
  usePlace(place: Place | null) {
    if (!this.draft || !place) return
    this.draft = { ...this.draft, input: { ...this.draft.input, place } }
    this.draw({ 'problems.place': '' })
  },
  onBind() {
    this.keep()
    // a code says at least which stair it is
    go(this.code ? `${BIND_PAGE}?code=${placeCode(this.code)}` : BIND_PAGE)
  },
  draw(more: Record<string, unknown> = {}) {
    if (!this.draft) return
    const { input, pictures } = this.draft
    this.setData({ form: formView(this.draft), place: input.place, pictures, ...more })
  },

  keepSoon() {
    if (this.saving !== null) clearTimeout(this.saving)
    this.saving = setTimeout(() => this.keep(), SAVE_PAUSE_MS)
  },
  /** Only what is still being written: what is on its way is the draft box's. */
  keep() {
    if (this.saving !== null) clearTimeout(this.saving)
    this.saving = null
    const { step } = this.data
    if (!this.draft || step === 'sent' || step === 'kept' || this.data.isSending) return
    if (isWorthKeeping(this.draft)) drafts.save({ ...this.draft, savedAt: Date.now() })
    else drafts.remove(this.draft.id)
  },

  // ---- sending

  async onSend() {
    await sendOnce(this)
  },
  async send() {
    this.setData({ isSending: true, problems: {}, progress: '' })
    await this.placeFound()
    if (!this.draft?.input.place.building)
      return this.setData({ isSending: false, problems: { place: '请选一下在哪里' } })
    const draft = toSend(this.draft, Date.now())
    const outcome = await sendReport(draft, (done, total) => this.setData({ progress: `照片 ${done}/${total}` }))
    this.setData({ isSending: false, progress: '' })
    this.take(outcome, draft)
  },
  /** Where the building is known, the name of the lift is not worth a long wait. */
  async placeFound() {
    const isKnown = !!this.draft?.input.place.building
    await Promise.race([this.place, ...(isKnown ? [pause(PLACE_WAIT_MS)] : [])])
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
  },
  // ---- after it

  onAfter() {
    if (this.data.isAsked) return this.onSeeCase()
    void askFor('caseProgress').then((isTold) => this.setData({ isAsked: true, isTold }))
  },
  onSeeCase() {
    if (this.data.sent) replace(`/packages/cases/pages/case/index?id=${this.data.sent.id}`)
    else tab('/pages/cases/index')
  },
  onHome: home,
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A second tap while it is being sent does nothing. */
const sendOnce = singleFlight((page: { send(): Promise<void> }) => page.send())
