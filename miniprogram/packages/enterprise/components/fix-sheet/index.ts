import type { GateSentence } from '../../../../core/gate-view'

/**
 * What of a posting breaks the law, sentence by sentence, each with a lawful one. Events: `fix` and `own` with the key
 * of a sentence (take the lawful one; change it by hand), `all` (take all of them), `ask` (the staff are to look) and
 * `close`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    sentences: { type: Array, value: [] as GateSentence[] },
    /** nothing has been sent yet: it is only looked at */
    isDraft: { type: Boolean, value: false },
    /** the staff may still be asked */
    canAsk: { type: Boolean, value: false },
  },
  methods: {
    fix({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('fix', currentTarget.dataset['key'])
    },
    own({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('own', currentTarget.dataset['key'])
    },
    all() {
      this.triggerEvent('all')
    },
    ask() {
      this.triggerEvent('ask')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
