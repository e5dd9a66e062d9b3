/** How postings want, prefer and refuse people: the parts that the rules of every ground are put together from. */

/** The beginning of a clause, by a space only where no word before it leans on what follows; and its end. */
export const BEGIN = String.raw`(?<=^|[,、(:]|(?<![是为给跟的和不没无]) )`
export const END = String.raw`(?=$|[,、 )])`

const WHO = String.raw`(?:的|者|人员|人士|人|员工|应聘者|朋友|同志)*`
const US = String.raw`(?:我们(?:这儿?|店|厂)?|本店|本厂|公司|店里|厂里|这里)?`
const ALL = String.raw`(?:请|就|都|也|还|概|一概|一律|一般|均|统统|通通|全|全部|暂时|暂|千万|最好|恕)*`

/** After those who are refused: "…的请勿打扰", "…我们一概不收". "不要求" refuses nobody. */
export const REFUSED = String.raw`${WHO}${US}${ALL}(?:勿|莫(?!大)|别(?!的|人|处)|不(?:太|大|很)?(?:要|招|收|考虑|予|录|接受|接收|合适|适合|方便|行|聘|欢迎|需要|得应聘|来|宜|便)(?![求紧钱费别])|不能(?:来|要|做|录|应聘)|不用(?:来|投|应聘|报名|联系|打|考虑)|谢绝|拒|免(?:谈|扰|投|进|来)|不得行|没得法|搞不[了来]|除外|绕|算了|止步|走开|靠边)(?:再?(?:打电话|来电|投递?|报名|应聘|打扰|联系|录用|录取|考虑))?`

/** Before those who are refused: "不要…", "谢绝…" */
export const REFUSING = String.raw`(?:(?:不|勿|莫)(?:要|招收|招聘|招用|招|收|用|录用|录取|录|聘用|聘|接受|接收|接纳|考虑|欢迎|需要|找|想要|建议|推荐|鼓励)(?![求钱费])|谢绝|拒绝?(?:招收?|收|用|录用|接收|接受)?|禁止|严禁)`

/** After those who are preferred: "…者优先" */
export const PREFERRED = String.raw`${WHO}(?:可以?|将|都|均|会)?(?:优先|为主|为佳|为宜|最好|最佳|更好|更佳|[更最较]为?(?:合适|适合|稳定|受欢迎)|优选|稳定些|佳(?=$|[, ])|先录|先要)`

/** Before those who are preferred: "优先考虑…" */
export const PREFERRING = String.raw`(?:优先(?:考虑|录用|招聘|招用|招收|录取|招|聘用?|安排|要|选用?|面向)?|首选|优选|最好(?:是|要|找|招|为|来)?|倾向于?(?:招收?|要|用|找)?|偏向于?(?:招|要)?|更(?:想|愿意)(?:要|招|找|用)|尽量(?:招|要|找)|[更最]?适合|希望(?:是|招|找)|(?<!不)(?:建议|推荐))`

/** Before the only ones who may come: "仅限…", "只招…", "限…". "不限…" limits nobody. */
export const ONLY = String.raw`(?:(?<!不)[仅只单](?:限|招收|招聘|招用|招|要|收|用|考虑|面向|接受|接收|录用|需要?|找|聘|是|能是)*于?|(?<![不无有权期年上下])限(?:定|招|制)?(?:为|于|:)?)`

/** Before what must be: "要求…", "须为…" */
export const REQUIRING = String.raw`(?:要求|必须|需要|务必|[须需应要])(?:是|为|有|系|:)*`

const SOME = String.raw`(?:\d+(?:名|个|位|人)|[几数多]?[个名位]|几个|些|若干)?`
/** Before those who are looked for: "招几个…", "诚聘…" */
export const RECRUITING = String.raw`(?:(?<!不)招(?:收|聘|募|工|用)?|诚聘|急聘|(?<!应)聘(?:请|用)?|寻(?:找|求)?|找|诚邀|想请|请|(?<!不)需要?|(?<!不)要|缺|(?<!不)收(?![银费款货退据])|急需|来(?=\d+[个名位]))${SOME}`

/** In a clause that lets everybody come. */
export const ANYBODY =
  /不限|不论|无论|不分|不管|不问|不挑|不拘|不介意|不在乎|不影响|无关|没关系|都?一样|一视同仁|[均皆]可|[都也][可能行要收来欢招]|都得行|欢迎|不看|不要求|[没无][得有]?要求/

/** Before those who are served by the work, not employed: "照顾…", "给…" */
export const SERVING =
  /(?:照顾|照料|照看|照护|看护|护理|陪|带(?!班|头|队|薪)|服侍|伺候|辅导|教(?!师|练|员|务)|接送|给|帮(?!工|厨)|服务(?!员|生)|面向|针对|客户|顾客|客人|用户|会员|学员|监护|看管|检票|凡|接待|适合)[^,]{0,9}$/
