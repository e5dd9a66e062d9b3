import { DAY } from '../../../../core/day'
import { caseRowView } from '../../../../core/case-view'
import { pageBehavior } from '../../../../core/page'
import { fontFactor, toast } from '../../../../core/platform'
import { isCare, setCare } from '../../../../core/theme'

Page({
  behaviors: [pageBehavior],

  data: {
    care: false,
    /** WeChat's own font size is larger than the standard */
    isLarge: false,
    sample: caseRowView({
      id: 'sample',
      kind: 'facility.light',
      state: 'in_progress',
      building: 'A18',
      excerpt: '三楼楼道的灯不亮，晚上看不见路。',
      createdAt: Date.now() - 2 * DAY,
      dueAt: Date.now() + DAY,
      level: 0,
      occurrences: 1,
      handler: '',
    }),
  },

  onLoad() {
    this.setData({ care: isCare(), isLarge: fontFactor() > 1 })
  },

  toggle() {
    const care = !this.data.care
    setCare(care)
    this.setData({ care })
    toast(care ? '关怀版打开了' : '关怀版关掉了')
  },
})
