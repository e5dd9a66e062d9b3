import { pageBehavior } from '../../core/page'
import { go } from '../../core/platform'
import { session } from '../../core/session'

const CRAFTS = '/packages/crafts/pages'

/** Doors to work; of fairs, jobs and shops nothing is in here yet, and the page says so. Asks the server nothing. */
Page({
  behaviors: [pageBehavior],
  data: {
    mine: [
      { icon: 'todo-list-o', title: '我的活', text: '接下来要做什么', url: `${CRAFTS}/mine/index` },
      { icon: 'balance-o', title: '我的钱', text: '哪些付了，哪些没付', url: `${CRAFTS}/money/index` },
    ],
    fairs: [
      { icon: 'calendar-o', title: '每月20日 赶集日招聘会', text: '社区现场，直接见用人单位，不收一分钱' },
      { icon: 'friends-o', title: '每周三 专场招聘会', text: '一个行业一场，想问什么当面问' },
    ],
    later: [
      { icon: 'bag-o', title: '家门口的岗位', text: '能看工资、远近，一看就明白' },
      { icon: 'shop-o', title: '摊位和门面', text: '租金和条件先看清，再申请' },
    ],
  },
  onShow() {
    session.showUnread()
  },
  crafts() {
    go(`${CRAFTS}/batches/index`)
  },
  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go((currentTarget.dataset as { url: string }).url)
  },
  enterprise() {
    go('/packages/enterprise/pages/home/index')
  },
})
