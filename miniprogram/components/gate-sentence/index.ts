import type { GateSentence } from '../../core/gate-view'

/** A sentence of a posting that breaks the law: the words marked, which law and why, and a lawful way to say it. */
Component({
  properties: {
    sentence: { type: Object, value: null as GateSentence | null },
  },
})
