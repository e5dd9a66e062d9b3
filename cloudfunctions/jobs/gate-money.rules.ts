/** Money from the worker: fees and deposits (劳动合同法 §9, §84). What customers pay at the counter is work. */
import { rule, type Place, type RuleSet } from './gate-match.rules'
import { BEGIN, END } from './gate-words.rules'

const CUSTOMERS =
  /客人|客户|顾客|商户|租户|业主|房客|投标|租车|租赁|单车|自行车|退瓶|瓶子|住院|家属|入住|退房|台账|登记|核对|会计|收退|退还给|收银|收费员|收费岗|缴费|代收|催收|收缴|专员|前台|停车场|物业|快递|餐费|收据|收款|驾校|招生|学员|对账|车主|发票|开票|房东|摊位/
const WORKERS = /入职|离职|上岗|报到|工服|工衣|工装|工牌|从工资|工资[里中]?扣|员工|面试|应聘|(?:需|要|先|须)交/
/** The money is the customers', not the worker's. */
const isTask = ({ sentence }: Place): boolean => CUSTOMERS.test(sentence) && !WORKERS.test(sentence)
/** "收押金的都是骗子" warns of others. */
const WARNING = /骗|黑中介|举报|谨防|假冒|谁(?:跟|向|叫|要|收)|如有|凡是?/
const isAsked = (place: Place): boolean => !isTask(place) && !isDenied(place) && !WARNING.test(place.sentence)

const ANY = '(?:任何|一切|各种|其他|其它|什么|员工|求职者|你们?|大家|所谓的?|的)*'
/** "报名费、中介费和…" */
const LISTED = '(?:[^, 、]{1,6}[、和及或与])*[^, 、]{0,2}$'
/** "不收…", "无需交…", "没有任何…", "免…" */
const DENIED_BEFORE = new RegExp(
  `(?:不|无|没|别|勿|禁止|拒绝|谢绝|杜绝|从未|从不)(?:需要?|用|会|再|必|可|得|要|许|有|乱|先)*(?:另外?|额外|先)?(?:收取?|交纳?|缴纳?|扣|押|付|要|出|买)${ANY}${LISTED}` +
    `|(?:不|没|别|勿|禁止|拒绝)(?:需要?|用|会|再|必|可|得|许|准)*$` +
    `|(?:无需?|没有?|没得|免(?!费)|零|非|不用|不需要?)${ANY}${LISTED}`,
)
/** "…一概不收" */
const DENIED_AFTER = /^[^,]{0,10}(?:不收|不交|不用交|全免|都免|都没有|不存在)(?=$|[, ])/

/** What is denied stays denied along the list: "不收报名费、中介费", "押金、服装费一概不收". */
const isDenied = ({ before, after }: Place): boolean => DENIED_BEFORE.test(before) || DENIED_AFTER.test(after)

/** "体检费公司出" */
const PAID_BY_FIRM =
  /^(?:用|钱)?(?:全部|全额|全|都|统统|均|由|的钱|统一)*(?:免|报销|不收|不交|不要|没有|无|凭票|可报|公司|单位|老板|店里|厂里|我们|本店|企业|用人单位|[^,自个本员]{1,3}(?:里|方)(?:出|报|承担|负责|掏)|[:]?(?:无|免))/

const FEE =
  '(?:(?:报名|服装|置装|工装|工服|制服|工衣|体检|培训|中介|介绍|工本|资料|材料|建档|档案|办卡|制卡|管理|面试|服务|岗位|信息|手续|会员|入会|入职|上岗|考试|办证|登记|代办|推荐|保密|学)费用?)'
const CLOTHES = '(?:工作服|工装|工衣|制服|服装|工服|厂服)'
const OWN =
  '(?:自理|自费|自付|自备|自购|自负|自己(?:出|掏|付|承担|买|负责)?|自行(?:承担|购买|负责)?|(?:本人|员工|个人)(?:自?己)?(?:承担|出|付|负责))'
const SUM = '(?:\\d+(?:元|块)?(?:钱)?)'
const LOANS = /借款|信用卡|分期|分\d+期|贷|后付|后还|慢慢|先学|先交学费|工资|还学费|欠/
const DEPOSITS = '(?:押金|保证金|诚意金|风险|抵押|信誉金|担保)'

