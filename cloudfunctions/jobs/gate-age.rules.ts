/** Limits of age without lawful ground (就业促进法 §26) and work of children (劳动法 §15). */
import { rule, type Place, type RuleSet } from './gate-match.rules'
import { ANYBODY, BEGIN, END, ONLY, PREFERRED, RECRUITING, REFUSED, REFUSING, SERVING } from './gate-words.rules'

const WORKING_AGE = 16
/** Asking for grown-ups is lawful, for night work and for dangerous work it must be. */
const GROWN = 18

const YEARS = '(?:周?岁)'
const SERVED =
  /^(?:(?:以[上下内])?的?(?:老年|老|独居|失能|孤寡)*(?:老人|老年人|老太|长者|宝宝|小朋友|儿童|幼儿|婴|婆婆|爷爷|奶奶|大爷|大妈|居民|客人|顾客|客户|会员|患者|病人|乘客|游客|旅客))/
const people = { before: SERVING, after: SERVED }

const numberIn = ({ groups }: Place, name: string): number => Number(groups[name] ?? Number.NaN)
const isOlder = (place: Place): boolean => numberIn(place, 'n') > GROWN
const isAge = (place: Place): boolean => numberIn(place, 'n') >= WORKING_AGE && numberIn(place, 'n') < 80
/** Without "岁" only the word for age tells ages from kilograms. */
const isOfAge = (place: Place): boolean => isOlder(place) && /年龄|岁|年纪/.test(place.clause)
const MEASURED = /斤|公里|元|块|件|单|米|小时|分钟|天|重|距离|工期|平|吨|钱|薪/

const N = '(?<n>[1-7]\\d)'
const OR_LESS = '[(]?(?:及|含|或)?(?:\\d{2})?(?:周?岁)?[)]?(?:以下|以内|之内|以里|之下|内(?=$|[, ])|↓|往下)'
const OR_MORE = '[(]?(?:及|含|或)?[)]?(?:以上|起|往上|朝上)'
const NOT_OVER =
  '(?:<|不(?:得|能|可|要)?(?:超过?|高于|大于|过)|未超过?|小于|低于|未满|不满|不到|(?:最大|最多|最高|上限|至多|顶多)(?:是|为|:|收|招|要|到|能到)*|[别莫](?:超过?|过))(?:年龄)?(?:不超过?)?'
const AGE_WORD =
  '(?:年龄|岁数|年纪)(?:要求|限制|限定|限|上限|下限|范围|放宽到?|卡在?|控制|最大|一般|必须|须|需要?|要|得|应|在|为|是|:| |<|>|不(?:得|能)?超过?|小于|低于|段|最好|介于|处于|到|和|与|年?满)*'

