import type { TalkView } from '../../../../contract/job-applications'
import { JOB_LIMITS } from '../../../../contract/jobs'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, go, pageTitle, scrollToEnd, stopPullDown, toast } from '../../../../core/platform'
import { isGone, isHomeNeeded, isUnknown } from '../../../../core/refusal'
import { RpcError } from '../../../../core/rpc-error'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import { dropWords, loadWords, saveWords } from '../../drafts'
import { getTalk, say } from '../../jobs.service'
import { isMaskTold, noteMaskTold } from '../../kept'
import { lineProblem, newTalkScreen, QUESTIONS, talkScreen, type TalkScreen } from '../../talk.view'
import { HOME_PAGE, postingUrl } from '../../url'

interface Options {
  id?: string
  posting?: string
  title?: string
  firm?: string
}

/** ?id= of a talk; or ?posting=, title and firm of what a new one will be about */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as TalkScreen | null,
    text: '',
    limit: JOB_LIMITS.wordsCharacters,
    questions: QUESTIONS,
    /** said on this phone once */
    isMaskSaid: false,
    isSending: false,
    problem: '',
    needsHome: false,
    canBeTold: false,
  },

  /** '' until the first line has made it */
  id: '',
  view: null as TalkView | null,
  intent: null as Intent | null,

  onLoad({ id = '', posting = '', title = '', firm = '' }: Options) {
    Object.assign(this, { id, intent: createIntent() })
    this.setData({ isMaskSaid: !isMaskTold(), text: loadWords(id || posting) })
    noteMaskTold()
    if (id !== '') return
    const screen = newTalkScreen({ title: decodeURIComponent(title), firm: decodeURIComponent(firm), posting })
    this.setData({ state: 'ready', screen })
  },

  /** What was written meanwhile. */
  onShow() {
    if (this.data.needsHome) this.setData({ needsHome: false, problem: '' })
    if (this.id !== '' && !this.data.isSending) void this.load()
  },

  async onPullDownRefresh() {
    if (this.id !== '') await this.load()
    stopPullDown()
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      const before = this.view?.version ?? 0
      this.view = await getTalk(this.id)
      const screen = talkScreen(this.view, Date.now())
      pageTitle(screen.who)
      if (JSON.stringify(screen) === JSON.stringify(this.data.screen)) return
      this.setData({ state: 'ready', screen }, () => {
        if (screen.lines.length > before) scrollToEnd()
      })
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '这里的话看不了：只给两边的人看。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  // ---- a line

  /** Not set: a slow phone would put back what was typed before. */
  write({ detail }: WechatMiniprogram.Input) {
    this.data.text = detail.value
    saveWords(this.key(), detail.value)
    if (this.data.problem !== '') this.setData({ problem: '' })
  },

  useQuestion({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { text } = currentTarget.dataset as { text: string }
    this.setData({ text, problem: '' })
    saveWords(this.key(), text)
  },

  /** By what the words are kept on the phone. */
  key(): string {
    return this.id || (this.data.screen?.posting ?? '')
  },

  send: singleFlight(async function (this: { sendOnce(): Promise<void> }) {
    await this.sendOnce()
  }),

  async sendOnce() {
    const { text: typed, screen } = this.data
    const problem = lineProblem(typed)
    this.setData({ problem })
    if (problem !== '' || !screen) return
    const text = typed.trim()
    const key = this.key()
    const input = this.id === '' ? { posting: screen.posting, text } : { talk: this.id, text }
    // what was typed is set first: a field that was "" would not be emptied by ""
    this.setData({ isSending: true, text: typed })
    try {
      const { talk } = await say(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      const isFirst = this.id === ''
      this.id = talk
      dropWords(key)
      this.setData({ text: '', canBeTold: isFirst && session.templateId('jobNews') !== undefined })
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  /** The words stay where they are. */
  async refused(error: unknown) {
    if (isHomeNeeded(error)) return this.setData({ needsHome: true, problem: '问话的都是院里的人，先登记您住哪一户' })
    const code = error instanceof RpcError ? error.code : 'INTERNAL'
    const problem =
      code === 'LIMIT' && this.id === ''
        ? `今天问了 ${JOB_LIMITS.talksPerDay} 个岗位了，明天再问`
        : isUnknown(error)
          ? `${errorText(error)}。字都还在，再点一次不会发重。`
          : code === 'NOT_NOW'
            ? '这个岗位不招了，说不了话了'
            : errorText(error)
    this.setData({ problem })
    if (code === 'NOT_NOW' && this.id !== '') await this.load()
  },

  /** Right in the tap: WeChat shows its sheet nowhere else. */
  async tell() {
    const isTold = await askFor('jobNews')
    this.setData({ canBeTold: false })
    toast(isTold ? '好的，回话了微信会告诉您' : '回话会写在“我的”里的“消息”')
  },

  openHome() {
    go(HOME_PAGE)
  },
  openPosting() {
    const { screen } = this.data
    if (screen) go(postingUrl(screen.posting))
  },
  leave() {
    back()
  },
})
