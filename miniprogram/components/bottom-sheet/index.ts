/** vant's own: above the page, under its toasts */
const ABOVE_PAGE = 100

/**
 * Vant's popup from below, with what it holds in the slot. Event: `close`.
 *
 * While vant's popup still slides away it does not hear that it shall be shown again, and stays away for good
 * (mixins/transition.js of 1.11.7: `enureEnter` returns while its promise of the last time stands). So each time it is
 * shown it is a new one, and one that has gone costs nothing.
 */
Component({
  properties: {
    show: { type: Boolean, value: false },
    /** does a tap beside it close it? */
    dismissible: { type: Boolean, value: true },
    /** is the strip under the home button kept free? not where the last thing in it does so itself */
    safe: { type: Boolean, value: true },
    above: { type: Number, value: ABOVE_PAGE },
    /** of the screen, as CSS writes it */
    highest: { type: String, value: '92%' },
  },
  data: { isThere: false, isUp: false },
  observers: {
    show(isShown: boolean) {
      if (isShown === this.data.isUp) return
      this.setData({ isUp: isShown })
      if (!isShown) return
      if (this.data.isThere) this.setData({ isThere: false }, () => this.setData({ isThere: this.data.isUp }))
      else this.setData({ isThere: true })
    },
  },
  methods: {
    close() {
      this.triggerEvent('close')
    },
    left() {
      if (!this.data.isUp) this.setData({ isThere: false })
    },
  },
})
