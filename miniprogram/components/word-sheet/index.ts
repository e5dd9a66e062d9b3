/** What was typed on each sheet: a sheet that opens is empty. */
const written = new WeakMap<object, string>()

/**
 * A sheet that asks for words before something is done; the slot stands above them. Events: `send` with the words,
 * trimmed and never empty, and `close`.
 */
Component({
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** what follows, and who reads the words */
    hint: { type: String, value: '' },
    label: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    ok: { type: String, value: '' },
    limit: { type: Number, value: 200 },
    sending: { type: Boolean, value: false },
    /** what the server did not take */
    problem: { type: String, value: '' },
  },
  data: { missing: '' },
  observers: {
    show(isShown: boolean) {
      if (!isShown) return
      written.delete(this)
      this.setData({ missing: '' })
    },
  },
  methods: {
    /** Not set: a slow phone would put back what was typed before. */
    write({ detail }: WechatMiniprogram.Input) {
      written.set(this, detail.value)
      if (this.data.missing !== '') this.setData({ missing: '' })
    },
    send() {
      if (this.data.sending) return
      const text = (written.get(this) ?? '').trim()
      if (text === '') this.setData({ missing: '请写几句，对方才知道为什么' })
      else this.triggerEvent('send', text)
    },
    close() {
      if (!this.data.sending) this.triggerEvent('close')
    },
  },
})
