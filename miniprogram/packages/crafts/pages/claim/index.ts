import type { ClaimInput, ClaimView } from '../../../../contract/crafts'
import { claimCodeText } from '../../../../core/claim-code'
import { spacedCode } from '../../../../core/code-text'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, choose, confirm, go, stopPullDown, toast } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { claimScreen, TIMELINE_STEP, type ClaimScreen, type TappedMove } from '../../claim.view'
import { getClaim, moveClaim, receiveWage } from '../../crafts.service'
import { dropWords, loadWords, saveWords } from '../../drafts'
import { formOf, type MoveForm } from '../../form.view'
import { qrPicture } from '../../../../core/qr'
import { isChanged, isGone, isUnknown } from '../../../../core/refusal'
import { batchUrl } from '../../url'
import { DONE_TEXTS, SURE_TEXTS } from '../../words'

/** A move whose answer never came: it may have been made, so only the very same may be sent again. */
interface Pending {
  input: ClaimInput
  version: number
  requestId: string
}

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as ClaimScreen | null,
    code: '',
    codePicture: '',
    isCodeShown: false,
    form: null as MoveForm | null,
    isSending: false,
    isPending: false,
    problem: '',
    /** the wage whose answer is on its way */
    receiving: '',
  },

  id: '',
  view: null as ClaimView | null,
  shown: TIMELINE_STEP,
  pending: null as Pending | null,

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, shown: TIMELINE_STEP })
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      this.view = await getClaim(this.id)
      this.draw()
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '这份活看不了：只给领的人自己看。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  /** Sets only what differs from what is drawn. */
  draw() {
    if (!this.view) return
    const screen = claimScreen(this.view, Date.now(), this.shown)
    if (JSON.stringify(screen) !== JSON.stringify(this.data.screen)) this.setData({ state: 'ready', screen })
    const code = spacedCode(screen.code)
    if (code === this.data.code) return
    const codePicture = screen.code ? qrPicture(claimCodeText({ id: screen.id, code: screen.code })) : ''
    this.setData({ code, codePicture })
  },

  older() {
    this.shown += TIMELINE_STEP
    this.draw()
  },

  showCode() {
    this.setData({ isCodeShown: !this.data.isCodeShown })
  },

  // ---- moves

  begin({ currentTarget }: WechatMiniprogram.BaseEvent) {
    void this.start((currentTarget.dataset as { move: TappedMove }).move)
  },

  async more() {
    const others = this.data.screen?.others ?? []
    const chosen = await choose(others.map(({ text }) => text))
    const button = chosen === null ? undefined : others[chosen]
    if (button) await this.start(button.move)
  },

  async start(move: TappedMove) {
    const { view } = this
    if (!view) return
    if (move === 'agree' || move === 'cancel') {
      const isSure = await confirm(SURE_TEXTS[move])
      if (isSure) await sendOnce(this, { move })
      return
    }
    this.setData({ form: formOf(move, view, loadWords(view.id, move)), problem: '', isPending: false })
  },

  send({ detail }: { detail: ClaimInput }) {
    void sendOnce(this, detail)
  },

  async sendNow(input: ClaimInput) {
    if (!this.view) return
    if (JSON.stringify(this.pending?.input) !== JSON.stringify(input)) this.pending = null
    const pending = (this.pending ??= { input, version: this.view.version, requestId: newRequestId() })
    const { version, requestId, input: sent } = pending
    this.setData({ isSending: true, problem: '' })
    try {
      await moveClaim({ id: this.id, version }, sent, requestId)
      this.shut()
      if ('text' in sent) dropWords()
      toast(DONE_TEXTS[sent.move] ?? '好了')
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown) {
    const words = errorText(error)
    if (isUnknown(error)) {
      // without a form the same tap sends the very same again
      if (this.data.form) this.setData({ isPending: true, problem: words })
      else toast(words)
      return
    }
    this.pending = null
    if (!isChanged(error)) return this.data.form ? this.setData({ isPending: false, problem: words }) : toast(words)
    this.shut()
    toast('刚刚有了变化，给您看最新的')
    await this.load()
  },

  /** Nobody waits for the answer any longer: looks whether the move has arrived. */
  reopen: singleFlight(async function (this: { reopenOnce(): Promise<void> }) {
    await this.reopenOnce()
  }),

  async reopenOnce() {
    const { pending } = this
    if (!pending) return
    await this.load()
    if (!this.view) return
    if (this.view.version === pending.version) {
      this.pending = null
      this.setData({ isPending: false, problem: '' })
      return
    }
    this.shut()
    toast('刚才那次已经送到了')
  },

  write({ detail }: { detail: string }) {
    if (this.view && this.data.form) saveWords(this.view.id, this.data.form.move, detail)
  },

  /** Left without an answer: what has arrived is seen on the page. */
  close() {
    if (this.data.isPending) void this.load()
    this.shut()
  },

  shut() {
    this.pending = null
    this.setData({ form: null, isPending: false, problem: '' })
  },

  // ---- money

  came({ detail }: { detail: string }) {
    void receiveOnce(this, { wage: detail, came: true })
  },
  missing({ detail }: { detail: string }) {
    void receiveOnce(this, { wage: detail, came: false })
  },

  async receive({ wage, came }: Received) {
    if (!came && !(await confirm(SURE_TEXTS.missing))) return
    this.setData({ receiving: wage })
    try {
      await receiveWage(wage, came, newRequestId())
      toast(came ? '记好了，收到了' : '好的，社区的人会去查')
    } catch (error) {
      toast(errorText(error))
    }
    await this.load()
    this.setData({ receiving: '' })
  },

  openBatch() {
    if (this.view) go(batchUrl(this.view.batch))
  },
  leave() {
    back()
  },
})

interface Received {
  wage: string
  came: boolean
}

const sendOnce = singleFlight((page: { sendNow(input: ClaimInput): Promise<void> }, input: ClaimInput) =>
  page.sendNow(input),
)
const receiveOnce = singleFlight((page: { receive(received: Received): Promise<void> }, received: Received) =>
  page.receive(received),
)
