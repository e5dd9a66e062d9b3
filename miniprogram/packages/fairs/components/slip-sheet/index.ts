import type { Slip } from '../../slip.view'

/** A number and its talks, so large that they are copied on paper without asking. Events: `checkin`, `close`. */
Component({
  options: { addGlobalClass: true },
  properties: {
    slip: { type: Object, value: null as Slip | null },
    sending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  methods: {
    checkIn() {
      if (!this.data.sending) this.triggerEvent('checkin')
    },
    close() {
      if (!this.data.sending) this.triggerEvent('close')
    },
  },
})
