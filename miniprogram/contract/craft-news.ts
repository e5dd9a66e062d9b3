/** News of piece-work: to whom each goes and what people read. */

/** To the person who does the work. take_warn: material was not fetched for a day. */
export const WORKER_NEWS = ['take_warn', 'take_expired', 'counted', 'lapsed', 'settled', 'marked', 'judged'] as const

/** To those who act for the enterprise. pay_denied: the worker says that nothing came. */
export const ENTERPRISE_NEWS = [
  'handed_in',
  'objected',
  'batch_approved',
  'batch_refused',
  'pay_soon',
  'pay_late',
  'pay_denied',
  'approved',
  'refused',
  'suspended',
  'reopened',
] as const

export const CRAFT_NEWS = [...WORKER_NEWS, ...ENTERPRISE_NEWS] as const
export type CraftNews = (typeof CRAFT_NEWS)[number]

const TO_WORKER: readonly CraftNews[] = WORKER_NEWS
export const isWorkerNews = (what: CraftNews): boolean => TO_WORKER.includes(what)

/** They ask something of the person, so they go out as a subscribe message as well. */
export const ASKING_NEWS: readonly CraftNews[] = [
  'take_warn',
  'counted',
  'marked',
  'handed_in',
  'objected',
  'pay_soon',
  'pay_late',
  'pay_denied',
]

/** At most 5 characters, all of them Chinese: a "phrase" of a subscribe message takes no more. */
export const CRAFT_NEWS_NAMES: { readonly [N in CraftNews]: string } = {
  take_warn: '快来取料',
  take_expired: '退回去了',
  counted: '点好数了',
  lapsed: '算您同意',
  settled: '定好数了',
  marked: '说已付钱',
  judged: '查清楚了',
  handed_in: '交活了',
  objected: '有异议',
  batch_approved: '批准了',
  batch_refused: '没批准',
  pay_soon: '该付钱了',
  pay_late: '拖欠工钱',
  pay_denied: '没收到钱',
  approved: '申请通过',
  refused: '申请没过',
  suspended: '暂停了',
  reopened: '恢复了',
}

/** What happened and what to do next; at most 20 characters, as a "thing" of a subscribe message takes. */
export const CRAFT_NEWS_SENTENCES: { readonly [N in CraftNews]: string } = {
  take_warn: '一天没取料了，再不取就放回去',
  take_expired: '一直没取料，这份活放回去了',
  counted: '点好数了，三天内看看对不对',
  lapsed: '三天没回话，按点的数算钱',
  settled: '社区看过，数定下来了',
  marked: '对方说付过钱了，看看到没到',
  judged: '付没付钱社区查清楚了，看看结果',
  handed_in: '有人交活了，请点数',
  objected: '做活的人说数不对，请看看',
  batch_approved: '这批活批准了，可以领了',
  batch_refused: '这批活没批准，原因写在里面',
  pay_soon: '有笔工钱快到期了，请按时付',
  pay_late: '有笔工钱过期没付，请马上付',
  pay_denied: '做活的人说没收到钱，请核对',
  approved: '申请通过了，可以开始用了',
  refused: '申请没通过，原因写在里面',
  suspended: '企业被暂停了，原因写在里面',
  reopened: '企业恢复了，可以接着用了',
}
