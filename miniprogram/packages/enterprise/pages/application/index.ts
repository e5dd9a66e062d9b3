import type { ApplicationInput, ApplicationView, DeclineReason } from '../../../../contract/job-applications'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import {
  back,
  confirm,
  go,
  phoneCall,
  replace,
  stopPullDown,
  store,
  stored,
  tell,
  toast,
  vibrate,
} from '../../../../core/platform'
import { isGone } from '../../../../core/refusal'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import {
  afterSeeing,
  applicationScreen,
  DECLINE_CHOICES,
  DONE_TEXTS,
  fasterText,
  firstInvite,
  inviteDays,
  inviteProblems,
  inviteText,
  INVITE_LIMITS,
  MOVE_TEXTS,
  type ApplicationScreen,
  type FirmMove,
  type InviteForm,
} from '../../application.view'
import { answerApplication, getApplication, showApplicant } from '../../hiring.service'
import { problemsOf, type Problems } from '../../problems'
import { seekersApplicationUrl, talkUrl } from '../../url'

/** where people were asked to come the last time */
const PLACE_KEY = 'invitePlace'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as ApplicationScreen | null,
    moveTexts: MOVE_TEXTS,
    sheet: null as 'invite' | 'decline' | null,
    invite: firstInvite(0, ''),
    inviteText: '',
    days: inviteDays(0),
    limits: INVITE_LIMITS,
    choices: DECLINE_CHOICES,
    reason: '' as DeclineReason | '',
    problems: {} as Problems,
    isSending: false,
    contact: null as { name: string; phone: string } | null,
  },

  id: '',
  view: null as ApplicationView | null,
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
      const view = await getApplication(this.id)
      if (view.relations.includes('seeker')) return replace(seekersApplicationUrl(this.id))
      this.view = view
      this.draw()
      await this.see()
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '没有这份应聘，或者不是您企业的。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },
  draw() {
    if (this.view) this.setData({ state: 'ready', screen: applicationScreen(this.view, Date.now()) })
  },

  /** Opening it is seeing it, and the person is told; what fails is done the next time. */
  async see() {
    const { view } = this
    if (!view?.moves.includes('see')) return
    const { id, version } = view
    try {
      const seen = await answerApplication({ id, version }, { move: 'see' }, newRequestId())
      if (this.view?.version !== version) return
      this.view = afterSeeing(view, seen, Date.now())
      this.draw()
    } catch (error) {
      console.warn('see', error)
    }
  },

  // ---- the sheets

  openPrimary() {
    const primary = this.data.screen?.primary
    if (primary) this.begin(primary)
  },
  openOther({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.begin((currentTarget.dataset as { move: FirmMove }).move)
  },
  begin(move: FirmMove) {
    if (move === 'hire') return void this.hire()
    this.setData({ sheet: move, problems: {}, reason: '' })
    if (move !== 'invite') return
    const now = Date.now()
    this.setData({ days: inviteDays(now) })
    this.drawInvite(
      this.data.invite.place === '' ? firstInvite(now, stored<string>(PLACE_KEY) ?? '') : this.data.invite,
    )
  },
  /** What was written stays for the next time. */
  closeSheet() {
    if (!this.data.isSending) this.setData({ sheet: null })
  },

  drawInvite(invite: InviteForm) {
    this.setData({ invite, inviteText: inviteText(invite, Date.now()), problems: {} })
  },
  chooseDay({ detail }: WechatMiniprogram.PickerChange) {
    this.drawInvite({ ...this.data.invite, day: String(detail.value) })
  },
  chooseTime({ detail }: WechatMiniprogram.PickerChange) {
    this.drawInvite({ ...this.data.invite, time: String(detail.value) })
  },
  writeInvite({ currentTarget, detail }: ValueEvent<string>) {
    const { field } = currentTarget.dataset as { field: 'place' | 'more' }
    this.drawInvite({ ...this.data.invite, [field]: detail })
  },
  chooseReason({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ reason: (currentTarget.dataset as { value: DeclineReason }).value, problems: {} })
  },

  // ---- moves

  sendInvite: singleFlight(async function (this: { inviteNow(): Promise<void> }) {
    await this.inviteNow()
  }),
  async inviteNow() {
    const { invite } = this.data
    const problems = inviteProblems(invite, Date.now())
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    const text = inviteText(invite, Date.now())
    if (await this.move({ move: 'invite', text })) store(PLACE_KEY, invite.place.trim())
  },

  decline: singleFlight(async function (this: { declineNow(): Promise<void> }) {
    await this.declineNow()
  }),
  async declineNow() {
    const { reason } = this.data
    if (reason === '') return this.setData({ problems: { reason: '请选一句，对方看得到' } })
    await this.move({ move: 'decline', reason })
  },

  hire: singleFlight(async function (this: { hireNow(): Promise<void> }) {
    await this.hireNow()
  }),
  async hireNow() {
    const name = this.data.screen?.name ?? ''
    const text = '对方会收到消息，招到的人数加一个。上班一个月内要签合同，不许收钱、押证件。'
    if (await confirm({ title: `录用${name}？`, text, ok: '录用' })) await this.move({ move: 'hire' })
  },

  /** True: the server took it. */
  async move(input: ApplicationInput): Promise<boolean> {
    const { view } = this
    if (!view) return false
    const { id, version } = view
    this.setData({ isSending: true })
    try {
      await answerApplication({ id, version }, input, this.intent?.idOf({ id, version, input }) ?? '')
      this.setData({ isSending: false, sheet: null })
      vibrate()
      toast(DONE_TEXTS[input.move as FirmMove])
      await this.load()
      return true
    } catch (error) {
      this.setData({ isSending: false })
      await this.refused(error, view)
      return false
    }
  },

  /** The person took it back, or a colleague was faster: the news first, then what can still be done. */
  async refused(error: unknown, before: ApplicationView) {
    const isOld = error instanceof RpcError && (error.code === 'CONFLICT' || error.code === 'NOT_NOW')
    if (!isOld) {
      const problems = problemsOf(error, ['text'])
      const [words = errorText(error)] = Object.values(problems)
      if (this.data.sheet) return this.setData({ problems: { all: words } })
      return toast(words)
    }
    this.setData({ sheet: null })
    await this.load()
    const news = this.view ? fasterText(this.view, before.events.length) : ''
    await tell('有变动', `${news === '' ? '它刚刚变了' : news}。您这一步没有记，给您看最新的。`)
  },

  // ---- the person's telephone

  contact: singleFlight(async function (this: { contactNow(): Promise<void> }) {
    await this.contactNow()
  }),
  async contactNow() {
    const text = '只为这次应聘用。看一次记一次，对方看得到是谁看的。'
    if (!(await confirm({ title: '看姓名和电话', text, ok: '看一下' }))) return
    try {
      const { name, phone } = await showApplicant(this.id, newRequestId())
      this.setData({ contact: { name: name ?? '没有留姓名', phone: phone ?? '' } })
    } catch (error) {
      const isOld = error instanceof RpcError && error.code === 'NOT_NOW'
      toast(isOld ? '现在看不了，给您看最新的' : errorText(error))
      if (isOld) await this.load()
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

  talk() {
    const { screen } = this.data
    if (screen?.talk) go(talkUrl(screen.talk))
  },
  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
