import type { CaseRowView } from '../../core/case-view'

/** One case in a list. A tap bubbles: the list around it puts the id into data-id. */
Component({
  properties: {
    row: { type: Object, value: {} as CaseRowView },
  },
})
