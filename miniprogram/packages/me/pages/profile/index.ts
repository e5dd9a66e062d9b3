import { ESTATE_LIMITS, type Me } from '../../../../contract/estate'
import { errorText, fieldText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { phoneProblem } from '../../../../core/phone-number'
import { back, confirm, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { saveProfile, takePhone } from '../../me.service'
import { profileChange } from '../../profile.view'

Page({
  behaviors: [pageBehavior],

  data: {
    name: '',
    phone: '',
    /** what the server knows, masked; '' : none */
    known: '',
    hasName: false,
    hasRole: false,
    most: ESTATE_LIMITS.nameCharacters as number,
    problems: {} as { name?: string; phone?: string },
    isSaving: false,
  },

  requestId: '',

  onLoad() {
    const me = session.me()
    if (me) this.draw(me)
    else void this.load()
  },

  async load() {
    try {
      this.draw(await session.load())
    } catch (error) {
      toast(errorText(error))
    }
  },

  draw({ name, phoneMasked, grants }: Me) {
    this.setData({
      name: name ?? '',
      phone: '',
      known: phoneMasked ?? '',
      hasName: name !== null,
      hasRole: grants.length > 0,
      problems: {},
    })
  },

  typeName({ detail }: { detail: string }) {
    this.requestId = newRequestId()
    this.setData({ name: detail, problems: {} })
  },
  typePhone({ detail }: { detail: string }) {
    this.requestId = newRequestId()
    this.setData({ phone: detail, problems: {} })
  },

  /** WeChat's own button: a code when the person agrees, none when not. */
  async givePhone({ detail }: WechatMiniprogram.ButtonGetPhoneNumber) {
    if (!detail.code) {
      toast('没拿到微信里的号码，可以自己填')
      return
    }
    await this.run(() => takePhone(detail.code, newRequestId()), '电话记好了')
  },

  save: singleFlight(async function (this: { submit(): Promise<void> }) {
    await this.submit()
  }),

  async submit() {
    const { name, phone } = this.data
    const problem = phone === '' ? '' : phoneProblem(phone)
    if (problem) {
      this.setData({ problems: { phone: problem } })
      return
    }
    const change = profileChange({ name, phone }, session.me()?.name ?? null)
    if (!change) {
      back()
      return
    }
    this.requestId ||= newRequestId()
    if (await this.run(() => saveProfile(change, this.requestId), '存好了')) back()
  },

  async removePhone() {
    const text = '删掉以后，办您事情的人就不能打电话给您了。'
    if (await confirm({ title: '删掉电话？', text, ok: '删掉', danger: true }))
      await this.run(() => saveProfile({ phone: null }, newRequestId()), '电话删掉了')
  },

  async removeName() {
    const text = '报过的事还在，只是看不到您的姓名。'
    if (await confirm({ title: '删掉姓名？', text, ok: '删掉', danger: true }))
      await this.run(() => saveProfile({ name: null }, newRequestId()), '姓名删掉了')
  },

  /** True: done, and the page shows what is there now. */
  async run(change: () => Promise<Me>, done: string): Promise<boolean> {
    this.setData({ isSaving: true })
    try {
      this.draw(await change())
      toast(done)
      return true
    } catch (error) {
      this.explain(error)
      return false
    } finally {
      this.setData({ isSaving: false })
    }
  },

  explain(error: unknown) {
    const { name, phone } = error instanceof RpcError ? (error.fields ?? {}) : {}
    if (name === undefined && phone === undefined) toast(errorText(error))
    else
      this.setData({
        problems: {
          ...(name === undefined ? {} : { name: fieldText(name) }),
          ...(phone === undefined ? {} : { phone: fieldText(phone) }),
        },
      })
  },

  skip() {
    back()
  },
})
