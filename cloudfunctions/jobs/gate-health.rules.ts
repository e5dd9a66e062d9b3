/**
 * Disabled people and carriers of a virus (就业促进法 §29, §30). "身体健康", height and sight are not among the law's
 * grounds; a health certificate may be asked where the state asks for it.
 */
import { rule, type RuleSet } from './gate-match.rules'
import { ANYBODY, REFUSED, REFUSING } from './gate-words.rules'

const VIRUS =
  '(?:乙肝|乙型肝炎|甲肝|丙肝|肝炎|[大小]三阳|大小三阳|艾滋病?|hiv|梅毒|性病|肺结核|结核病?|两对半|表面抗原)'
const DISEASE = `(?:${VIRUS}|传染性?的?疾?病|肝病)`
const ILL = '(?:病毒|阳性|携带|感染|患|病)*(?:者|人|人员|病人)?'
const DISABLED =
  '(?:残疾|残障|残缺|聋哑|聋人?|哑巴|盲人|瞎子|瘸腿?子?|跛子?|肢残|智障|听障|视障|腿脚不便|手脚不便|坐轮椅|拄拐|肢体不全|缺胳膊|断手|断指|身体有缺陷)'
const TEST = '(?:检查|检验|检测|筛查|化验|查|检|验|复查)'
const RESULT = '(?:阴性|合格|正常|五项|化验单?|报告|检查|检测|检验|不过|过不了|筛查|查|检)'

const lawful = { clause: ANYBODY }
const PLACES =
  /^(?:医院|病?院|科|门诊|疫苗|防治|康复|中心|学校|服务|用品|车|按摩|专岗|试剂|病房|病区|人?联合会|知识|宣传)/
const NOT_TESTED = /(?:不|免|不用|无需|不会|取消|禁止)(?:做|要|需要?|得)?[^, ]{0,2}$/

export const HEALTH_RULES: RuleSet = {
  hint: /[肝残聋哑盲瞎瘸跛障]|三阳|艾滋|hiv|梅毒|性病|结核|两对半|抗原|传染|不便|缺|轮椅|拄拐|不全|断[手指]|健全|齐全|完[整好]/,
  rules: [
    rule('health', `(?:不能|不得|不可以?)是${DISABLED}人?`),
    rule('health', `(?:有|患有?|携带)?${DISEASE}${ILL}(?:[、 和及][^, ]{1,5})?${REFUSED}`, { clause: /不影响/ }),
    rule('health', `${REFUSING}[^, ]{0,3}${DISEASE}${ILL}的?`, { clause: /不影响|疫苗/, after: PLACES }),
    rule(
      'health',
      `(?:身体健康)?(?:无|没有|没得|非|不得有|不能有|未患|不患|未感染)(?:任何|各种|各类|有)?[^, 不]{0,3}?${VIRUS}${ILL}(?:病史)?`,
      {
        ...lawful,
        after: PLACES,
      },
    ),
    // whoever handles food shows a certificate: it says the same (食品安全法 §45)
    rule(
      'health',
      `(?:无|没有|没得|不得有|不能有|未患|不患)(?:任何|各种|各类|有)?[^, 不]{0,3}?传染性?的?疾?病(?:病?史)?`,
      {
        ...lawful,
        sentence: /健康证/,
        after: PLACES,
      },
    ),
    rule('health', `(?:要|需|须|入职|体检)*${TEST}[^, 不]{0,4}${VIRUS}${RESULT}?`, {
      before: NOT_TESTED,
      after: PLACES,
    }),
    rule('health', `(?:${VIRUS}[、和及])*(?:${VIRUS}|肝功能?)+[^, 不]{0,5}?${RESULT}`, {
      before: NOT_TESTED,
      after: PLACES,
      clause: /不影响/,
    }),
    rule('health', `(?:有)?(?:身体|肢体)?(?:有)?${DISABLED}(?:的|人员|人士|人|者|证|们)*${REFUSED}`, {
      clause: /不影响/,
    }),
    rule('health', `${REFUSING}[^, ]{0,3}?${DISABLED}(?:人员|人士|人|的|证的?|者)*`, { ...lawful, after: PLACES }),
    rule(
      'health',
      `(?:身体|肢体)?(?:无|没有|没得|不能有|不得有|非)(?:任何|明显)?(?:身体|肢体|生理)?(?:残疾|残缺|残障|缺陷)(?!人?(?:勿|不))`,
      lawful,
    ),
    rule('health', '(?:肢体|四肢|手脚|身体|五官四肢)(?:须|要|必须|均)?(?:健全|齐全|完整|完好)'),
  ],
}
