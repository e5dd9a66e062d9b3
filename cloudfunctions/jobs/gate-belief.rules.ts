/** Ethnicity (就业促进法 §28) and religion (§3). Restaurants, costumes and temples are places to work, not limits. */
import { rule, type RuleSet } from './gate-match.rules'
import {
  ANYBODY,
  BEGIN,
  END,
  ONLY,
  PREFERRED,
  PREFERRING,
  RECRUITING,
  REFUSED,
  REFUSING,
  REQUIRING,
} from './gate-words.rules'

const NAMES =
  '汉|藏|维吾尔|维|回|苗|彝|壮|满|蒙古?|侗|瑶|白|傣|土家|哈萨克|羌|朝鲜|布依|哈尼|黎|傈僳|佤|畲|水|纳西|景颇|撒拉|锡伯|仡佬|柯尔克孜'
const GROUP = `(?:非)?(?:(?:${NAMES})族|(?:${NAMES.replace('水|', '').replace('白|', '')})民|少数民族|外族|汉人)`
const MEMBERS = '(?:同胞|人员|人|员工|朋友|的|者)*'
const lawful = { clause: ANYBODY }

const ETHNICITY_RULES: RuleSet = {
  hint: /[族汉民]/,
  rules: [
    rule('ethnicity', `${GROUP}${MEMBERS}(?:、${GROUP}${MEMBERS})*${REFUSED}`),
    rule('ethnicity', `${GROUP}[^, 都也]{0,8},请?(?:勿|不要|别|莫)(?:来|报名|应聘|投|打扰|扰)`),
    rule('ethnicity', `(?:${REFUSING})${GROUP}(?:人|员工|的|同胞)?(?![餐特风服文])`, lawful),
    rule('ethnicity', `${GROUP}${MEMBERS}${PREFERRED}`),
    rule('ethnicity', `${PREFERRING}${GROUP}(?:人|员工|的)?(?![餐特风服文])`),
    rule('ethnicity', `(?:${ONLY}|${REQUIRING}|${RECRUITING})(?:是|为)?${GROUP}(?:人|员工|的|${END})`, lawful),
    rule('ethnicity', `${ONLY}汉(?=$|[, 、]|族|人)`, lawful),
    rule('ethnicity', `民族(?:要求|限制|限|须|为|是|:| )*(?:${NAMES})(?:族|${END})`, lawful),
    rule('ethnicity', `${BEGIN}汉族人?${END}`, lawful),
  ],
}

const FAITHS = '(?:宗教|佛教?|基督教?|耶稣|天主教?|伊斯兰教?|道教|主|教)'
const BELIEVERS = `(?:(?:有(?:宗教)?)?信仰?(?:${FAITHS})|有(?:宗教|任何)*信仰|(?:有)?宗教信仰|(?:基督|天主|佛|伊斯兰|道)?教?(?:教徒|信徒|信众)|基督徒|佛门弟子|穆斯林)`
const faithful = { clause: ANYBODY, before: /不$/ }

const RELIGION_RULES: RuleSet = {
  hint: /[信教佛]|基督|穆斯林/,
  rules: [
    rule('religion', `${BELIEVERS}${REFUSED}`, { clause: /不影响/, before: /不$/ }),
    rule('religion', `(?:${REFUSING})(?:有)?${BELIEVERS}的?`, { clause: /不影响/ }),
    rule('religion', `${BELIEVERS}${PREFERRED}`),
    rule('religion', `(?:${PREFERRING}|${ONLY}|${REQUIRING}|${RECRUITING})${BELIEVERS}的?`, faithful),
    rule(
      'religion',
      `(?:要求)?(?:无|没有|没得|不得有|不能有|不可有|未有|非)(?:任何|各种)?(?:宗教信仰|信仰|宗教)(?:的|者|人士)?(?:${PREFERRED})?`,
      {
        clause: /[没无]有?要求|限制/,
      },
    ),
    rule('religion', `(?<!信教)(?:不|没|未)(?:能|得|可|许|准)?(?:信仰?|入|参加)${FAITHS}(?:${PREFERRED})?`, {
      clause: ANYBODY,
    }),
    rule(
      'religion',
      `(?:注明|说明|写明|填写?|告知|提供|交代)[^, ]{0,4}(?:是否信教|宗教|信仰|信不信教|信教)(?:信仰)?(?:情况)?`,
      {
        before: /不(?:用|必|需要?)?$/,
      },
    ),
    rule('religion', `宗教信仰(?:要求|为|是|:| )*(?:无|没有|佛|基督|不信)`),
  ],
}

export const BELIEF_RULES: readonly RuleSet[] = [ETHNICITY_RULES, RELIGION_RULES]
