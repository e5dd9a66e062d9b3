/**
 * A whole number by large buttons, or typed. Event: `change` with the number, always between `min` and `max`.
 */
Component({
  properties: {
    value: { type: Number, value: 0 },
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    /** what is counted, for those who hear the page */
    label: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },
  data: { shown: '' },
  observers: {
    value(value: number) {
      if (this.data.shown !== String(value)) this.setData({ shown: String(value) })
    },
  },
  methods: {
    less() {
      this.take(this.data.value - this.data.step)
    },
    more() {
      this.take(this.data.value + this.data.step)
    },
    /** While typing nothing is put right: "1" may become "12". */
    typed({ detail }: WechatMiniprogram.Input) {
      const value = Number(detail.value)
      const isWithin = detail.value !== '' && value >= this.data.min && value <= this.data.max
      if (isWithin) this.tell(value)
    },
    left({ detail }: WechatMiniprogram.InputBlur) {
      this.take(detail.value === '' ? this.data.value : Number(detail.value))
    },
    take(wanted: number) {
      if (this.data.disabled) return
      const value = Math.max(this.data.min, Math.min(this.data.max, Math.round(wanted) || 0))
      this.setData({ shown: String(value) })
      this.tell(value)
    },
    tell(value: number) {
      if (value !== this.data.value) this.triggerEvent('change', value)
    },
  },
})
