import type { In } from '../../../../contract/api'
import { JOB_LIMITS, type PostingView } from '../../../../contract/jobs'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, go, stopPullDown, toast } from '../../../../core/platform'
import { AT_DESK, postingNews } from '../../../../core/posting-story'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { getPosting, isMine, rulePosting } from '../../desk.service'
import { createDetail, isOld, tellFaster, type Detail } from '../../detail'
import { postingScreen, RULING_TEXTS, type PostingScreen, type Ruling } from '../../posting.view'
import { deskUrl } from '../../url'
import { wordsProblem } from '../../words-problem'

/** ?id= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as PostingScreen | null,
    texts: RULING_TEXTS,
    /** the ruling whose reason is asked */
    asked: null as Ruling | null,
    problem: '',
    isSending: false,
    limit: JOB_LIMITS.reasonCharacters,
  },

  detail: null as Detail<PostingView> | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    this.intent = createIntent()
    this.detail = createDetail<PostingView>(this, {
      get: () => getPosting(id),
      draw: (view) => {
        const isOwn = isMine(view.enterprise)
        this.setData({ state: 'ready', screen: postingScreen(view, { now: Date.now(), isOwn }) })
      },
      gone: '没有这个岗位，或者不归您看。',
    })
    void this.detail.load()
  },

  async onPullDownRefresh() {
    await this.detail?.load()
    stopPullDown()
  },

  ask({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ asked: (currentTarget.dataset as { ruling: Ruling }).ruling, problem: '' })
  },
  closeSheet() {
    this.setData({ asked: null })
  },

  rule: singleFlight(async function (this: { ruleNow(reason: string): Promise<void> }, { detail }: ValueEvent<string>) {
    await this.ruleNow(detail)
  }),
  async ruleNow(reason: string) {
    const view = this.detail?.view
    const { asked } = this.data
    if (!view || !asked) return
    const input: In<'jobs.move'> = { id: view.id, version: view.version, move: asked, reason }
    this.setData({ isSending: true, problem: '' })
    try {
      await rulePosting(input, this.intent?.idOf(input) ?? '')
      this.setData({ asked: null })
      toast(RULING_TEXTS[asked].done)
      await this.detail?.load()
    } catch (error) {
      await this.refused(error, view)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown, before: PostingView) {
    if (!isOld(error)) return this.setData({ problem: wordsProblem(error) })
    this.setData({ asked: null })
    await this.detail?.load()
    const events = this.detail?.view?.own?.events ?? []
    await tellFaster(postingNews(events, before.own?.events.length ?? 0, AT_DESK), error)
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
