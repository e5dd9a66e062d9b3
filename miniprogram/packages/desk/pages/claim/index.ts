import { CRAFT_LIMITS, type ClaimView, type Tally } from '../../../../contract/crafts'
import type { Part } from '../../../../core/bars'
import { AT_DESK, countText, fasterText, tallyParts, TIMELINE_STEP } from '../../../../core/claim-story'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { claimScreen, firstTally, settlementOf, type ClaimScreen } from '../../claim.view'
import { getClaim, settleClaim } from '../../desk.service'
import { createDetail, isOld, tellFaster, type Detail } from '../../detail'
import { wordsProblem } from '../../words-problem'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as ClaimScreen | null,
    isSettling: false,
    tally: { accepted: 0, rework: 0, rejected: 0 } as Tally,
    parts: [] as Part[],
    worth: '',
    problem: '',
    isSending: false,
    limit: CRAFT_LIMITS.textCharacters,
  },

  detail: null as Detail<ClaimView> | null,
  intent: null as Intent | null,
  shown: TIMELINE_STEP,

  onLoad({ id = '' }: { id?: string }) {
    this.intent = createIntent()
    this.detail = createDetail<ClaimView>(this, {
      get: async () => {
        const view = await getClaim(id)
        return view.relations.includes('staff') ? view : null
      },
      draw: (view) =>
        this.setData({ state: 'ready', screen: claimScreen(view, { now: Date.now(), shown: this.shown }) }),
      gone: '这一份看不了。和您自己或您的企业有关的，要请别的同事来定。',
    })
    void this.detail.load()
  },

  async onPullDownRefresh() {
    await this.detail?.load()
    stopPullDown()
  },

  older() {
    this.shown += TIMELINE_STEP
    const view = this.detail?.view
    if (view) this.setData({ screen: claimScreen(view, { now: Date.now(), shown: this.shown }) })
  },

  openSettle() {
    const view = this.detail?.view
    if (!view) return
    this.drawTally(firstTally(view))
    this.setData({ isSettling: true, problem: '' })
  },
  closeSettle() {
    this.setData({ isSettling: false })
  },
  changeTally({ detail }: WechatMiniprogram.CustomEvent<Tally>) {
    this.drawTally(detail)
    this.setData({ problem: '' })
  },
  drawTally(tally: Tally) {
    const price = this.detail?.view?.price ?? 0
    this.setData({ tally, parts: tallyParts(tally), worth: countText(tally, price) })
  },

  settle: singleFlight(async function (
    this: { settleNow(text: string): Promise<void> },
    { detail }: ValueEvent<string>,
  ) {
    await this.settleNow(detail)
  }),
  async settleNow(text: string) {
    const view = this.detail?.view
    if (!view) return
    const settlement = settlementOf(view, this.data.tally, text)
    this.setData({ isSending: true, problem: '' })
    try {
      await settleClaim(settlement, this.intent?.idOf(settlement) ?? '')
      this.setData({ isSettling: false })
      toast('定好了，两边都告诉了')
      await this.detail?.load()
    } catch (error) {
      await this.refused(error, view.version)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown, seen: number) {
    if (!isOld(error)) return this.setData({ problem: wordsProblem(error) })
    this.setData({ isSettling: false })
    await this.detail?.load()
    await tellFaster(fasterText(this.detail?.view?.events ?? [], seen, AT_DESK), error)
  },

  leave() {
    back()
  },
  retry() {
    void this.detail?.retry()
  },
})
