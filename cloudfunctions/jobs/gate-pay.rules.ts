/** Pay under the minimum (劳动法 §48): in the numbers of the offer, and in words. */
import { settingOn } from '../../miniprogram/contract/dated-settings'
import type { Finding } from '../../miniprogram/contract/job-gate'
import { isFullTime, leastPay, type PayOffer } from '../../miniprogram/contract/job-pay'
import { PAY_UNIT_NAMES } from '../../miniprogram/contract/jobs'
import { rule, type Place, type RuleSet, type Terms } from './gate-match.rules'

/** The least a day's pay is divided by when nothing says the hours. */
const USUAL_DAY = 6
const FEN = 100

/** What holds on a day; 0 where nothing is set yet. Without an offer nothing is known of the hours. */
export const termsOn = (day: string, offer: PayOffer | null): Terms => ({
  hourly: settingOn('hourlyMinimum', day)?.value ?? 0,
  monthly: settingOn('monthlyMinimum', day)?.value ?? 0,
  isFullTime: offer && isFullTime(offer),
  hoursPerDay: offer && offer.hoursPerDay,
})

const yuan = (fen: number): string => String(fen / FEN)

/** What the offer breaks by its numbers; whole yuan are proposed where an hour's worth is spread over a month. */
export function payFindings(offer: PayOffer, day: string): Finding[] {
  const { from, unit } = offer.pay
  const least = leastPay(offer, termsOn(day, offer))
  if (from >= least) return []
  const words = `${yuan(from)} 元一${unit === 'month' ? '个' : ''}${PAY_UNIT_NAMES[unit]}`
  const atLeast = unit === 'month' ? Math.ceil(least / FEN) * FEN : least
  const proposal = `每${PAY_UNIT_NAMES[unit]}至少 ${yuan(atLeast)} 元`
  return [{ ground: 'pay', field: 'pay', words, start: 0, sentence: words, proposal }]
}

// ---- in words

const EXTRA =
  /补|奖|加班|另加|加\d|多加|提成|津贴|全勤|餐|饭|房|租|费|扣|红包|工龄|押|保险|涨|每单|每件|一单|一件|周薪|旅游/
const PART_TIME = /兼职|小时工|钟点|临时|短工|半天|周末|计件|每天[1-5](?!\d)|[1-5]个?小时|1天[1-5]个?小时/

const amount = ({ groups }: Place): number => Number(groups['n'] ?? Number.NaN) * FEN
/** What customers are charged is no pay. */
const PRICES = /停车|收费|门票|票价|出租|团购/
const isPlain = ({ before, after, sentence }: Place): boolean =>
  !EXTRA.test(before.slice(-8)) && !/^(?:补|奖|津贴)/.test(after) && !PRICES.test(sentence)

/** A month's pay in words is compared for full-time work only; who wrote hours says more in the numbers. */
function isShortMonth(place: Place): boolean {
  const { terms, sentence, clause } = place
  if (terms.isFullTime === false || (terms.isFullTime === null && PART_TIME.test(sentence))) return false
  return (
    isPlain(place) &&
    !/小时|时薪|日薪|周薪|1天|每天/.test(clause) &&
    amount(place) >= 300 * FEN &&
    amount(place) < terms.monthly
  )
}

const isShortHour = (place: Place): boolean =>
  isPlain(place) && !EXTRA.test(place.clause) && amount(place) > 0 && amount(place) < place.terms.hourly

function isShortDay(place: Place): boolean {
  if (!isPlain(place) || EXTRA.test(place.clause)) return false
  const hours = Number(/(\d{1,2})(?:-\d{1,2})?个?(?:小时|钟头|钟)/.exec(place.sentence)?.[1] ?? Number.NaN)
  if (Number.isNaN(hours) && PART_TIME.test(place.sentence)) return false
  return amount(place) / (hours || place.terms.hoursPerDay || USUAL_DAY) < place.terms.hourly
}

const leastHour = ({ hourly }: Terms): string => `每小时不低于${yuan(hourly)}元`
const leastMonth = (terms: Terms): string =>
  terms.isFullTime === false ? leastHour(terms) : `月工资不低于${yuan(terms.monthly)}元`

const UNPAID =
  '(?:没有?|没得|无|不给|不发|不计|不算|不付|不结|不开|零)(?:任何)?(?:基本)?(?:工资|薪水|薪资|薪酬?|钱|报酬|工钱|底薪)'
