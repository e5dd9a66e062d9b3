/* global Page */
Page({
  data: {
    last: '无',
    tab: 0,
    opened: 'a',
    waiting: true,
    steps: [{ text: '上报' }, { text: '接手' }, { text: '解决' }],
  },
  note({ type, detail, currentTarget: { dataset } }) {
    const value = typeof detail === 'string' ? detail : (detail?.title ?? '')
    this.setData({ last: `${dataset.name} ${type} ${value}`.trim() })
  },
  change({ detail: { index, title } }) {
    this.setData({ tab: index, last: `tab ${index} ${title}` })
  },
  collapse({ detail }) {
    this.setData({ opened: detail, last: `collapse ${detail}` })
  },
  loaded() {
    this.setData({ waiting: false })
  },
})
