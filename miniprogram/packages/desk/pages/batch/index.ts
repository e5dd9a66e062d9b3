import type { In } from '../../../../contract/api'
import { CRAFT_LIMITS, type BatchView } from '../../../../contract/crafts'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { approvalProblem, batchScreen, fasterText, type BatchScreen } from '../../batch.view'
import { approveBatch, getBatch, isMine } from '../../desk.service'
import { createDetail, isOld, tellFaster, type Detail } from '../../detail'
import { deskUrl } from '../../url'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as BatchScreen | null,
    isRefusing: false,
    problem: '',
    isSending: false,
    limit: CRAFT_LIMITS.reasonCharacters,
  },

  detail: null as Detail<BatchView> | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    this.intent = createIntent()
    this.detail = createDetail<BatchView>(this, {
      // what is out everybody may see, but only the staff and the enterprise get its sums
      get: async () => {
        const view = await getBatch(id)
        return view.sums === null ? null : view
      },
      draw: (view) =>
        this.setData({
          state: 'ready',
          screen: batchScreen(view, { now: Date.now(), isOwn: isMine(view.enterprise) }),
        }),
      gone: '没有这一批，或者不归您看。',
    })
    void this.detail.load()
  },

  async onPullDownRefresh() {
    await this.detail?.load()
    stopPullDown()
  },

  approve: singleFlight(async function (this: { approveNow(): Promise<void> }) {
    await this.approveNow()
  }),
  async approveNow() {
    const { screen } = this.data
    const text = `${screen?.warning ?? ''}批了以后大家马上可以领。`
    if (await confirm({ title: '放出去？', text, ok: '批准' })) await this.send({ approve: true })
  },

  openRefuse() {
    this.setData({ isRefusing: true, problem: '' })
  },
  closeRefuse() {
    this.setData({ isRefusing: false })
  },
  refuse: singleFlight(async function (
    this: { send(change: { approve: false; reason: string }): Promise<void> },
    { detail }: ValueEvent<string>,
  ) {
    await this.send({ approve: false, reason: detail })
  }),

  async send(change: { approve: boolean; reason?: string }) {
    const view = this.detail?.view
    if (!view) return
    const input: In<'crafts.approve'> = { id: view.id, version: view.version, ...change }
    this.setData({ isSending: true, problem: '' })
    try {
      await approveBatch(input, this.intent?.idOf(input) ?? '')
      this.setData({ isRefusing: false })
      toast(change.approve ? '批好了，大家可以领了' : '没批，原因告诉企业了')
      await this.detail?.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown) {
    const problem = approvalProblem(error)
    if (!isOld(error)) {
      if (this.data.isRefusing) this.setData({ problem })
      else await tellFaster('', error, problem)
      return
    }
    this.setData({ isRefusing: false })
    await this.detail?.load()
    const now = this.detail?.view
    await tellFaster(now ? fasterText(now) : '', error, problem)
  },

  openEnterprise() {
    const { screen } = this.data
    if (screen) go(deskUrl('enterprise', screen.enterprise))
  },
  leave() {
    back()
  },
  retry() {
    void this.detail?.retry()
  },
})