const TRIAL =
  '(?:试用期?|试岗期?|试工期?|试做|实习期?|见习期?|学徒期?|培训期?间?|(?:前|头|第)\\d+个?(?:天|月|周|星期|礼拜))'
const N = '(?<n>\\d{1,5}(?:\\.\\d)?)'
const TO = '(?:-\\d{1,5})?'
const YUAN = '(?:元|块钱?|圆)'
const HOUR = '(?:小时|个小时|个?钟头?|时(?=$|[, ])|h)'
const PROMISED = /(?:不会|绝不|从不|没有|不存在|拒绝)[^,]{0,3}$/

export const PAY_RULES: RuleSet = {
  hint: /[薪资钱元块\d]|保底|免费|报酬/,
  rules: [
    rule('pay', `${TRIAL}[^、]{0,9}?${UNPAID}`, {
      before: PROMISED,
      after: /^(?:差别|区别|打折)/,
      instead: '试用期工资照发',
    }),
    rule('pay', `${TRIAL}[^、]{0,5}(?:工资|薪资|薪水|工钱)(?:没有|没得|不发|不给|不算|不结|为?零|为0)`, {
      before: PROMISED,
      instead: '试用期工资照发',
    }),
    rule('pay', '(?:不给|不发|没有?|没得)(?:任何)?(?:工资|工钱)(?!拖|差|条)', {
      before: PROMISED,
      clause: /拖欠|欠薪/,
    }),
    rule('pay', `(?:试用期?|试岗|试工|试做)[^、]{0,5}免费(?![培吃住提教体])`, { before: PROMISED }),
    rule('pay', `(?:无薪|免费)(?:试用|试岗|试工|实习)`, { before: /(?:不|无|没有?|拒绝)[^,]{0,2}$/ }),
    rule('pay', `[做干][^, ]{0,2}?(?:不|没)[满到够][^、]{0,8}?(?:不|没|无)[^, ]{0,3}?(?:工资|钱|薪)`, {
      before: PROMISED,
    }),
    rule('pay', `(?:离职|辞职|走了?的?|不干了?)[^、]{0,5}(?:不结|不发|不给|没有?|没得)[^, ]{0,2}(?:工资|工钱|钱)`, {
      before: PROMISED,
    }),
    rule('pay', '(?:无|没有?|没得|零)(?:保底|底薪|基本工资|固定工资)(?!责|低)', {
      before: PROMISED,
      instead: leastMonth,
    }),
    rule(
      'pay',
      `(?:底薪|基本工资|保底工资|保底|月薪|月工资|工资|薪资|薪酬|待遇|每个?月|试用期?(?:1个月)?)(?:工资|为|是|:| |就|开|发|给)*${N}(?!\\d|${YUAN}?[ ]?(?:每|1)?个?(?:小时|钟|天|日|件|单))${TO}${YUAN}?(?:[ ]?每?月|1个月)?`,
      {
        holds: isShortMonth,
        instead: leastMonth,
      },
    ),
    rule('pay', `(?<![\\d.-])${N}${TO}${YUAN}(?:[ ]?每?月|1个月)`, { holds: isShortMonth, instead: leastMonth }),
    rule(
      'pay',
      `(?:时薪|小时工资?|每个?小时|1个?小时|每个?钟头?|1个?钟头?)(?:工资|为|是|:| |给|开)*${N}${TO}(?:${YUAN}|$|(?=,))`,
      { holds: isShortHour, instead: leastHour },
    ),
    rule('pay', `(?<![\\d.-])${N}${TO}(?:${YUAN}[ ]?(?:每|1个?)?|每)[ ]?${HOUR}`, {
      holds: isShortHour,
      instead: leastHour,
    }),
    rule(
      'pay',
      `(?:日薪|日结|日工资|1天|每天|1日|每日|(?<!\\d)(?:[2-9]|1\\d)个?小时)(?:工资|为|是|:| |给|开)*${N}${TO}(?:${YUAN}|$|(?=,))(?!小时|个)`,
      {
        holds: isShortDay,
        instead: leastHour,
      },
    ),
    rule('pay', `(?:1天|每天)[^,]{0,6}小时,[^,\\d]{0,3}${N}${YUAN}`, { holds: isShortDay, instead: leastHour }),
    rule('pay', `(?<![\\d.-])${N}${TO}${YUAN}[ ]?(?:每|1)天`, { holds: isShortDay, instead: leastHour }),
  ],
}
