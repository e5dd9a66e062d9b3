import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { confirm, copy, tell, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { KEPT_THINGS, keptText } from '../../kept.view'
import { eraseMe, exportMe } from '../../me.service'

const HAS_WORK = '您手上还有活没交完，或者工钱还没收到。办完了再来删。'
const HAS_ROLE = '您有身份，邻居要知道是谁在办事。请先让社区收回身份，再来删。'
const OWNS = '您是企业的负责人，领活的人和社区要找得到您。要删请先找社区。'

Page({
  behaviors: [pageBehavior],

  data: { things: KEPT_THINGS, text: '', isLoading: false, isErasing: false },

  /** one for all tries to delete */
  requestId: '',

  async show() {
    this.setData({ isLoading: true })
    try {
      this.setData({ text: keptText(await exportMe()) })
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ isLoading: false })
    }
  },

  copy() {
    void copy(this.data.text)
  },

  async erase() {
    if (session.me()?.grants.length) return tell('现在删不了', HAS_ROLE)
    const isSure =
      (await confirm({
        title: '删掉我的信息？',
        text: '姓名、电话、住处都会删掉。报过的事还在，但看不出是您报的。',
        ok: '要删',
        danger: true,
      })) && (await confirm({ title: '真的删吗？', text: '删掉就找不回来了。', ok: '真的删', danger: true }))
    if (isSure) await this.eraseNow()
  },

  whyNotNow(): string {
    const me = session.me()
    if (me?.grants.length) return HAS_ROLE
    return me?.enterprises.length ? OWNS : HAS_WORK
  },

  async eraseNow() {
    this.setData({ isErasing: true })
    this.requestId ||= newRequestId()
    try {
      await eraseMe(this.requestId)
      this.requestId = ''
      this.setData({ text: '' })
      await tell('删好了', '您的姓名、电话和住处已经删掉。')
    } catch (error) {
      const isNotNow = error instanceof RpcError && error.code === 'NOT_NOW'
      await tell('没删成', isNotNow ? this.whyNotNow() : errorText(error))
    } finally {
      this.setData({ isErasing: false })
    }
  },
})
