/** What people read for the codes of a case: plain neighbourly Chinese, short enough for a subscribe message (≤ 20). */
import type { CaseGroup, CaseKind } from './case-kinds'
import type { CaseCommand, CaseState } from './cases'

export const GROUP_NAMES: { readonly [G in CaseGroup]: string } = {
  noise: '太吵了',
  dog: '养狗的事',
  facility: '设施坏了',
  dispute: '闹矛盾了',
  traffic: '车和路',
  hygiene: '卫生问题',
  safety: '有危险',
  opinion: '提个建议',
}

export const KIND_NAMES: { readonly [K in CaseKind]: string } = {
  'noise.plaza': '广场舞太吵',
  'noise.renovation': '装修太吵',
  'noise.neighbour': '邻居太吵',
  'noise.trade': '店铺或喇叭太吵',
  'noise.dog': '狗叫太吵',
  'noise.other': '其他声音太吵',
  'dog.lead': '遛狗不牵绳',
  'dog.droppings': '狗粪没人清理',
  'dog.barking': '狗一直叫',
  'dog.strong': '烈性犬、大狗',
  'dog.stray': '流浪狗',
  'dog.bite': '狗咬人、狗追人',
  'facility.lift': '电梯坏了',
  'facility.utility': '停水停电',
  'facility.door': '门和门禁坏了',
  'facility.light': '灯不亮',
  'facility.leak': '漏水渗水',
  'facility.fire': '消防设施坏了',
  'facility.other': '其他设施坏了',
  'dispute.neighbour': '和邻居有矛盾',
  'dispute.family': '家里有矛盾',
  'dispute.other': '其他矛盾',
  'traffic.parking': '乱停车',
  'traffic.road': '路不好走、堵车',
  'hygiene.rubbish': '垃圾没人管',
  'hygiene.pests': '老鼠、蟑螂、蚊虫',
  'hygiene.other': '其他卫生问题',
  'safety.falling': '高空抛物',
  'safety.ebike': '电动车进楼充电',
  'safety.stairs': '楼道被堵',
  'safety.other': '其他危险',
  'opinion.suggestion': '我有个建议',
  'opinion.thanks': '我想说声谢谢',
}

/** At most 5 characters, all of them Chinese: a "phrase" of a subscribe message takes no more. */
export const STATE_NAMES: { readonly [S in CaseState]: string } = {
  reported: '等人接手',
  accepted: '有人接手了',
  in_progress: '正在处理',
  waiting: '要等一等',
  resolved: '处理好了',
  confirmed: '真的解决了',
  unconfirmed: '没等到回话',
  reopened: '又打开了',
  declined: '办不了',
  handed_over: '转出去了',
  withdrawn: '撤回了',
}

/** What a state means for the person who reported. */
export const STATE_SENTENCES: { readonly [S in CaseState]: string } = {
  reported: '收到了，正在找人接手',
  accepted: '有人接手了，会跟您联系',
  in_progress: '正在处理，请再等一等',
  waiting: '要等一等，原因写在里面',
  resolved: '处理好了，请看看真的好了吗',
  confirmed: '您说真的解决了，谢谢您',
  unconfirmed: '没等到您回话，先记下了',
  reopened: '又打开了，会有人接着办',
  declined: '这件事办不了，原因写在里面',
  handed_over: '转给别的单位了，点开看是谁',
  withdrawn: '您已经撤回了',
}

/** What happened, for the timeline. */
export const COMMAND_NAMES: { readonly [C in CaseCommand]: string } = {
  report: '报上来了',
  accept: '接手了',
  start: '开始处理',
  wait: '要等一等',
  record: '做了记录',
  note: '留了话',
  pass: '转给了别人',
  assign: '派给了人',
  resolve: '说处理好了',
  decline: '说办不了',
  hand_over: '转给了别的单位',
  occur: '又发生了一次',
  confirm: '说真的解决了',
  rate: '打了分',
  reopen: '说还没解决',
  withdraw: '撤回了',
  look: '看了您的姓名和电话',
  escalate: '超时了，往上报了',
  close: '七天没回话，先结了',
}
