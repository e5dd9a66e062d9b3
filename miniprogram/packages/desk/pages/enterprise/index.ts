import type { In } from '../../../../contract/api'
import {
  DECISION_RULES,
  ENTERPRISE_LIMITS,
  type Decision,
  type EnterpriseOwnView,
} from '../../../../contract/enterprises'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, copy, phoneCall, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { decideEnterprise, getEnterprise, isMine } from '../../desk.service'
import { createDetail, isOld, tellFaster, type Detail } from '../../detail'
import { DECISION_TEXTS, enterpriseScreen, fasterText, type EnterpriseScreen } from '../../enterprise.view'
import { wordsProblem } from '../../words-problem'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as EnterpriseScreen | null,
    texts: DECISION_TEXTS,
    /** the decision whose reason is asked */
    asked: null as Decision | null,
    problem: '',
    isSending: false,
    limit: ENTERPRISE_LIMITS.reasonCharacters,
  },

  detail: null as Detail<EnterpriseOwnView> | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    this.intent = createIntent()
    this.detail = createDetail<EnterpriseOwnView>(this, {
      get: () => getEnterprise(id),
      draw: (view) =>
        this.setData({ state: 'ready', screen: enterpriseScreen(view, { now: Date.now(), isOwn: isMine(view.id) }) }),
      gone: '没有这家企业，或者不归您看。',
    })
    void this.detail.load()
  },

  async onPullDownRefresh() {
    await this.detail?.load()
    stopPullDown()
  },

  async copyCode() {
    const { view } = this.detail ?? {}
    if (view && (await copy(view.code))) toast('代码复制好了，可以去查')
  },
  callThem() {
    const { screen } = this.data
    if (screen) phoneCall(screen.contact.phone)
  },

  // ---- decisions

  decide: singleFlight(async function (
    this: { begin(decision: Decision): Promise<void> },
    { currentTarget }: WechatMiniprogram.BaseEvent,
  ) {
    await this.begin((currentTarget.dataset as { decision: Decision }).decision)
  }),
  async begin(decision: Decision) {
    if (DECISION_RULES[decision].needsReason) return this.setData({ asked: decision, problem: '' })
    const { text, effect } = DECISION_TEXTS[decision]
    if (await confirm({ title: `${text}？`, text: effect, ok: text })) await this.send({ decision })
  },

  sendReason: singleFlight(async function (
    this: { data: { asked: Decision | null }; send(change: { decision: Decision; reason: string }): Promise<void> },
    { detail }: ValueEvent<string>,
  ) {
    const { asked } = this.data
    if (asked) await this.send({ decision: asked, reason: detail })
  }),

  async send(change: { decision: Decision; reason?: string }) {
    const view = this.detail?.view
    if (!view) return
    const input: In<'enterprises.decide'> = { id: view.id, version: view.version, ...change }
    this.setData({ isSending: true, problem: '' })
    try {
      await decideEnterprise(input, this.intent?.idOf(input) ?? '')
      this.setData({ asked: null })
      toast(DECISION_TEXTS[change.decision].done)
      await this.detail?.load()
    } catch (error) {
      await this.refused(error, view)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown, before: EnterpriseOwnView) {
    if (!isOld(error)) {
      if (this.data.asked) this.setData({ problem: wordsProblem(error) })
      else toast(wordsProblem(error))
      return
    }
    this.setData({ asked: null })
    await this.detail?.load()
    const now = this.detail?.view
    await tellFaster(now ? fasterText(now, before.events.length) : '', error)
  },

  closeSheet() {
    this.setData({ asked: null })
  },
  leave() {
    back()
  },
  retry() {
    void this.detail?.retry()
  },
})
