import type { In } from '../../../../contract/api'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, choose, confirm, go, stopPullDown, toast } from '../../../../core/platform'
import { isChanged, isGone, isUnknown } from '../../../../core/refusal'
import { singleFlight } from '../../../../core/single-flight'
import { whileShown, type Repeat } from '../../../../core/while-shown'
import { boothScreen, MOVE_TEXTS, type BoothScreen, type TalkMove } from '../../booth.view'
import { isStaff, meetCaller, myEnterprises } from '../../caller'
import { isLive } from '../../fair-day.view'
import { getBooth, moveTalk, unbookBooth, type BoothAnswer } from '../../fairs.service'
import { boardUrl, fairUrl, ownPostingsUrl } from '../../url'

/** On the day others check people in meanwhile. */
const LOOK_MS = 30_000

/** ?id= of the booth */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as BoothScreen | null,
    /** the move that is on its way */
    moving: '' as '' | TalkMove,
    isBooking: false,
    before: [] as string[],
    firms: [] as { id: string; name: string }[],
    isLeaving: false,
  },

  id: '',
  chosen: '',
  answer: null as BoothAnswer | null,
  intent: null as Intent | null,
  unbooking: null as Intent | null,
  ticker: null as Repeat | null,

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, chosen: '', intent: createIntent(), unbooking: createIntent() })
    this.ticker = whileShown(LOOK_MS, () => this.look())
  },
  onShow() {
    this.ticker?.start()
    void this.load()
  },
  onHide() {
    this.ticker?.stop()
  },
  onUnload() {
    this.ticker?.stop()
  },
  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  /** Quietly: what is on the screen stays when the network is bad. */
  look() {
    const { answer } = this
    if (answer === null || this.data.moving !== '') return
    if (isLive(answer.fair, Date.now())) void this.load(true)
    else this.draw()
  },

  async load(isQuiet = false) {
    try {
      ;[this.answer] = await Promise.all([getBooth(this.id), meetCaller()])
      this.draw()
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: GONE, screen: null })
      else if (this.answer === null) this.setData({ state: 'error', words: errorText(error) })
      else if (!isQuiet) toast(errorText(error))
    }
  },

  draw() {
    const { answer, chosen } = this
    if (!answer) return
    const { enterprise, enterpriseName } = answer.booth
    const isOwn = myEnterprises('').some(({ id }) => id === enterprise)
    const screen = boothScreen(answer, { chosen, isOwn }, Date.now())
    if (this.data.state === 'ready' && JSON.stringify(screen) === JSON.stringify(this.data.screen)) return
    this.setData({ state: 'ready', screen, firms: [{ id: enterprise, name: enterpriseName }] })
  },

  // ---- the talks

  /** A tap on the one that is open shuts it, but for the one whose turn it is. */
  chooseTalk({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    this.chosen = this.chosen === id ? '' : id
    this.draw()
  },

  move({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { move } = currentTarget.dataset as { move: TalkMove }
    const { current } = this.data.screen ?? {}
    if (current) void moveOnce(this, { talk: current.id, state: move })
  },
  callNext() {
    const { call } = this.data.screen ?? {}
    if (call) void moveOnce(this, { talk: call.id, state: 'called' })
  },

  async moveNow({ talk, state }: Moving) {
    const version = this.answer?.talks.find(({ id }) => id === talk)?.version
    if (version === undefined) return
    const posting = state === 'hired' ? await this.whichPosting() : undefined
    if (posting === null) return
    const input: In<'fairs.talk'> = { talk, version, state, ...(posting === undefined ? {} : { posting }) }
    this.setData({ moving: state })
    try {
      await moveTalk(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      this.chosen = talk
      if (state !== 'called') toast(`记好了：${MOVE_TEXTS[state]}`)
      await this.load()
    } catch (error) {
      if (!isUnknown(error)) this.intent?.done()
      toast(isChanged(error) ? '刚刚有了变化，给您看最新的' : errorText(error))
      if (isChanged(error)) await this.load()
    }
    this.setData({ moving: '' })
  },

  /** In which posting she was hired; undefined: there is one alone; null: not said. */
  async whichPosting(): Promise<string | undefined | null> {
    const postings = this.data.screen?.postings ?? []
    if (postings.length < 2) return postings[0]?.id
    const index = await choose(postings.map(({ title }) => `录到“${title}”`))
    return index === null ? null : (postings[index]?.id ?? null)
  },

  // ---- the booth itself

  changePostings() {
    this.setData({ isBooking: true, before: this.answer?.booth.postings.map(({ id }) => id) ?? [] })
  },
  closeBooking() {
    this.setData({ isBooking: false })
  },
  booked() {
    this.setData({ isBooking: false })
    toast('改好了')
    void this.load()
  },
  writePosting({ detail }: { detail: string }) {
    this.setData({ isBooking: false })
    go(ownPostingsUrl(detail))
  },

  unbook: singleFlight(async function (this: { unbookNow(): Promise<void> }) {
    await this.unbookNow()
  }),
  async unbookNow() {
    const { screen } = this.data
    const question = { title: `退掉 ${screen?.no ?? ''} 号展位？`, text: '退了给别的企业，想来要再订。' }
    if (!screen || !(await confirm({ ...question, ok: '退掉', cancel: '不退', danger: true }))) return
    this.setData({ isLeaving: true })
    try {
      await unbookBooth(this.id, this.unbooking?.idOf(this.id) ?? '')
      this.unbooking?.done()
      toast('退掉了')
      back()
    } catch (error) {
      if (!isUnknown(error)) this.unbooking?.done()
      toast(isChanged(error) ? '时间表已经排了，退不了' : errorText(error))
      if (isChanged(error)) await this.load()
    }
    this.setData({ isLeaving: false })
  },

  openFair() {
    const { answer } = this
    if (answer) go(fairUrl(answer.fair.id, isStaff() ? '' : answer.booth.enterprise))
  },
  openBoard() {
    if (this.answer) go(boardUrl(this.answer.fair.id))
  },
  leave() {
    back()
  },
})

const GONE = '这个展位看不了：没有订，或者不是您单位的。'

interface Moving {
  talk: string
  state: TalkMove
}

const moveOnce = singleFlight((page: { moveNow(moving: Moving): Promise<void> }, moving: Moving) =>
  page.moveNow(moving),
)
