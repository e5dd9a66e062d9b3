import { LACKS, type Lacking } from '../../lacks'

/**
 * Says what the enterprises of her talks would get, and asks for it; or what has to be there before. Events: `agree`,
 * `fill` what is lacking, `close`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    /** home, card or name; '' : nothing is lacking */
    lack: { type: String, value: '' },
    /** 1 渝味小面，2 山城电子; '' : none was named */
    wants: { type: String, value: '' },
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
