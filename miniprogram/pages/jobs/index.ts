import { pageBehavior } from '../../core/page'
import { session } from '../../core/session'

/** Nothing of work and fairs is in here yet: the page says so, and what there is meanwhile outside. */
Page({
  behaviors: [pageBehavior],
  data: {
    now: [
      { icon: 'calendar-o', title: '每月20日 赶集日招聘会', text: '社区现场，直接见用人单位，不收一分钱' },
      { icon: 'friends-o', title: '每周三 专场招聘会', text: '一个行业一场，想问什么当面问' },
    ],
    later: [
      { icon: 'bag-o', title: '家门口的岗位', text: '能看工资、远近，一看就明白' },
      { icon: 'gem-o', title: '巧手活带回家做', text: '先看一小时能挣多少，再决定接不接' },
      { icon: 'shop-o', title: '摊位和门面', text: '租金和条件先看清，再申请' },
    ],
  },
  onShow() {
    session.showUnread()
  },
})
