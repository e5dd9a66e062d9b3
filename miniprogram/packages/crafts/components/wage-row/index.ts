import type { WageView } from '../../wage.view'

/** One wage, and what is asked about it. Events: `came` and `missing` with the wage's id. */
Component({
  properties: {
    wage: { type: Object, value: {} as WageView },
    /** an answer to this one is on its way */
    busy: { type: Boolean, value: false },
  },
  methods: {
    came() {
      this.triggerEvent('came', (this.data.wage as WageView).id)
    },
    missing() {
      this.triggerEvent('missing', (this.data.wage as WageView).id)
    },
  },
})
