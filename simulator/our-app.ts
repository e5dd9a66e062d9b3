/** What our own mini-program has at WeChat; on the real platform mp.weixin.qq.com and the console hold it. */
import type { FunctionEnv } from './cloud/host'

/** Settings of the functions: ids of the subscribe-message templates. */
export const TEMPLATES = {
  TEMPLATE_CASE_PROGRESS: 'tmpl-case-progress',
  TEMPLATE_NEW_WORK: 'tmpl-new-work',
  TEMPLATE_PIECE_WORK: 'tmpl-piece-work',
  TEMPLATE_JOB_NEWS: 'tmpl-job-news',
} as const

/** The templates as WeChat's sheet names them, by id. */
export const TEMPLATE_TITLES: Readonly<Record<string, string>> = {
  [TEMPLATES.TEMPLATE_CASE_PROGRESS]: '办事进度通知',
  [TEMPLATES.TEMPLATE_NEW_WORK]: '新任务提醒',
  [TEMPLATES.TEMPLATE_PIECE_WORK]: '计件进度通知',
  [TEMPLATES.TEMPLATE_JOB_NEWS]: '招聘进度通知',
}

/** The settings of every function, and those that all of them have. */
export const settingsOf = (shared: Readonly<Record<string, string>> = {}): FunctionEnv => ({
  cases: { ...shared, ...TEMPLATES },
  crafts: { ...shared, ...TEMPLATES },
  enterprises: { ...shared, ...TEMPLATES },
  estate: { ...shared, ...TEMPLATES },
  fairs: { ...shared, ...TEMPLATES },
  jobs: { ...shared, ...TEMPLATES },
  messages: { ...shared, ...TEMPLATES },
  notices: { ...shared, ...TEMPLATES },
})
