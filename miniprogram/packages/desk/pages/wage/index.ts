import type { In } from '../../../../contract/api'
import { CRAFT_LIMITS, type WageRow } from '../../../../contract/crafts'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, go, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { getClaim, judgeWage } from '../../desk.service'
import { createDetail, isOld, tellFaster, type Detail } from '../../detail'
import { deskUrl } from '../../url'
import {
  claimOfWage,
  fasterText,
  JUDGEMENTS,
  wageIn,
  wageScreen,
  type Judgement,
  type WageScreen,
} from '../../wage.view'
import { wordsProblem } from '../../words-problem'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as WageScreen | null,
    judgements: JUDGEMENTS,
    /** the one whose words are asked */
    asked: null as Judgement | null,
    problem: '',
    isSending: false,
    limit: CRAFT_LIMITS.textCharacters,
  },

  detail: null as Detail<WageRow> | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    this.intent = createIntent()
    this.detail = createDetail<WageRow>(this, {
      // there is no question for one wage: its claim has it
      get: async () => {
        const claim = await getClaim(claimOfWage(id))
        return claim.relations.includes('staff') ? wageIn(claim, id) : null
      },
      draw: (row) => this.setData({ state: 'ready', screen: wageScreen(row, Date.now()) }),
      gone: '这一笔看不了。和您自己或您的企业有关的，要请别的同事来查。',
    })
    void this.detail.load()
  },

  async onPullDownRefresh() {
    await this.detail?.load()
    stopPullDown()
  },

  ask({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { judgement } = currentTarget.dataset as { judgement: Judgement }
    this.setData({ asked: judgement, problem: '' })
  },
  closeSheet() {
    this.setData({ asked: null })
  },

  judge: singleFlight(async function (this: { judgeNow(text: string): Promise<void> }, { detail }: ValueEvent<string>) {
    await this.judgeNow(detail)
  }),
  async judgeNow(text: string) {
    const row = this.detail?.view
    const { asked } = this.data
    if (!row || !asked) return
    const input: In<'crafts.judge'> = { wage: row.id, came: asked === 'came', text }
    this.setData({ isSending: true, problem: '' })
    try {
      await judgeWage(input, this.intent?.idOf(input) ?? '')
      this.setData({ asked: null })
      toast(JUDGEMENTS[asked].done)
      await this.detail?.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown) {
    if (!isOld(error)) return this.setData({ problem: wordsProblem(error) })
    this.setData({ asked: null })
    await this.detail?.load()
    const row = this.detail?.view
    await tellFaster(row ? fasterText(row) : '', error)
  },

  openClaim() {
    const { screen } = this.data
    if (screen) go(deskUrl('claim', screen.claim))
  },
  openEnterprise() {
    const row = this.detail?.view
    if (row) go(deskUrl('enterprise', row.enterprise))
  },
  leave() {
    back()
  },
  retry() {
    void this.detail?.retry()
  },
})
