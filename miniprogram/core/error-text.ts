import { RpcError, type RpcCode } from './rpc-error'

/** Every code in plain words, with what to do next. */
const SENTENCES: { readonly [C in RpcCode]: string } = {
  INVALID_INPUT: '有一处没填对，请看看再试',
  UNAUTHENTICATED: '没认出您的微信，请关掉小程序重新打开',
  FORBIDDEN: '这件事您现在办不了，要办请找网格员',
  HOME_NEEDED: '请先告诉我们您住哪一户',
  NOT_FOUND: '没找到，可能已经不在了，请返回刷新',
  CONFLICT: '刚刚有人先改了，请刷新再看看',
  NOT_NOW: '现在这一步做不了，请刷新看看最新情况',
  UNSAFE_CONTENT: '文字或照片没通过微信的检查，请改一改再发',
  LIMIT: '今天太多了，请明天再来，急事请打电话',
  EXPIRED: '这个码用过了或者过期了，请再要一个',
  BUSY: '现在人多，请过一会儿再试',
  INTERNAL: '我们这边出错了，请过一会儿再试',
  OFFLINE: '网络断了，请连上网再试',
  TIMEOUT: '等太久没回音，请再试一次',
}

/** What a person reads when something failed. */
export function errorText(error: unknown): string {
  if (!(error instanceof RpcError)) return SENTENCES.INTERNAL
  const [problem] = Object.values(error.fields ?? {})
  return error.code === 'INVALID_INPUT' && problem !== undefined ? fieldText(problem) : SENTENCES[error.code]
}

const FIELD_SENTENCES: { readonly [problem: string]: (limit: string) => string } = {
  required: () => '这里要填',
  missing: () => '这里要填',
  too_short: () => '写得太少了',
  empty: () => '这里要填',
  too_long: (limit) => (limit ? `最多${limit}个字` : '写得太长了'),
  too_many: (limit) => (limit ? `最多${limit}个` : '太多了'),
  too_few: () => '还没有选',
  too_small: () => '数太小了',
  too_large: () => '数太大了',
  wrong_form: () => '格式不对',
  wrong_type: () => '格式不对',
  not_a_choice: () => '这个不能选',
  not_found: () => '没有这个地方',
  not_yours: () => '请重新选照片',
  past: () => '时间已经过了',
  on_leave: () => '那段时间对方也请假',
  wrong_cluster: () => '不在同一个组团',
  used_before: () => '已经提交过了，请返回刷新',
}

/** What is wrong with a field, from its code: "too_long:1000". */
export function fieldText(problem: string): string {
  const [name = '', limit = ''] = problem.split(':')
  const sentence = Object.prototype.hasOwnProperty.call(FIELD_SENTENCES, name) ? FIELD_SENTENCES[name] : undefined
  return sentence ? sentence(limit) : '这里不对，请改一改'
}
