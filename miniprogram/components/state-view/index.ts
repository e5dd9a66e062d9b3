/**
 * What a list or page shows while it loads, when it failed, when nothing is there; its slot when it is ready.
 * Events: `retry` in the error state, `action` in the empty state.
 */
Component({
  properties: {
    /** loading, error, empty or ready */
    state: { type: String, value: 'loading' },
    /** what failed, or what is not there and what to do */
    text: { type: String, value: '' },
    /** the words of the button in the empty state; none without */
    action: { type: String, value: '' },
    /** how many rows are drawn while loading */
    rows: { type: Number, value: 3 },
    icon: { type: String, value: 'smile-comment-o' },
  },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
    act() {
      this.triggerEvent('action')
    },
  },
})
