import type { EnterpriseOwnView } from '../../../../contract/enterprises'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { chooseEnterprise, enterpriseOf } from '../../chosen'
import { listClaims, listPayments, myEnterprises } from '../../enterprise.service'
import { listPostings } from '../../hiring.service'
import {
  homeScreen,
  seenText,
  switchChips,
  todoViews,
  type HomeScreen,
  type SwitchChip,
  type Todo,
} from '../../home.view'
import { listed, noteCounting, noteHiring, noteOwing, seenOf } from '../../seen'
import { pageUrl } from '../../url'

/** ?id= or ?enterprise=: the one to begin with */
Page({
  behaviors: [pageBehavior],

  data: {
    /** none: the person acts for no enterprise */
    state: 'loading' as 'loading' | 'error' | 'none' | 'ready',
    words: '',
    chips: [] as SwitchChip[],
    screen: null as HomeScreen | null,
    todos: [] as Todo[],
    seenText: '',
    isLooking: false,
  },

  enterprises: [] as EnterpriseOwnView[],
  chosen: '',
  isAway: false,

  onLoad({ id, enterprise }: { id?: string; enterprise?: string }) {
    this.chosen = id ?? enterprise ?? ''
    void this.load()
  },

  onShow() {
    if (!this.isAway) return
    this.isAway = false
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    const { screen } = this.data
    if (screen?.works || screen?.hires) await this.look()
    stopPullDown()
  },

  async load() {
    try {
      this.enterprises = await myEnterprises()
      this.draw()
    } catch (error) {
      if (this.data.screen) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const wanted = enterpriseOf({ enterprise: this.chosen })
    const view = this.enterprises.find(({ id }) => id === wanted) ?? this.enterprises[0]
    if (!view) {
      this.setData({ state: 'none', screen: null, chips: [] })
      return
    }
    this.chosen = view.id
    this.setData({ state: 'ready', screen: homeScreen(view), chips: switchChips(this.enterprises, view.id) })
    this.drawTodos()
  },

  drawTodos() {
    const now = Date.now()
    const seen = seenOf(this.chosen)
    const { screen } = this.data
    if (screen) this.setData({ todos: todoViews(seen, now), seenText: seenText(seen, now, screen) })
  },

  /** The counts anew: opening the page asks for the enterprises alone. */
  look: singleFlight(async function (this: { lookNow(): Promise<void> }) {
    await this.lookNow()
  }),
  async lookNow() {
    const id = this.chosen
    const { works = false, hires = false } = this.data.screen ?? {}
    this.setData({ isLooking: true })
    try {
      await Promise.all([...(works ? [this.lookAtWork(id)] : []), ...(hires ? [this.lookAtPostings(id)] : [])])
      if (id === this.chosen) this.drawTodos()
    } catch (error) {
      toast(errorText(error))
    }
    this.setData({ isLooking: false })
  },

  async lookAtWork(id: string) {
    const [claims, wages] = await Promise.all([listClaims(id, 'handed_in'), listPayments(id, null)])
    noteCounting(id, listed(claims))
    noteOwing(id, listed(wages))
  },
  async lookAtPostings(id: string) {
    noteHiring(id, listed(await listPostings(id, null)))
  },

  switchTo({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.chosen = (currentTarget.dataset as { id: string }).id
    chooseEnterprise(this.chosen)
    this.draw()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { page, query = '' } = currentTarget.dataset as { page: string; query?: string }
    this.leave(page, query)
  },
  applyAgain() {
    this.leave('apply', '&mode=again')
  },
  changeIt() {
    this.leave('apply', '&mode=change')
  },
  applyNew() {
    this.isAway = true
    go(pageUrl('apply'))
  },
  join() {
    this.isAway = true
    go(pageUrl('join'))
  },
  leave(page: string, query: string) {
    this.isAway = true
    go(`${page.startsWith('/') ? page : pageUrl(page)}?enterprise=${this.chosen}${query}`)
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
