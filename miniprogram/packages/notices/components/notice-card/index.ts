import type { NoticeCard } from '../../notice.view'

/** One notice in full, large enough to be read without glasses. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    notice: { type: Object, value: {} as NoticeCard },
  },
})
