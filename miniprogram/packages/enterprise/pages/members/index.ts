import type { EnterpriseOwnView } from '../../../../contract/enterprises'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, copy, stopPullDown, tell, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { enterpriseOf } from '../../chosen'
import { inviteMember, leaveEnterprise, myId, ownEnterprise, removeMember } from '../../enterprise.service'
import { invitationView, inviteProblem, memberItems, type Invitation, type MemberItem } from '../../members.view'
import { pageUrl } from '../../url'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    name: '',
    members: [] as MemberItem[],
    isOwner: false,
    inviteProblem: '',
    made: null as Invitation | null,
    isMaking: false,
  },

  enterprise: '',
  view: null as EnterpriseOwnView | null,

  onLoad(options: { enterprise?: string }) {
    this.enterprise = enterpriseOf(options)
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  /** The card that goes to a colleague, with the code in its address. */
  onShareAppMessage() {
    const { made, name } = this.data
    const code = made ? `?code=${made.code}` : ''
    return { title: `请您一起管“${name}”`, path: `${pageUrl('join')}${code}` }
  },

  async load() {
    try {
      this.view = this.enterprise === '' ? null : await ownEnterprise(this.enterprise)
      this.draw()
    } catch (error) {
      if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    if (!this.view) {
      this.setData({ state: 'empty', words: '没有这家企业，或者您不在里面。' })
      return
    }
    const { name, isOwner } = this.view
    const members = memberItems(this.view, session.me()?.id ?? null, Date.now())
    this.setData({ state: 'ready', name, isOwner, inviteProblem: inviteProblem(this.view), members })
  },

  invite: singleFlight(async function (this: { inviteNow(): Promise<void> }) {
    await this.inviteNow()
  }),
  async inviteNow() {
    this.setData({ isMaking: true })
    try {
      const made = await inviteMember(this.enterprise, newRequestId())
      this.setData({ made: invitationView(this.data.name, made, Date.now()) })
    } catch (error) {
      const isMany = error instanceof RpcError && error.code === 'LIMIT'
      toast(isMany ? '没用掉的邀请码太多了，等它们过期再做' : errorText(error))
    }
    this.setData({ isMaking: false })
  },
  copyIt() {
    if (this.data.made) void copy(this.data.made.text)
  },

  remove: singleFlight(async function (
    this: { removeNow(id: string): Promise<void> },
    { currentTarget }: WechatMiniprogram.BaseEvent,
  ) {
    await this.removeNow((currentTarget.dataset as { id: string }).id)
  }),
  async removeNow(id: string) {
    const member = this.data.members.find((one) => one.id === id)
    if (!member) return
    const text = `${member.name}以后不能再替企业发料、点数、付款。做过的记录还在。`
    if (!(await confirm({ title: '请同事离开？', text, ok: '请离开', danger: true }))) return
    try {
      await removeMember(this.enterprise, id, newRequestId())
      toast('已经不在里面了')
    } catch (error) {
      toast(errorText(error))
    }
    await this.load()
  },

  leave: singleFlight(async function (this: { leaveNow(): Promise<void> }) {
    await this.leaveNow()
  }),
  async leaveNow() {
    const text = '以后看不到这家企业的活和账。要回来得再请同事做邀请码。'
    if (!(await confirm({ title: '退出这家企业？', text, ok: '退出', danger: true }))) return
    try {
      const me = await myId()
      if (me === null) return
      await leaveEnterprise(this.enterprise, me, newRequestId())
      await tell('退出了', '您不再替这家企业办事。')
      back()
    } catch (error) {
      toast(errorText(error))
    }
  },

  goBack() {
    back()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
