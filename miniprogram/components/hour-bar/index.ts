import type { HourView } from '../../core/hour-view'

/** What an hour of it is worth, large, and drawn beside the hourly minimum. */
Component({
  properties: {
    hour: { type: Object, value: {} as HourView },
  },
})
