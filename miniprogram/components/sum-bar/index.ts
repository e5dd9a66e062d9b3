import type { Part } from '../../core/bars'

/** Parts of a whole, drawn beside each other, with their numbers below. */
Component({
  properties: {
    parts: { type: Array, value: [] as Part[] },
  },
})
