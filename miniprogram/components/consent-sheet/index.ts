interface Lacking {
  text: string
  hint: string
  button: string
}

/** What stands before it, and where that is mended. */
const LACKS: { readonly [lack: string]: Lacking } = {
  home: {
    text: '先登记您住哪一户',
    hint: '报名的都是院里的人。登记好再回来，选好的还在。',
    button: '登记住在哪一户',
  },
  card: {
    text: '先填一张求职卡',
    hint: '想做什么、能上什么班、想要多少钱，点几下，一分钟。填好再回来，选好的还在。',
    button: '填求职卡',
  },
  name: { text: '先写上您的姓名', hint: '单位要知道怎么称呼您。写好再回来，选好的还在。', button: '写姓名' },
}

/**
 * Says exactly what an employer would get, and asks for it (PIPL §23); or what has to be there before. Events: `agree`,
 * `fill` what is lacking, `close`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    /** home, card or name; '' : nothing is lacking */
    lack: { type: String, value: '' },
    /** who gets it and what for; what is not given, and how it is taken back */
    before: { type: Array, value: [] as string[] },
    after: { type: Array, value: [] as string[] },
    /** what is shared: name and text */
    lines: { type: Array, value: [] as { name: string; text: string }[] },
    sending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { agrees: false, missing: '', lacking: null as Lacking | null },
  observers: {
    show(isShown: boolean) {
      if (isShown) this.setData({ agrees: false, missing: '' })
    },
    lack(lack: string) {
      this.setData({ lacking: LACKS[lack] ?? null })
    },
  },
  methods: {
    tick() {
      if (!this.data.sending) this.setData({ agrees: !this.data.agrees, missing: '' })
    },
    send() {
      if (this.data.sending) return
      if (this.data.agrees) this.triggerEvent('agree')
      else this.setData({ missing: '要您点一下同意，才能报名' })
    },
    fill() {
      this.triggerEvent('fill')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
