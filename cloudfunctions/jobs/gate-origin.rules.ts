/** Where people come from (就业促进法 §26, §31). Work for local shops and with far-off goods is lawful. */
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

const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古?|东北|西北|台湾|香港|澳门|苏北|潮汕|两广|云贵|东三省|[南北]方|关外'
const NEAR =
  '九龙坡|渝中|沙坪坝|大渡口|江北|南岸|渝北|巴南|北碚|綦江|江津|永川|合川|璧山|铜梁|大足|荣昌|涪陵|长寿|万州|黔江|华岩|成都|川渝|渝北|主城[九9]?区?'
const KINDS =
  '(?:非)?(?:本地|本市|本区|本县|本村|本镇|本社区|本小区|本街道|本院|本省|当地|外地|外省|外来|外乡|外市|外区|外县|省外|市外|市区|城里|城市|乡下|农村|城镇|非农|农业)'
const FROM = `(?:(?:${KINDS}|${PROVINCES}|${NEAR})(?:省|市|区)?)`
const LIST = `${FROM}(?:、?(?:和|及)?${FROM})*`
/** A place alone is where goods go; with one of these it is a person. */
const BORN =
  '(?:人员|人士|人(?!气|流|民|工)|籍(?:贯)?的?(?:员工|人|者)?|老乡|同乡|来的|过来的|[打务]工的|的员工|员工|的人?|户口的?|户籍的?|妹儿|女孩|女性|男的|妹子|小伙)'
const PEOPLE = `(?:非)?${LIST}${BORN}`
const FELLOWS = '(?:老乡(?!鸡)|同乡|同村人?)'

const lawful = { clause: ANYBODY }

export const ORIGIN_RULES: RuleSet = {
  hint: new RegExp(`${FROM}|${FELLOWS}|某|部分|个别|有些`),
  rules: [
    rule(
      'origin',
      `(?:${ONLY}|${REQUIRING}|${PREFERRING}|${RECRUITING}|有|持)?${LIST}(?:常住|居民|家庭)?(?:户口|户籍|户|籍)(?!本|窗|室|科|政|业)(?:的|者|人员)*(?:${PREFERRED}|${REFUSED})?`,
      {
        clause: ANYBODY,
        after: /^(?:的?(?:老板|师傅|客|邻居)|可?协助|可?代办|办理|迁移|咨询|迁入|外)/,
        before: /(?:迁|办理?|转|落)$/,
      },
    ),
    rule('origin', `(?:户口|户籍|籍贯)(?:要求|所在地|限制|限|须|为|是|在|:| )*${LIST}`, { clause: ANYBODY }),
    rule('origin', `${PEOPLE}(?:、[^, ]{1,10})?${REFUSED}`, { clause: /不影响/ }),
    rule(
      'origin',
      `(?:非)?${LIST}(?:、[^, ]{1,10})?(?:的)?(?:请|一律|一概|都)*(?:勿|莫|免谈|免扰|免投|谢绝|除外|绕)[^, ]{0,2}`,
    ),
    rule('origin', `(?:本地|外地|外省|外来|农村|乡下)(?:人员|的)?${REFUSED}`),
    rule('origin', `${REFUSING}${LIST}(?:${BORN}|朋友|务工|(?=$|[, 、]))`, lawful),
    rule('origin', `[^, 不]{0,2}${PEOPLE}(?:[^, ]{0,4}?)${PREFERRED}(?:考虑)?`),
    rule('origin', `${LIST}${PREFERRED}`),
    rule('origin', `${PREFERRING}${LIST}(?:${BORN}|${END})`),
    rule('origin', `${ONLY}[^, 不]{0,4}?${LIST}(?:${BORN}|${END})`),
    rule('origin', `(?:招|要|找|须|需|须是|要求|必须)(?:是|为)?${LIST}(?:${BORN})(?!的?[店馆菜面摊])`, {
      ...lawful,
      before: /不$/,
    }),
    rule('origin', `(?:外地|外省)(?:的|人)?(?:要|需|须|得)(?:另外?)?[交押]`),
    rule('origin', `${BEGIN}(?:${LIST}(?:人|户口|户籍)|本地的)${END}`, lawful),
    rule('origin', `(?:某些?|部分|个别|有些)(?:省份?|地区|地方)[^, ]{0,3}${REFUSED}`),
    rule('origin', `${REFUSING}${LIST}(?:以外|之外)`),
    rule('origin', `是${LIST}(?:人|的)[就才](?:行|可|要|好)`),
    rule('origin', `${FELLOWS}(?:${PREFERRED}|${REFUSED})`),
  ],
}
