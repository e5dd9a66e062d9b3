/** Limits and preferences of sex (妇女权益保障法 §43). Shoes, wards and customers have a sex too: those are lawful. */
import { rule, type RuleSet } from './gate-match.rules'
import {
  BEGIN,
  PREFERRED,
  PREFERRING,
  ONLY,
  RECRUITING,
  REFUSED,
  REFUSING,
  REQUIRING,
  SERVING,
} from './gate-words.rules'

/** What follows 男 or 女 when a thing, a place or somebody served is meant. */
const THINGS =
  '(?:装|鞋|包(?!装)|裤|裙|袜|帽|服(?!务)|衣|式|款|表|厕|浴|卫生间|洗手间|更衣|宿舍|公寓|寝室|澡堂|宾部|童|婴|客(?!服)|顾客|乘客|游客|旅客|住客|病|患|老人|犯|监|队|排|足|篮|会员|学员|' +
  '主人|老板|儿|婿|王|友|朋友|方|科|人(?:街|装|鞋|世界)|' +
  '(?:生|性|士|子|人|孩)?(?:宿舍|公寓|寝室|浴室|更衣|楼|学校|监狱|健身|健康|篮球|足球|排球|用品|客|顾客|老人|会员|消费|病|患|朋友|服装|服饰|内衣|西装|理发|护肤|护理|美容|皮|香水|包(?!装)|鞋|衬|专用|专车|疾病|群体|频道))'

const ONE_SEX = `(?:男(?!女)|(?<!男)女)(?!${THINGS})`
const KIND = '(?:性|生|士|的|同志|同胞|孩子?|孩儿|娃儿?|青年|工)?'
/** Words for people that say their sex. */
const FAMILIAR =
  '(?:妹儿|幺妹|小妹妹?|小姑娘|妹子|妹妹|小姐姐|姑娘|嬢嬢|孃孃|娘娘|大姐|(?<!大爷)大妈|大嫂|美女|靓女|帅哥|靓仔|小伙子?|小哥哥|汉子|爷们|弟娃)'
const PERSON = `(?:${ONE_SEX}${KIND}|${FAMILIAR})`
const JOBS =
  '(?:服务员|收银|保安|司机|普工|营业员|导购|店员|店长|厨师|会计|文员|前台|技师|主播|销售|学徒|护工|保姆|保洁|助理|迎宾|技工|师傅|教练|老师|客服|业务员|操作工|杂工|小工|搬运|帮工|骑手|代表|秘书|出纳|护士|模特|库管|质检|包装工)'

/** Work that the state forbids to women may be for men, when the posting names the rule (女职工劳动保护特别规定 附录). */
const FORBIDDEN_WORK = { sentence: /女职工(?:禁忌|劳动保护)|禁忌(?:劳动|从事)|不适合(?:妇女|女职工)的工种/ }

const both = /(?:男|女)(?:的|性|生|士|同志)?[、 和或及]$/
const other = /^(?:的|性|生|士|同志)?[、 ,和或及]?(?:男|女)(?!性?(?:优先|勿|莫))/
const lawful = FORBIDDEN_WORK