const FEE_RULES: RuleSet = {
  hint: /[费交缴收带付钱]|工作服|工[装衣服]|制服|服装|厂服|体检/,
  rules: [
    rule(
      'fee',
      `(?:需|要|须|先|另)*(?:交纳?|缴纳?|收取?|付|带)*(?:${SUM}的?)?${FEE}(?:、${FEE})*(?:[^,、]{0,4}?${SUM})?(?:${OWN})?`,
      {
        after: PAID_BY_FIRM,
        holds: (place) =>
          isAsked(place) &&
          !isStudyLoan(place) &&
          !/(?:报销|全包|补贴|退还?|返还)$/.test(place.before) &&
          !/(?:员|岗|专员|窗口|标准|单|大厅)$/.test(place.after.slice(0, 3)),
      },
    ),
    rule('fee', `体检(?:的?费用|的?钱)?${OWN}(?:掏钱|出钱)?`, { holds: isAsked }),
    rule(
      'fee',
      `(?:自己|自行|需要?|要|必须|须)(?:先|自己|自行|出钱|掏钱|花钱)?(?:购买|买|购)(?:一套|公司的?|店里的?)?${CLOTHES}`,
      { before: /不(?:用|需要?|必)?$|无需$/ },
    ),
    rule('fee', `${CLOTHES}(?:费|钱)?[^,]{0,5}?(?:${OWN}|从[^,]{0,6}扣|${SUM}(?:1套|一套|每套)?(?:自己买)?(?=$|,))`, {
      before: /不(?:用|需要?|必)?$|无需$/,
      after: PAID_BY_FIRM,
      clause: /押/,
    }),
    rule(
      'fee',
      `(?:入职|报名|面试|来了|报到|上班|上岗|培训|先|另|建档|办卡|每人|需|要|须|(?<=^|[, ]))[^, 不免]{0,4}?(?:交|缴|收费?|带|付)(?:现金|纳|人民币)?(?:\\d+(?:元|块)钱?|\\d+(?=$|[,、]|的))(?![1一每]|[^,]{0,6}${DEPOSITS})`,
      {
        holds: (place) => isAsked(place) && !LOANS.test(place.clause) && !/保证金|押金|风险/.test(place.clause),
      },
    ),
    rule('fee', '(?:代办|办理?|介绍)[^, 不免]{0,6}(?:收|交|付)\\d+(?:元|块)', { holds: isAsked }),
    rule('fee', '(?<=^|[, ])交钱(?:办|入职|上岗|$)[^, ]{0,2}'),
    rule('fee', '(?:入职|报名|面试|报到|上岗|应聘|要)[^, 不免]{0,4}?(?:交|缴)(?:一?点|些)?(?:钱|费)', {
      holds: isAsked,
    }),
  ],
}

/** A course on credit is a loan, and one finding is enough. */
function isStudyLoan({ clause, sentence }: Place): boolean {
  return LOANS.test(/学费/.test(clause) ? sentence : clause) && /学费|培训/.test(clause)
}

/** What a deposit is said to be for. */
const HELD_FOR =
  '(?:[工制厂]服|工[衣装牌具卡]|服装|衣服|设备|宿舍|住宿|床位|岗位|入职|上岗|离职|钥匙|安全|风险|诚信|诚意|信誉|履约|合同|保密|手机|车辆|电动车|装备|[餐饭门]卡|门禁|劳保|材料|工作|的)'

const MONTH = '(?:\\d+|半|一|首|头|第1)?个?(?:月|半月|天|周)'
const WAGE = '(?:工资|(?<=[押压])资|薪水|薪资|工钱|月薪|底薪|薪)'

const DEPOSIT_RULES: RuleSet = {
  hint: /[押压扣]|[金保]|工资/,
  rules: [
    rule(
      'deposit',
      `(?:需|要|须|先|另)*(?:交纳?|缴纳?|收取?|付)*(?:${SUM}的?)?(?:做)?(?:${HELD_FOR})*(?:押金|保证金(?![额银融])|风险金|抵押金|诚意金|诚信金|信誉金|风险抵押|定金)(?:${SUM})?`,
      {
        after:
          /^(?:[:]?(?:都|也|全|统统|一律|一概)*(?:无|没有|全免|不收|不交|不要|不用|免)|岗|台账|由(?:客|家|公司|单位|我们|老板|店)|单)/,
        holds: isAsked,
      },
    ),
    rule('deposit', `[押压]着?(?:首|头|第1|前)?${MONTH}(?:的)?${WAGE}?(?:再发|走时退)?`, { holds: isWageHeld }),
    rule('deposit', `(?:${WAGE}|首月|第1个月)的?[^,不无免]{0,2}[押压](?!根|力)(?:着|起|到|在|下|${MONTH}|\\d+天)?`, {
      before: /不$/,
    }),
    rule('deposit', `[押压]着?${WAGE}(?:${MONTH}|\\d+天)?`, { before: /不$|从不|没有$|无$/, sentence: /拖欠/ }),
    rule('deposit', `${BEGIN}[押压]${MONTH}${END}`, { sentence: /货/ }),
    rule('deposit', `(?:首|第1个?)月的?${WAGE}[^, ]{0,3}(?:年底|离职|走时|走的?时候?|最后)[^, ]{0,3}[结发给]`),
    rule('deposit', `(?:扣留|暂扣|扣押|扣下|扣|留)(?:员工)?(?:首|头|第1|前)?${MONTH}(?:的)?${WAGE}`, {
      before: /不$|从不|绝不|没有$/,
    }),
    rule('deposit', `[押压]${SUM}(?!天|个月|\\d|周)(?:钱)?`, { holds: isAsked }),
    rule(
      'deposit',
      '(?:需要?|须|要|找|提供|有)*[^, 不无免]{0,6}?(?:担保人?(?!公司|业务|贷)|作保|做保(?!洁|安|姆|养|险|管)|保人)(?:担保)?',
      {
        before: /(?:不|无|免|没有)(?:用|需要?|要|须|得)?[^,]{0,4}$/,
        after: /^(?:公司|业务|贷款|合同)/,
      },
    ),
  ],
}

/** "压一天货" holds nobody's pay back. */
function isWageHeld({ before, clause, sentence }: Place): boolean {
  if (/不$|从不|没有$|无$/.test(before)) return false
  return /工资|薪|工钱|底薪/.test(clause) || /工资|薪/.test(sentence)
}

export const MONEY_RULES: readonly RuleSet[] = [FEE_RULES, DEPOSIT_RULES]