const AGE_RULES: RuleSet = {
  hint: /\d|[轻青老超叔姨婆爷妈]|年[龄纪富]|岁数|大龄|退休/,
  rules: [
    rule('age', `(?:${ONLY})?(?:年满?)?${N}${YEARS}${OR_LESS}`, {
      ...people,
      holds: (place) => isOlder(place) && !/^(?:的|者)?(?:由|公司|单位|我们|买|交|缴|可以?买)/.test(place.after),
    }),
    rule('age', `${NOT_OVER}${N}${YEARS}`, { ...people, holds: isOlder }),
    rule('age', `${NOT_OVER}${N}(?!\\d|[.%])`, { ...people, holds: isOfAge, clause: MEASURED }),
    rule('age', `(?<!\\d)(?:年满?)?(?<from>\\d{1,2})${YEARS}?(?:-|至|到) ?${N}${YEARS}?(?:之间)?`, {
      ...people,
      holds: (place) =>
        isAge(place) && numberIn(place, 'from') >= 10 && /岁|年龄|年纪/.test(place.clause) && isYears(place),
    }),
    rule('age', `${N}${YEARS}${OR_MORE}(?:${REFUSED})?`, { ...people, holds: isOlder }),
    rule('age', `${N}${YEARS}?(?:${OR_MORE})的?${REFUSED}`, { ...people, holds: isOlder }),
    rule('age', `(?:超过|超|过了?|大于|满了?)${N}${YEARS}?了?的?(?:${REFUSED})`, { ...people, holds: isOlder }),
    rule('age', `${N}${YEARS}(?:左右|上下|出头)|[2-6]0(?:来|多)${YEARS}|(?<!\\d)[2-6]0${YEARS}?出头`, {
      ...people,
      clause: /[都也](?:可|行|要|能|收|欢迎)/,
      holds: (place) => place.groups['n'] === undefined || isAge(place),
    }),
    rule('age', `${BEGIN}[2-6][05](?:左右|上下|来往)${END}`, { clause: MEASURED }),
    rule('age', `(?:年?满)${N}${YEARS}`, {
      ...people,
      holds: isOlder,
      clause: /才|考|证|退休|国家|法|免票|优惠|也|都/,
    }),
    rule('age', `${BEGIN}(?<from>[123]\\d)-(?<n>[3-6]\\d)(?:之间)?(?=$|[,、)]| (?![台斤元块个人件单箱米份号]))`, {
      holds: isBareRange,
    }),
    rule('age', `(?<!\\d)[2-6]0几?岁(?:的|左右)?${END}`, { ...people, clause: ANYBODY }),
    rule('age', `(?<!\\d)[3-6]0[几多]岁?的?${REFUSED}`, people),
    rule('age', `${N}${YEARS}?(?:封顶|为限|为止|止(?=$|[, ]))`, { holds: isOlder, clause: /元|块|钱|薪/ }),
    rule(
      'age',
      `${AGE_WORD}(?:[^, \\d不]{0,3})(?<n>[1-7]\\d)(?![人元名块个斤])${YEARS}?(?:(?:-|至|到) ?\\d{2}${YEARS}?)?(?:左右|之间|上下)?(?:${OR_LESS}|${OR_MORE})?(?:${REFUSED})?`,
      { ...people, holds: (place) => isAge(place) && !isMinimum(place) },
    ),
    rule(
      'age',
      `(?:${BEGIN}(?:男的?|女的?)?|招|要|限|收|找)${N}(?:以下|以内)(?=$|[, 、)]|的?(?:来|优先|都|勿|不|可)|的男|的女|男|女|的?(?:普工|员工|人|师傅)|[身有能力健会])`,
      {
        holds: isOlder,
        clause: MEASURED,
      },
    ),
    rule(
      'age',
      `(?:(?:${RECRUITING}|${ONLY})[^, 不]{0,3})?(?<!\\d)[5-9]?[05]后(?:[、 ]?[5-9]?[05]后)*(?:的|者)?(?:${PREFERRED}|${REFUSED})`,
    ),
    rule('age', `(?:${RECRUITING}|${ONLY}|${REFUSING})[^, 不]{0,3}(?<!\\d)\\d[05]后`),
    rule('age', `${BEGIN}\\d[05]后(?:的?(?:都|也)?(?:来|可以?|行|要|合适))?${END}`, { clause: ANYBODY }),
    rule(
      'age',
      '(?:小?年[轻青](?:力壮|漂亮|貌美|体壮|有为|有活力|有干劲|肯干|化(?=$|,))|青壮年|年富力强|青春靓丽|青春活力)',
    ),
    rule(
      'age',
      `(?:${RECRUITING}|${ONLY}|要|是|优先)(?:录用|考虑|招)?[^, 不是都]{0,2}小?年[轻青](?:一?点|些)?的?(?:人)?`,
      {
        before: /团队|都|多|氛围|客人|卖|给/,
      },
    ),
    rule('age', `(?:年[轻青]|青年)(?:人|者|的|男|女|士|性|孩|小|些|点)*${PREFERRED}`),
    rule(
      'age',
      `${BEGIN}小?年[轻青](?!化|人(?:多|都|的|创业|社区|群)|的?(?:创业|社区|旅舍|团队|客|妈|顾|品牌)|态|时尚|氛围|群体)(?:人|的)?`,
    ),
    rule(
      'age',
      `(?:(?:年龄|年纪|岁数)(?:太|偏|较|过|比较)?(?:大|老|高)了?|上了?(?:年纪|岁数)|年老|中?老年人?|老人家?|老头|老太婆?|大龄|超龄|太?年轻|(?:超过?|过了?)(?:法定)?退休年龄|[5-8]0前|退休(?:人员|工人)?)${REFUSED}`,
      { before: SERVING },
    ),
    rule('age', '(?:年龄|年纪|岁数)(?:别|不要|不能|不宜|不可)(?:太|过|偏)?(?:大|老|高)'),
    rule('age', `(?:年龄|年纪|岁数)(?:要|得|须)?(?:轻|小)一?[点些]?的?(?:${PREFERRED}|${END})`),
    rule('age', `(?:大爷|大妈|叔叔|阿姨|婆婆|爷爷|大叔|太?老的)+${REFUSED}`, { before: SERVING }),
    rule('age', `适合(?:小?年[轻青]|青年)的?人?`, { before: SERVING }),
    rule('age', `${REFUSING}(?:(?:年龄|年纪|岁数)(?:太|偏)?大|老年|老人|上了?年纪|大龄|退休)`),
  ],
}