export const SEX_RULES: RuleSet = {
  hint: /[男女妹姐嬢孃娘妈嫂哥伙爷]|汉子|弟娃/,
  rules: [
    rule('sex', `${ONLY}[^, ]{0,3}?${PERSON}`, { ...lawful, before: /不$/ }),
    rule('sex', `${PERSON}[^, ]{0,8}?${PREFERRED}(?:考虑|录用|录取)?`, lawful),
    rule('sex', `${PREFERRING}(?:招|的)?${PERSON}`, lawful),
    rule('sex', `(?:都|全|也)?${PERSON}${REFUSED}[^, ]{0,2}`, lawful),
    rule('sex', `(?:${REFUSING}|请)${PERSON}(?:${REFUSED}|应聘|(?=$|[, ]))`, { ...lawful, holds: isRefusal }),
    rule('sex', `${REFUSING}${PERSON}(?:应聘|报名)?`, lawful),
    rule('sex', `非${ONE_SEX}(?:性|士|生)?[勿莫不][^, ]{0,2}`, lawful),
    rule('sex', `性别(?:要求|限制|限定|限|必须|需|须|为|是|:| )*${ONE_SEX}(?:性|生|士|的)?`, {
      ...lawful,
      after: other,
    }),
    rule('sex', `${REQUIRING}(?:全|都)?${PERSON}(?:\\d+[名人个位]|[数多]名|若干)?`, {
      ...lawful,
      after: other,
      before: /不$/,
    }),
    rule('sex', `${RECRUITING}[^, 、不做]{0,4}?(?<cut>${FAMILIAR})`, { ...lawful, instead: '人' }),
    rule('sex', `(?:招|收|招聘|缺|要|找|急聘|聘|诚聘)?(?<cut>${ONE_SEX}工)(?=$|[, 、)\\d]|若干|[数多]名)`, {
      ...lawful,
      instead: '普工',
    }),
    rule(
      'sex',
      `${RECRUITING}[^, 、不给待顾护陪教]{0,6}?(?<cut>${ONE_SEX}(?:(?:同志|孩子?|的)(?!${JOBS})|(?:性|生|士|青年)(?=$|[,、 \\d]|[做来看带洗搬煮端帮]|若干|[数多]名)))`,
      { ...lawful, before: SERVING, after: other, instead: '人' },
    ),
    rule('sex', `${RECRUITING}(?<cut>${ONE_SEX}(?:性|的)?)`, { ...lawful, after: other }),
    rule('sex', `${BEGIN}(?<cut>${ONE_SEX}(?:性|士|生)?)${JOBS}`, { ...lawful, after: /^的/ }),
    rule('sex', `(?<cut>美女|靓女|帅哥|小姐姐|妹儿)${JOBS}`, lawful),
    rule('sex', `(?<=[员工师岗手银安洁机])[(]?${ONE_SEX}(?:性|士)?[)]?(?=$|[, 、]|\\d|若干|[数多]名)`, {
      ...lawful,
      after: other,
    }),
    rule('sex', `[(]${ONE_SEX}(?:性|士|生)?[)]`, lawful),
    rule('sex', `${BEGIN}${ONE_SEX}(?:性|生|士|的|孩子?)?(?=$|[,、 )]|\\d{2}|若干|[数多几]名)`, {
      ...lawful,
      before: both,
      holds: standsAlone,
    }),
    rule('sex', `(?<=岁的?|以[下上内]的?|年[轻青]的?)${ONE_SEX}(?:性|生|士|孩子?|的|同志)`, {
      ...lawful,
      before: SERVING,
    }),
    rule('sex', `${ONE_SEX}(?:的|性|生|士|孩子?|同志)[^, ]{0,3}[干做]不[了来动下][^, ]{0,3}`, lawful),
    rule(
      'sex',
      `${ONE_SEX}(?:的|性|生|士|孩子?|同志)[^, 都也]{0,6},请?(?:勿|不要|别|莫)(?:来|报名|应聘|打电话|投|打扰|扰)`,
      lawful,
    ),
    rule('sex', `${ONE_SEX}[工生]?(?<!\\d)\\d+[名人个位]?[、 ]?${ONE_SEX}[工生]?\\d+[名人个位]?`, lawful),
    rule(
      'sex',
      `${BEGIN}${ONE_SEX}(?:的|性|生|士|孩子?|同志)(?:[^, 都也]{0,2}(?:方便|好沟通|好管|好带)|专岗|专属|来谈|来(?=$|[, ])|若干|\\d+[名人个位])[^, ]{0,2}`,
      { ...lawful, after: other },
    ),
    rule('sex', `(?<=已婚|未婚|单身|离异)的?${ONE_SEX}(?:士|性|的|生|人|孩子?)`, lawful),
    rule('sex', '男女(?:各|比例(?!均|协|相|差|合))\\d*[名人个位]?', lawful),
  ],
}

/** "请女士…" refuses only with what follows. */
function isRefusal({ clause }: { clause: string }): boolean {
  return /[勿莫别不拒谢]/.test(clause)
}

/** "男、女均可" and "男 女不限" name both. */
function standsAlone({ after }: { after: string }): boolean {
  return !/^(?:的|性|生|士)?[、 ]?(?:男|女|不限)/.test(after)
}
