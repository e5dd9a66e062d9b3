import { errorText, fieldText } from '../../../../core/error-text'
import { monthOf, monthsFrom } from '../../../../core/month'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, toast } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { asksOf, finished, missingText, NEW_CARD, type Ask, type AskView, type CardDraft } from '../../card.view'
import { forgetCard, getCard, keepCard } from '../../crafts.service'
import { isChanged, isHomeNeeded, problemOf } from '../../../../core/refusal'
import { HOME_PAGE } from '../../url'

const YEAR = 12
/** where the wheel of years stands first: most who come are about so old */
const USUAL_AGE = 35

/** What the server calls somebody under sixteen. */
const TOO_YOUNG = 'too_young'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    card: NEW_CARD,
    asks: [] as AskView[],
    hasCard: false,
    born: '',
    bornText: '',
    bornRange: { first: '', last: '', usual: '' },
    problem: '',
    isTooYoung: false,
    isSaving: false,
    needsHome: false,
  },

  requestId: '',

  onLoad() {
    void this.load()
  },

  /** Back from the page of the home. */
  onShow() {
    if (this.data.needsHome) this.setData({ needsHome: false })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      const card = await getCard()
      const last = monthOf(Date.now())
      const draft: CardDraft = card ?? NEW_CARD
      this.setData({
        state: 'ready',
        card: draft,
        asks: asksOf(draft),
        hasCard: card !== null,
        bornRange: {
          first: monthsFrom(last, -100 * YEAR),
          last,
          usual: monthsFrom(last, -USUAL_AGE * YEAR),
        },
      })
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  // ---- the answers

  change(change: Partial<CardDraft>) {
    this.requestId = ''
    this.setData({ card: { ...this.data.card, ...change }, problem: '' })
  },

  answer({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { name, value } = currentTarget.dataset as { name: Ask; value: number | boolean }
    this.change({ [name]: value })
  },

  toggleMatch() {
    this.change({ match: !this.data.card.match })
  },

  chooseBorn({ detail }: WechatMiniprogram.PickerChange) {
    const born = String(detail.value)
    this.requestId = ''
    this.setData({ born, bornText: `${born.slice(0, 4)}年${Number(born.slice(5))}月`, problem: '', isTooYoung: false })
  },

  // ---- saving

  save: singleFlight(async function (this: { saveOnce(): Promise<void> }) {
    await this.saveOnce()
  }),

  async saveOnce() {
    const { card, born, hasCard } = this.data
    const problem = missingText(card, born, !hasCard)
    const whole = finished(card)
    if (problem || !whole) return this.setData({ problem })
    this.requestId ||= newRequestId()
    this.setData({ isSaving: true })
    try {
      await keepCard(hasCard ? whole : { ...whole, born }, this.requestId)
      toast('存好了')
      back()
    } catch (error) {
      this.refused(error)
    }
    this.setData({ isSaving: false })
  },

  refused(error: unknown) {
    const born = problemOf(error, 'born')
    if (born === TOO_YOUNG) this.setData({ isTooYoung: true, problem: '' })
    // the card was put away on another phone meanwhile: then the month is asked for after all
    else if (born !== undefined) this.setData({ hasCard: false, problem: fieldText(born) })
    else this.setData({ needsHome: isHomeNeeded(error), problem: isHomeNeeded(error) ? '' : errorText(error) })
  },

  openHome() {
    go(HOME_PAGE)
  },

  async forget() {
    const text = '删了就不再帮您标哪些适合，也不能领新的活。做过的工钱都还在。'
    if (await confirm({ title: '删掉小卡？', text, ok: '删掉', danger: true })) await this.forgetNow()
  },

  forgetNow: singleFlight(async function (this: { forgetOnce(): Promise<void> }) {
    await this.forgetOnce()
  }),

  async forgetOnce() {
    try {
      await forgetCard(newRequestId())
      toast('删掉了')
      back()
    } catch (error) {
      toast(isChanged(error) ? '手上还有活，交完了再删' : errorText(error))
    }
  },
})