/** "18以上" asks for grown-ups. */
function isMinimum({ groups, clause }: Place): boolean {
  const age = groups['n'] ?? ''
  return (
    Number(age) <= GROWN &&
    new RegExp(`${age}(?:周?岁)?(?:及|含)?(?:以上|起)|满${age}|>${age}`).test(clause) &&
    !/以[下内]|-|至|到|</.test(clause)
  )
}

/** "18-40" alone, in a posting, is an age unless money is near. */
function isBareRange({ groups, sentence }: Place): boolean {
  const span = Number(groups['n']) - Number(groups['from'])
  return span >= 10 && Number(groups['from']) >= WORKING_AGE && !MEASURED.test(sentence) && !/[点时]/.test(sentence)
}

/** Years of people, not of houses, shops or service. */
function isYears({ after, clause }: Place): boolean {
  return (
    !/^(?:斤|元|块|公里|件|单|个|小时|天|人|名|分|平|米|年|万|k|号|点|日|月|组|套)/.test(after) &&
    !/工龄|驾龄|楼龄/.test(clause)
  )
}

const REFUSES = /(?<!没)不(?:收|招|要|用|予|得|录|接|能)|勿|谢绝|拒|禁|莫来|别来|杜绝|免/
const CHILD = '(?<n>[1-9]|1[0-5])'
const childServed = /^的?(?:以[上下])?的?(?:宝宝|小朋友|儿童|幼儿|婴|老|免|孩子的|娃娃的)/
const NOT_YET = '(?:未满|不满|没满|没有满|不足|不到|小于|低于)16(?:周?岁)?|16(?:周?岁)以下'
const PUPILS =
  '(?:小学生|小学\\d年级的?|初中(?:在读)?的?学?生|初[一二三123](?:初[一二三123])*的?学?生|初中在读的?学?生?|在读初[中一二三123]的?学?生?|在校初中生|初中放[寒暑]?假的?|初中的?娃儿?)'

const grownInstead = { instead: '年满16周岁' }

const CHILD_RULES: RuleSet = {
  hint: /\d|小学|初|童工/,
  rules: [
    rule('child_labour', `(?:年?满)?(?<![\\d.-])${CHILD}周?岁(?:及?以上|起)?`, {
      before: SERVING,
      after: childServed,
      holds: isWorker,
      ...grownInstead,
    }),
    rule('child_labour', `(?<![\\d.])(?<n>1[0-5])(?:周?岁)?(?:-|至|到) ?\\d{2}(?:周?岁|(?<=年龄.{5,9}))`, {
      ...people,
      ...grownInstead,
    }),
    rule('child_labour', '年?满1[0-5](?:即可|就|都|也|可|起)', { before: SERVING, ...grownInstead }),
    rule('child_labour', NOT_YET, {
      ...grownInstead,
      holds: ({ before, after }) =>
        !REFUSES.test(before) && !REFUSES.test(after) && (after === '' || /[也可都收来要需同能行悄做]/.test(after)),
    }),
    rule('child_labour', PUPILS, {
      ...grownInstead,
      before: /辅导|接送|教|给|照|带|护|陪|帮|卖|不|补/,
      after: /^(?:家教|辅导|作业|补习|放学|托管|用品)/,
      holds: ({ after, before, sentence }) =>
        /招|收|要|找/.test(before) ||
        /兼职|优先|[寒暑]假|来|打工|上班|工|做|可|也|行/.test(after) ||
        /假期工|暑假工/.test(sentence),
    }),
    rule('child_labour', '童工', {
      ...grownInstead,
      before: /不|禁|严|杜|拒|查|举报|违/,
      after: /^(?:[^,]*(?:不|勿|禁))/,
    }),
  ],
}

/** From ten on a bare age is the worker's; below, only with words that take them on. */
function isWorker(place: Place): boolean {
  if (REFUSES.test(place.before) || /^的?(?:人|学生)?(?:不|勿|莫)/.test(place.after)) return false
  if (numberIn(place, 'n') >= 10) return true
  return /以上|起|满/.test(place.clause) && /[招收做来]/.test(place.clause)
}

export const YEARS_RULES: readonly RuleSet[] = [AGE_RULES, CHILD_RULES]
