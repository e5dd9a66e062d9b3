/** A mobile telephone of mainland China. */
const PHONE = /^1[3-9]\d{9}$/

/** Figures only: people write 138 1234 5678 and 138-1234-5678. */
export const tidyPhone = (typed: string): string => typed.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')

/** What is wrong with a typed telephone; '' : nothing. */
export const phoneProblem = (typed: string): string =>
  PHONE.test(tidyPhone(typed)) ? '' : '手机号是 1 开头的 11 位数，请看看少了还是多了'
