import { ENTERPRISE_LIMITS, type EnterpriseOwnView, type Want } from '../../../../contract/enterprises'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, pageTitle, replace, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import {
  APPLY_FIELDS,
  APPLY_PROBLEMS,
  applyInput,
  applyProblems,
  codeState,
  EMPTY_APPLY,
  formOf,
  isWorthKeeping,
  NEXT_STEPS,
  tidyCreditCode,
  toggledWant,
  wantChips,
  type ApplyForm,
  type ApplyMode,
  type CodeState,
} from '../../apply.view'
import { chooseEnterprise, enterpriseOf } from '../../chosen'
import { apply, changeEnterprise, ownEnterprise } from '../../enterprise.service'
import type { ValueEvent } from '../../../../core/value-event'
import { createIntent, type Intent } from '../../../../core/intent'
import { dropForm, keepForm, keptForm } from '../../kept-forms'
import { problemsOf, type Problems } from '../../problems'
import { pageUrl } from '../../url'

const FORM = 'apply'

/** One line of the form, by the name of its field. */
type Line = 'name' | 'contact' | 'phone'

/** ?mode=again after a refusal, change of what is known; without: a new application */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'ready' as 'loading' | 'error' | 'ready' | 'empty',
    words: '',
    mode: 'new' as ApplyMode,
    form: EMPTY_APPLY,
    code: codeState('') as CodeState,
    wants: wantChips([]),
    problems: {} as Problems,
    limits: ENTERPRISE_LIMITS,
    steps: NEXT_STEPS,
    isSending: false,
    isSent: false,
  },

  enterprise: '',
  view: null as EnterpriseOwnView | null,
  intent: null as Intent | null,

  onLoad({ mode, enterprise }: { mode?: string; enterprise?: string }) {
    this.intent = createIntent()
    if (mode === 'again' || mode === 'change') {
      this.enterprise = enterpriseOf(enterprise === undefined ? {} : { enterprise })
      pageTitle(mode === 'again' ? '重新申请' : '改联系人和介绍')
      this.setData({ mode, state: 'loading' })
      void this.load()
    } else this.draw({ ...EMPTY_APPLY, ...keptForm<ApplyForm>(FORM) })
  },

  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },

  async load() {
    try {
      this.view = await ownEnterprise(this.enterprise)
      if (this.view) this.draw(formOf(this.view))
      this.setData({ state: this.view ? 'ready' : 'empty', words: '没有这家企业，或者您不在里面。' })
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw(form: ApplyForm) {
    this.setData({ form, code: codeState(form.code), wants: wantChips(form.wants) })
  },

  // ---- the answers

  write({ currentTarget, detail }: ValueEvent<string>) {
    const { field } = currentTarget.dataset as { field: Line }
    this.setData({ [`form.${field}`]: detail, problems: {} })
  },
  writeCode({ detail }: { detail: string }) {
    const code = tidyCreditCode(detail)
    this.setData({ 'form.code': code, code: codeState(code), problems: {} })
  },
  writeAbout({ detail }: WechatMiniprogram.Input) {
    // not set: a slow phone would put back what was typed before
    this.data.form = { ...this.data.form, about: detail.value }
  },
  choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Want }
    const wants = toggledWant(this.data.form.wants, value)
    this.setData({ 'form.wants': wants, wants: wantChips(wants), problems: {} })
  },

  keep() {
    const { mode, form, isSent } = this.data
    if (mode === 'new' && !isSent && isWorthKeeping(form)) keepForm(FORM, form)
  },

  // ---- sending

  send: singleFlight(async function (this: { sendNow(): Promise<void> }) {
    await this.sendNow()
  }),

  async sendNow() {
    const { form, mode } = this.data
    const problems = applyProblems(form)
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    this.setData({ isSending: true })
    try {
      if (mode === 'change') await this.change(form)
      else await this.apply(form)
    } catch (error) {
      this.setData({ problems: problemsOf(error, APPLY_FIELDS, APPLY_PROBLEMS) })
    }
    this.setData({ isSending: false })
  },

  async apply(form: ApplyForm) {
    const input = applyInput(form)
    const { id } = await apply(input, this.intent?.idOf(input) ?? '')
    chooseEnterprise(id)
    dropForm(FORM)
    this.setData({ isSent: true })
    pageTitle('申请送出去了')
  },

  async change(form: ApplyForm) {
    if (!this.view) return
    const { contact, wants, about } = applyInput(form)
    const input = { id: this.view.id, version: this.view.version, contact, wants, about }
    await changeEnterprise(input, this.intent?.idOf(input) ?? '')
    toast('改好了')
    back()
  },

  toHome() {
    replace(pageUrl('home'))
  },
  leave() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
