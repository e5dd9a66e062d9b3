/** Holding identity cards and certificates (劳动合同法 §9, §84), and loans for work or training (就业促进法 §41). */
import { rule, type Place, type RuleSet } from './gate-match.rules'

const PAPER =
  '(?:身份证|毕业证书?|学位证书?|学历证书?|驾驶证|驾照|行驶证|资格证书?|结业证书?|[电焊]工证|健康证|上岗证|户口本|户口簿|护照|证件|证书|操作证)'
const PLACE = '(?:公司|单位|店里?|老板|前台|办公室|厂里?|人事|财务|项目部|我们?这?|柜台|经理|保管处|铺子)'
const COPIES = /复印件|扫描件|照片/
const DENIED = /(?:不|无|没有|禁止|绝不|别|从不|勿|免)(?:会|用|要|需要?|得|许|准)?$/

const PAPER_RULES: RuleSet = {
  hint: /证|驾照|户口|护照/,
  rules: [
    rule(
      'papers',
      `(?:要|需|须|暂|先)*(?:扣押|抵押|押|扣留|扣|收走|没收|收缴|上缴|上交|暂存|收存|代管|代为保管|保管|(?<![提递])交(?=[^, ]{2,5}原件)|(?:要|需要?|须)交|统一收取?|收取|收(?![集到发拾])|留下|扣下)(?:员工|工人|你|本人|个人)?的?(?:${PAPER}|证(?=$|[,、 上]))(?:原件)?`,
      {
        before: DENIED,
        clause: COPIES,
        holds: ({ before, clause }) =>
          !/保管/.test(clause) || /员工|工人|统一|入职|期间|代为/.test(clause)
            ? !/客|老人|顾客|帮/.test(before)
            : false,
        instead: '入职时看一下证件',
      },
    ),
    rule(
      'papers',
      `${PAPER}(?:原件)?[^, 不自]{0,5}?(?:扣押|抵押|[押压扣](?!钱|款)|上交|上缴|收走|没收|交上来|交过来|交起)(?:[^, ]{0,4})`,
      {
        clause: COPIES,
        before: DENIED,
        holds: isOwn,
      },
    ),
    rule(
      'papers',
      `${PAPER}(?:原件)?[^, 不自]{0,5}?(?:(?:放|交|存|留|由|给|寄存|统一)(?:在|到|给|于|由|存)?${PLACE}|${PLACE}(?:统一)?(?:保管|代管|收))[^, ]{0,6}`,
      { clause: COPIES, before: DENIED, holds: isKept },
    ),
    rule('papers', `${PAPER}(?:原件)?[^, 不自看]{0,3}(?:统一|集中|一律)(?:交|收|保管|存|管理|上交|代管)[^, ]{0,6}`, {
      clause: COPIES,
      holds: isOwn,
    }),
  ],
}

/** Papers of customers and guests are looked after as work. */
function isOwn({ clause, sentence }: Place): boolean {
  return !/客人|顾客|客户|访客|老人的/.test(clause) && !/^(?:仓库|档案)/.test(sentence)
}

/** Handed over to be kept; to bring it, to show it and to have it copied is lawful. */
function isKept(place: Place): boolean {
  return isOwn(place) && !/看(?:一?下|完|一?眼)|登记|备案|核对|核验|办理|查验|自己保管|归档/.test(place.clause)
}

const STUDY = '(?:学费|培训费用?|培训款|学习费用?|学杂费|培训)'
const BUSINESS =
  /客户|顾客|会员|营业员|专员|咨询|文员|资料员|经纪|前台|讲分期|信贷|业务|中介|会计|信用社|按揭|小额贷款公司|楼盘|推销|卖场/
const NO_LOAN = /(?:不|无(?!钱)需?|没(?!钱)有?|绝不|从不|免|拒绝|谢绝|别|非)[^,]{0,5}$/
const credit = { before: NO_LOAN, sentence: BUSINESS }

