import { JOB_LIMITS, type Cheat } from '../../../../contract/jobs'

/** What was typed on each sheet; it stays when the sheet is closed. */
const written = new WeakMap<object, string>()

/** Says that a posting cheats. Events: `send` with { cheat, text }, `close`. */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    cheats: { type: Array, value: [] as { cheat: Cheat; text: string }[] },
    sending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { chosen: '' as Cheat | '', text: '', missing: '', limit: JOB_LIMITS.wordsCharacters },
  observers: {
    show(isShown: boolean) {
      if (isShown) this.setData({ missing: '', text: written.get(this) ?? '' })
    },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      if (this.data.sending) return
      this.setData({ chosen: (currentTarget.dataset as { cheat: Cheat }).cheat, missing: '' })
    },
    /** Not set: a slow phone would put back what was typed before. */
    write({ detail }: WechatMiniprogram.Input) {
      written.set(this, detail.value)
    },
    send() {
      const { chosen, sending } = this.data
      if (sending) return
      if (chosen === '') this.setData({ missing: '点一下是哪样' })
      else this.triggerEvent('send', { cheat: chosen, text: (written.get(this) ?? '').trim() })
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
