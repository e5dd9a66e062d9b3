import type { StoryItem } from '../../words'

/** What has happened, the newest first. */
Component({
  properties: {
    items: { type: Array, value: [] as StoryItem[] },
  },
})
