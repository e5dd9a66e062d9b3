import { pageBehavior } from '../../core/page'
import { go } from '../../core/platform'
import { session } from '../../core/session'

const CRAFTS = '/packages/crafts/pages'
const JOBS = '/packages/jobs/pages'
const FAIRS = '/packages/fairs/pages'

/** Doors to work; of shops nothing is in here yet, and the page says so. Asks the server nothing. */
Page({
  behaviors: [pageBehavior],
  data: {
    works: [
      {
        icon: 'bag-o',
        title: '家门口的岗位',
        text: '工资、远近、保险，一看就明白',
        url: `${JOBS}/list/index`,
        ways: [
          { icon: 'label-o', title: '适合我的', text: '填张求职卡，帮您挑', url: `${JOBS}/list/index?tab=suited` },
          { icon: 'description', title: '我的应聘', text: '报了哪些，回话没有', url: `${JOBS}/mine/index` },
        ],
      },
      {
        icon: 'gift-o',
        title: '巧手梦工坊',
        text: '手工活带回家做，先看一小时挣多少，再决定',
        url: `${CRAFTS}/batches/index`,
        ways: [
          { icon: 'todo-list-o', title: '我的活', text: '接下来要做什么', url: `${CRAFTS}/mine/index` },
          { icon: 'balance-o', title: '我的钱', text: '哪些付了，哪些没付', url: `${CRAFTS}/money/index` },
        ],
      },
    ],
    fairs: [
      {
        icon: 'calendar-o',
        title: '现场招聘会',
        text: '每月20日赶集日、每周三专场。选好想见的企业，几点跟谁谈都给您排好',
        url: `${FAIRS}/list/index`,
      },
    ],
    later: [{ icon: 'shop-o', title: '摊位和门面', text: '租金和条件先看清，再申请' }],
  },
  onShow() {
    session.showUnread()
  },
  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go((currentTarget.dataset as { url: string }).url)
  },
  enterprise() {
    go('/packages/enterprise/pages/home/index')
  },
})
