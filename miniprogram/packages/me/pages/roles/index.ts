import { ESTATE_LIMITS, type GrantEvent, type Me, type Role } from '../../../../contract/estate'
import { errorText, fieldText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { confirm, pageTitle, tell, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { grantText } from '../../../../core/role-text'
import { session } from '../../../../core/session'
import { joinRole, listGrantEvents, revoke } from '../../me.service'
import { eventViews, grantable, type EventView } from '../../roles.view'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    roles: [] as string[],
    isJoining: false,
    code: '',
    name: '',
    most: ESTATE_LIMITS.nameCharacters as number,
    problems: {} as { code?: string; name?: string },
    isSending: false,
    grantable: [] as Role[],
    events: [] as EventView[],
    hasMore: false,
  },

  list: null as Paged<GrantEvent> | null,
  /** one for all tries to join with the same code and name */
  requestId: '',

  onLoad({ join }: { join?: string }) {
    if (join === '1') pageTitle('用邀请码加入')
    this.setData({ isJoining: join === '1' })
    this.list = createPaged(listGrantEvents)
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading' })
    try {
      const me = session.me() ?? (await session.load())
      this.draw(me)
      if (this.data.grantable.length > 0) await this.loadEvents()
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw({ grants, name }: Me) {
    this.setData({
      state: 'ready',
      roles: grants.map(grantText),
      grantable: grantable(grants),
      name: this.data.name || (name ?? ''),
    })
  },

  async loadEvents() {
    await this.list?.first()
    this.drawEvents()
  },

  drawEvents() {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    this.setData({ events: eventViews(rows, this.data.grantable), hasMore })
  },

  async onReachBottom() {
    if (this.data.events.length === 0) return
    try {
      if (await this.list?.more()) this.drawEvents()
    } catch (error) {
      toast(errorText(error))
    }
  },

  /** A new code is an event too. */
  async made() {
    try {
      await this.loadEvents()
    } catch (error) {
      toast(errorText(error))
    }
  },

  openJoin() {
    this.setData({ isJoining: true })
  },
  typeCode({ detail }: { detail: string }) {
    this.requestId = newRequestId()
    this.setData({ code: detail, problems: {} })
  },
  typeName({ detail }: { detail: string }) {
    this.requestId = newRequestId()
    this.setData({ name: detail, problems: {} })
  },

  async join() {
    const { code, name, isSending } = this.data
    if (isSending) return
    const problems = {
      ...(code.trim() === '' ? { code: '请填邀请码' } : {}),
      ...(name.trim() === '' ? { name: '请填姓名，邻居要知道是谁在办事' } : {}),
    }
    if (Object.keys(problems).length > 0) {
      this.setData({ problems })
      return
    }
    this.setData({ isSending: true })
    this.requestId ||= newRequestId()
    try {
      const me = await joinRole({ code, name: name.trim() }, this.requestId)
      this.setData({ code: '', isJoining: false })
      this.draw(me)
      const [role = ''] = me.grants.slice(-1).map(grantText)
      await tell('加入好了', `您现在是${role}。要办的事在首页。`)
    } catch (error) {
      this.explain(error)
    } finally {
      this.setData({ isSending: false })
    }
  },

  explain(error: unknown) {
    const { code, name } = error instanceof RpcError ? (error.fields ?? {}) : {}
    if (error instanceof RpcError && error.code === 'EXPIRED')
      this.setData({ problems: { code: '这个码不对、用过了或者过期了，请再要一个' } })
    else if (name !== undefined) this.setData({ problems: { name: fieldText(name) } })
    else if (code !== undefined) this.setData({ problems: { code: fieldText(code) } })
    else toast(errorText(error))
  },

  async takeBack(event: WechatMiniprogram.TouchEvent) {
    const found = this.list?.rows.find(({ id }) => id === event.currentTarget.dataset.id)
    if (!found?.person) return
    const title = '收回身份？'
    const text = `${found.who || '这个人'}就不再是${grantText(found.grant)}了。`
    if (!(await confirm({ title, text, ok: '收回', danger: true }))) return
    try {
      await revoke(found.person, found.grant, newRequestId())
      toast('收回了')
      await this.loadEvents()
    } catch (error) {
      const isLast = error instanceof RpcError && error.code === 'NOT_NOW'
      toast(isLast ? '这是最后一个管理员，先请别人当上再收回' : errorText(error))
    }
  },
})
