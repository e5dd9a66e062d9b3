/** The one primary action of a page, at the height of the thumb. Event: `submit`. The slot stands above the button. */
Component({
  properties: {
    text: { type: String, value: '' },
    loading: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    submit() {
      if (!this.data.loading && !this.data.disabled) this.triggerEvent('submit')
    },
  },
})
