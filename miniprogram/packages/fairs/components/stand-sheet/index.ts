import { FAIR_LIMITS } from '../../../../contract/fairs'
import type { OwnPostingRow } from '../../../../contract/jobs'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { isUnknown } from '../../../../core/refusal'
import { singleFlight } from '../../../../core/single-flight'
import { bookProblem, choiceLines, startChoice, type ChoiceLine } from '../../booking.view'
import { bookBooth, openPostings } from '../../fairs.service'

interface Firm {
  id: string
  name: string
}

interface Kept {
  intent: Intent
  postings: OwnPostingRow[]
  chosen: string[]
}
const kept = new WeakMap<object, Kept>()

/**
 * Which of its open postings an enterprise brings to its booth; booked here. Events: `booked` with id and no, `write` for
 * a firm without open postings, `close`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    fair: { type: String, value: '' },
    /** those for which the person acts, the first first */
    firms: { type: Array, value: [] as Firm[] },
    /** postings that the booth has already; empty: it is booked anew */
    before: { type: Array, value: [] as string[] },
  },
  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    firm: '',
    choices: [] as ChoiceLine[],
    isSending: false,
    problem: '',
  },
  lifetimes: {
    created() {
      kept.set(this, { intent: createIntent(), postings: [], chosen: [] })
    },
  },
  observers: {
    show(isShown: boolean) {
      if (!isShown) return
      const [first] = this.data.firms as Firm[]
      this.setData({ firm: first?.id ?? '' })
      void this.load()
    },
  },
  methods: {
    async load() {
      const own = kept.get(this)
      const { firm } = this.data
      if (!own || firm === '') return
      this.setData({ state: 'loading', problem: '' })
      try {
        const postings = await openPostings(firm)
        if (firm !== this.data.firm) return
        Object.assign(own, { postings, chosen: startChoice(postings, this.data.before as string[]) })
        if (postings.length === 0) this.setData({ state: 'empty', words: '还没有在招的岗位。先发岗位，再来订展位。' })
        else this.setData({ state: 'ready', choices: choiceLines(postings, own.chosen) })
      } catch (error) {
        this.setData({ state: 'error', words: errorText(error) })
      }
    },
    retry() {
      void this.load()
    },
    chooseFirm({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id } = currentTarget.dataset as { id: string }
      if (id === this.data.firm || this.data.isSending) return
      this.setData({ firm: id })
      void this.load()
    },
    toggle({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const own = kept.get(this)
      const { id } = currentTarget.dataset as { id: string }
      if (!own || this.data.isSending) return
      const isChosen = own.chosen.includes(id)
      if (!isChosen && own.chosen.length >= FAIR_LIMITS.postingsPerBooth)
        return this.setData({ problem: `一个展位最多带 ${FAIR_LIMITS.postingsPerBooth} 个岗位` })
      own.chosen = isChosen ? own.chosen.filter((one) => one !== id) : [...own.chosen, id]
      this.setData({ choices: choiceLines(own.postings, own.chosen), problem: '' })
    },
    send() {
      void sendOnce(this)
    },
    async sendNow() {
      const own = kept.get(this)
      if (!own) return
      if (own.chosen.length === 0) return this.setData({ problem: '至少选一个岗位' })
      const input = { fair: this.data.fair, enterprise: this.data.firm, postings: own.chosen }
      this.setData({ isSending: true, problem: '' })
      try {
        const booked = await bookBooth(input, own.intent.idOf(input))
        own.intent.done()
        this.triggerEvent('booked', booked)
      } catch (error) {
        if (!isUnknown(error)) own.intent.done()
        this.setData({ problem: bookProblem(error) })
      }
      this.setData({ isSending: false })
    },
    write() {
      this.triggerEvent('write', this.data.firm)
    },
    close() {
      if (!this.data.isSending) this.triggerEvent('close')
    },
  },
})

const sendOnce = singleFlight((sheet: { sendNow(): Promise<void> }) => sheet.sendNow())