const LOAN_RULES: RuleSet = {
  hint: /[贷款学扣]|培训|期|首付|以租|租转|还|上岗/,
  rules: [
    rule('loan', '(?:可以?|支持|能)(?:办理?)?(?:分期|贷款)(?:付款)?', credit),
    rule('loan', '签[^,]{0,4}(?:分期|贷款)(?:合同|协议)?|贷款(?:买|提|购)车|(?:办|帮你)[^,]{0,2}贷款', credit),
    rule(
      'loan',
      '(?:可以?|能|帮你?|支持)?(?:办理?|做)?(?:以贷代训|培训贷|学费贷|助学贷款?|求职贷|上岗贷|入职贷|分期贷|美容贷|整容贷)',
      credit,
    ),
    rule(
      'loan',
      '(?:可以?)?先(?:学|上岗|培训|入学|就业|上班)(?:习|后)?[^,]{0,2}?后(?:付|还|交|缴)(?:款|费|学费|钱)?',
      credit,
    ),
    rule(
      'loan',
      `${STUDY}[^,]{0,6}(?:分期|贷款|可贷|按月还|慢慢还|慢慢扣|后付|后还|后交|欠着?|分\\d+期)(?:付款|还款)?`,
      credit,
    ),
    rule('loan', `${STUDY}[^,]{0,3}从?[^,]{0,6}(?:工资|薪水|薪资)[里中内]?面?[^,]{0,5}扣(?:除)?`, credit),
    rule(
      'loan',
      `(?<=(?:培训|学费|学习|入学)[^,]{0,8},[^,]{0,5})(?:支持|可以?|后面|能)?分(?:\\d+)?期(?:付款|还款?|付)?`,
      credit,
    ),
    rule(
      'loan',
      '(?:办|签|申请)?(?:分期|贷款|网贷|信用贷|借款|刷信用卡|信用卡分期|信用卡)[^,]{0,5}(?:付|交|缴)?(?:培训|学习|学费|入学|上岗|入职|学技术|再上岗)[费款]?',
      credit,
    ),
    rule(
      'loan',
      `(?:先|必须先)(?:交|缴|付)(?:完|清|了)?(?:学费|培训费)?[^,]{0,4}(?:学费|再上岗|才能?上岗|再培训|培训再|培训后上岗)(?:再上岗)?`,
      credit,
    ),
    rule('loan', '[零0](?:元)?(?:首付|入学|学费)[^,]{0,6}(?:学|买|提|购|车|入|$)?[^,]{0,3}', credit),
    rule(
      'loan',
      '(?:以租代购|租转购|(?:每月|月月|按月)[^,]{0,2}还(?:车)?[款贷]|车款[^,]{0,3}还|还(?:车贷|网贷|贷款|贷)(?!专))',
      credit,
    ),
    rule(
      'loan',
      '(?:毕业|上岗|就业|入职|工作|上班|学完|学成)(?:后|以后|之后)[^,]{0,4}(?:分期|按月|逐月|慢慢|每月|从工资)[^,]{0,2}(?:还款?|扣)',
      credit,
    ),
    rule('loan', '(?:用你|以你|你的?)[^,]{0,3}名字?[^,]{0,4}(?:贷|分期)款?|(?:公司|我们)帮你?还(?:款|贷)?', credit),
    rule(
      'loan',
      '(?:办|帮你办|申请|签)(?:个|一个|一笔)?(?:网贷|信用贷|小额贷|消费贷|贷款(?:协议|合同|交|手续)?)',
      credit,
    ),
    rule('loan', '(?:平台|银行|合作方|通过)[^,]{0,4}贷款[^,]{0,3}(?:交|付|缴)?(?:学费|培训)?', {
      ...credit,
      holds: ({ sentence }) => /学|培训|上岗|入职/.test(sentence),
    }),
    rule('loan', '(?:边(?:工作|上班|干)边|以后|慢慢|分\\d*期)(?:还|扣|付)(?:学费|培训费|培训款)', credit),
  ],
}

export const PAPERS_RULES: readonly RuleSet[] = [PAPER_RULES, LOAN_RULES]
