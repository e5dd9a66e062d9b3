import type { Tally } from '../../contract/crafts'
import { recounted } from '../../core/claim-story'
import type { ValueEvent } from '../../core/value-event'

const PARTS: readonly { name: keyof Tally; text: string }[] = [
  { name: 'accepted', text: '合格' },
  { name: 'rework', text: '要返工' },
  { name: 'rejected', text: '不合格' },
]

/** Three numbers that always make up what was handed in. Event: `change` with the tally. */
Component({
  properties: {
    tally: { type: Object, value: { accepted: 0, rework: 0, rejected: 0 } as Tally },
    handedIn: { type: Number, value: 0 },
  },
  data: { parts: PARTS },
  methods: {
    change({ currentTarget, detail }: ValueEvent<number>) {
      const { name } = currentTarget.dataset as { name: keyof Tally }
      const { accepted, rework, rejected } = this.data.tally
      this.triggerEvent('change', recounted({ accepted, rework, rejected }, name, detail, this.data.handedIn))
    },
  },
})
