import { formProblem, inputOf, LENGTHS, withPhrase, type Answers, type MoveForm } from '../../form.view'

const NO_ANSWERS: Answers = { pieces: 0, minutes: 0, text: '' }

/** a day is not worked through */
const MOST_MINUTES = 960

/**
 * The form of one move, from below. Events: `send` with the input, `words` with what was written so far, `change` when
 * the answers shall be open again after one whose answer never came, `close`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** null: nothing is asked */
    form: { type: Object, value: null as unknown as MoveForm },
    sending: { type: Boolean, value: false },
    /** sent once without an answer: only the very same may be sent again */
    pending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    answers: NO_ANSWERS,
    lengths: LENGTHS,
    mostMinutes: MOST_MINUTES,
    missing: '',
  },
  observers: {
    form(form: MoveForm | null) {
      if (!form) return
      const answers = { pieces: form.pieces?.value ?? 0, minutes: 0, text: form.text?.value ?? '' }
      this.setData({ answers, missing: '' })
    },
  },
  methods: {
    count({ detail }: { detail: number }) {
      this.change({ pieces: detail })
    },
    all() {
      const { pieces } = this.data.form as MoveForm
      if (pieces) this.change({ pieces: pieces.max })
    },
    length({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { minutes } = currentTarget.dataset as { minutes: number }
      // the same again takes it away
      this.change({ minutes: this.data.answers.minutes === minutes ? 0 : minutes })
    },
    minutes({ detail }: { detail: number }) {
      this.change({ minutes: detail })
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.data.answers.text = detail.value
      this.triggerEvent('words', detail.value)
    },
    phrase({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { text } = this.data.form as MoveForm
      const { phrase } = currentTarget.dataset as { phrase: string }
      if (!text) return
      const words = withPhrase(this.data.answers.text, phrase, text.most)
      this.change({ text: words })
      this.triggerEvent('words', words)
    },
    change(change: Partial<Answers>) {
      if (this.data.pending || this.data.sending) return
      this.setData({ answers: { ...this.data.answers, ...change }, missing: '' })
    },
    send() {
      const form = this.data.form as MoveForm | null
      if (!form || this.data.sending) return
      const missing = formProblem(form, this.data.answers)
      this.setData({ missing })
      if (!missing) this.triggerEvent('send', inputOf(form, this.data.answers))
    },
    reopen() {
      this.triggerEvent('change')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
