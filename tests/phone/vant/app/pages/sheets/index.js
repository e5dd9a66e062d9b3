/* global Page, setTimeout */
import Dialog from '@vant/weapp/dialog/dialog'
import Notify from '@vant/weapp/notify/notify'
import Toast from '@vant/weapp/toast/toast'

const DAY = 24 * 60 * 60 * 1000
const first = new Date(2025, 10, 3, 8, 0).getTime()

Page({
  data: {
    last: '无',
    shown: '',
    buildings: ['1栋', '2栋', '3栋', '4栋', '5栋', '6栋'],
    first,
    end: first + 20 * DAY,
    time: first + DAY,
    actions: [{ name: '接手' }, { name: '转交', subname: '给同事' }, { name: '不能点', disabled: true }],
    order: 0,
    orders: [
      { text: '按时间', value: 0 },
      { text: '按楼栋', value: 1 },
    ],
  },
  open({ currentTarget: { dataset } }) {
    this.setData({ shown: dataset.name })
  },
  close({ type }) {
    this.setData({ shown: '', last: type })
  },
  hide() {
    this.setData({ shown: '' })
  },
  note({ type, currentTarget: { dataset } }) {
    this.setData({ last: `${dataset.name} ${type}` })
  },
  pick({ detail: { value, index } }) {
    this.setData({ shown: '', last: `picked ${value} ${index}` })
  },
  pickTime({ detail }) {
    const at = new Date(detail)
    this.setData({ shown: '', last: `time ${at.getMonth() + 1}-${at.getDate()} ${at.getHours()}:${at.getMinutes()}` })
  },
  pickDays({ detail: [from, to] }) {
    this.setData({ shown: '', last: `days ${from.getDate()}-${to.getDate()}` })
  },
  act({ detail }) {
    this.setData({ shown: '', last: `act ${detail.name}` })
  },
  order({ detail }) {
    this.setData({ order: detail, last: `order ${detail}` })
  },
  askByTag() {
    this.setData({ shown: 'dialog' })
  },
  confirmed() {
    this.setData({ shown: '', last: 'dialog confirm' })
  },
  askByCode() {
    Dialog.confirm({ title: '收回诉求', message: '收回以后就不再处理' })
      .then(() => this.setData({ last: '收回了' }))
      .catch(() => this.setData({ last: '没有收回' }))
  },
  toast() {
    Toast.success({ message: '已送到', duration: 800, onClose: () => this.setData({ last: '提示消失' }) })
  },
  loading() {
    Toast.loading({ message: '请稍候', forbidClick: true, duration: 0 })
    setTimeout(() => Toast.clear(), 600)
  },
  notify() {
    Notify({ type: 'success', message: '有新的消息', duration: 800 })
  },
})
