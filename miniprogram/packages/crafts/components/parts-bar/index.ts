import type { Part } from '../../ledger.view'

/** Parts of a whole as one bar, each named with its number below it. */
Component({
  properties: {
    parts: { type: Array, value: [] as Part[] },
  },
})
