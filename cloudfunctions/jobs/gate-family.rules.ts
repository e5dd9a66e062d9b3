/** Marriage and birth as a condition, a wish or a question (妇女权益保障法 §43). */
import { rule, type RuleSet } from './gate-match.rules'
import { ANYBODY, PREFERRED, REFUSED, REFUSING, SERVING } from './gate-words.rules'

const CHILD = '(?:小?孩子?|小?娃儿?|小朋友|宝宝)'
const EVENTS = `(?:怀孕|生育|备孕|结婚|恋爱|要${CHILD}|生${CHILD}|生育|[二三]胎|二孩|造人)`
const STATES = '(?:已婚已育|未婚未育|已婚|未婚|已生?育|未生?育|已孕|离异|离[了过]?婚|丧偶)'
const QUESTIONS =
  '(?:婚否|婚姻(?:状况|情况)?|婚育(?:状况|情况)?|生育(?:状况|情况)?|结没结婚|结婚(?:没有?|没得|与否|了没|了吗)[嘛吗呢]?|是否(?:已婚|结婚|生育|怀孕))'
const ASKING = '(?:注明|说明|写明|写清楚?|标明|填写?|告知|提供|交代|如实)'

const lawful = { clause: ANYBODY }
const SHOPS = /^(?:公寓|宿舍|登记|用品|纪念|照|派对|家庭|妈妈|律师|率|手续|证)/

export const FAMILY_RULES: RuleSet = {
  hint: /[婚孕育胎娃孩怀]|单[身亲]|对象|朋友|离异|丧偶|妊娠|家[庭有带口里]|拖|牵挂|不生|哺乳|奶|宝宝|当了妈|成了?家/,
  rules: [
    rule('family', `有(?:了)?(?:对象|男朋友|女朋友)的?(?:${PREFERRED}|${REFUSED})`, lawful),
    rule('family', `(?:要|准备|打算|计划|正在)?${EVENTS}的?${REFUSED}`, lawful),
    rule('family', '(?:怀孕|结婚|生育|生孩子)[^, ]{0,4}(?:辞退|开除|走人|自动离职|劝退|辞职)', {
      before: /不[^,]{0,3}$/,
      after: /^(?:违法|不)/,
    }),
    rule('family', `(?:要求|限|需|须|必须|要|只招)?${STATES}(?:的|者|人士|妇女)?(?:${PREFERRED}|${REFUSED})?`, {
      ...lawful,
      before: /(?:不结婚|照顾|帮)$/,
      after: SHOPS,
    }),
    rule('family', `单身(?:的|者|人士|汉|狗)?(?:${PREFERRED}|${REFUSED}|(?=$|[, 、)]|能|来|最))`, lawful),
    rule(
      'family',
      `(?:(?:怀孕|孕妇|孕期|备孕|哺乳期?)[、和及])*(?:怀孕|怀[起上了]|有孕|孕妇|孕期|备孕|哺乳期?(?:的)?(?:妈妈|妇女)?|(?:奶|喂奶)(?:娃儿?)?|产妇)(?:的|中的?)?(?:女性|员工)?${REFUSED}`,
      lawful,
    ),
    rule('family', `(?:${REFUSING})(?:正在)?(?:怀孕|孕妇|备孕|哺乳)的?`, lawful),
    rule('family', '(?:要|需|做|含|包含|包括|入职|体检)*(?:孕检|验孕|未孕证明|未孕|妊娠(?:检测|检查|反应)|早孕检)', {
      before: /不(?:做|需要?|用|查|要)?$|孕妇|陪/,
    }),
    rule(
      'family',
      `(?:\\d|[两几近]个?)?(?:年(?:之|以)?内)?(?:(?<!结婚|生|离)不|无|没有?|没得|勿|未|非)(?:得|能|准备?|许|可|打算|考虑|想|要(?!孩|小|娃)|会|再|有|计划|近期)*(?:${EVENTS})的?(?:计划|打算|想法|安排)?`,
      lawful,
    ),
    rule('family', '(?:有|没有?|无)(?:怀孕|生育|备孕|结婚|婚育)(?:的)?(?:计划|打算|想法|安排)', lawful),
    rule(
      'family',
      `(?:结了婚|结过婚|结婚了|成了?家|生[了过完]${CHILD}|有了${CHILD}|当了妈)的?者?(?:${PREFERRED}|${REFUSED})?`,
      {
        ...lawful,
        before: SERVING,
        after: /^的?(?:人家|客|顾客)/,
      },
    ),
    rule(
      'family',
      `(?:有(?:了)?(?:家庭|家有室|家室)|结婚(?:生子)?|拖家带口|单亲(?:妈妈|爸爸)?)的?者?(?:${PREFERRED}|${REFUSED})`,
      lawful,
    ),
    rule('family', `(?:没有?|无)${CHILD}(?:的|者)(?:来|(?=$|[, ]))|年(?:之|以)?内不生(?=$|[, 的])`, lawful),
    rule('family', `生过${CHILD}`, { ...lawful, before: SERVING }),
    rule('family', `(?:没有?|无|不带)(?:任何|家庭|家里|${CHILD})*(?:拖累|负担|牵挂|累赘)(?:的(?:来|优先)?)?`, lawful),
    rule('family', `(?:家里?)?(?:已?有|带)${CHILD}(?:要带|需要照顾|的|者)*(?:${REFUSED}|${PREFERRED})`, {
      ...lawful,
      before: SERVING,
    }),
    rule('family', `${REFUSING}(?:家里)?[有带]${CHILD}的?`, lawful),
    rule(
      'family',
      `${CHILD}(?:大了|上学了|(?:已经?)?上学|断奶了?|有人带|(?:已|满)?\\d+岁(?:以上)?)的?(?:妈妈|宝妈)?${PREFERRED}`,
      lawful,
    ),
    rule('family', `${CHILD}(?:太|还)小的?${REFUSED}`, lawful),
    rule('family', `${ASKING}[^, ]{0,6}${QUESTIONS}`, { before: /不(?:用|必|需要?)?$/ }),
    rule('family', `(?:问|核实|了解|登记|核查)(?:到|下|清楚)?[^, ]{0,2}${QUESTIONS}`, {
      before: /(?:不|不会|没有?|从不|绝不)$/,
      after: /^录入/,
    }),
    rule('family', `${QUESTIONS}(?:要|请|需|都|必须)*${ASKING}`, lawful),
    rule('family', '婚姻(?:状况|情况)?[:为是要求]*(?:已|未)婚', lawful),
    rule(
      'family',
      '(?:说明|问|告知|注明|写明)[^, ]{0,4}(?:有没有|有无)(?:对象|结婚|孩子|小孩)|打算(?:几时|什么时候|何时|多久)(?:结婚|要孩子|生)',
    ),
  ],
}
