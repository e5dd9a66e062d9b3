/** A sentence that breaks the law, said lawfully: what was found goes, the rest stays as it was written. */

export interface Cut {
  start: number
  end: number
  /** lawful words for what goes */
  instead: string
  /** what goes: the words themselves, the words and what leans on them, or the clause that they stand in */
  reach: 'part' | 'words' | 'clause'
}

interface Clause {
  words: string
  start: number
  /** the marks after it */
  mark: string
}

/** Words that say nothing of the work when they are all that is left. */
const FILLER =
  /招聘对象|招聘要求|招聘|招收|招募|诚聘|急聘|急招|招|聘|找|仅限|只限|限|仅|只|最好|最佳|要求|要|须|需要|需|必须|的话|的|者|人员|人士|人|工作|岗位要求|本岗位|此岗位?|岗位|本店|我们(?:这儿?)?|我|你|请|都|均|也|就|可以|可|优先|考虑|录用|录取|应聘|报名|投递?|加盟|加入|来|为|是|在|做|年龄|性别|民族|户口|户籍|籍贯|和|或|及|且|并|但|以|不|勿|了|着|吧|哈|哦|若干|数名|几个|几名|目前|现在|长期|[\d一二两三四五六七八九十]+(?:名|个|位|人)?|[元块]|名|个|位|先|入职|再|另|还/g

const MARKS = /[，,、;；/|＋+\s]+/g
const ENDING = /[。！!？?；;]+$/
/** What may not begin or end a clause once the words beside it are gone. */
const DANGLING = /^(?:的|者|且|并|但|而|和|或|及|与|也|、|，|,|:|：|-)+/
const HANGING = /(?:且|并|但|而|和|或|及|与|要求|仅限|只限|限|只|仅|、|，|,|:|：|-|（|\(|了|哈|吧|哦)+$/
/** Clauses that mean nothing without the one before: "押金200，离职退". */
const LEANING =
  /^(?:(?:本人|自己|个人|自)(?:出|付|理|费|承担|掏)|[^，,]{0,6}(?:退还?|归还|还|拿走?|返还?|付|赔)|从[^，,]{0,4}工资[^，,]{0,3}扣.{0,3}|有?家长[^，,]{0,4})了?$/

function clausesOf(sentence: string): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  for (const { 0: mark, index } of sentence.matchAll(MARKS)) {
    clauses.push({ words: sentence.slice(start, index), start, mark })
    start = index + mark.length
  }
  clauses.push({ words: sentence.slice(start), start, mark: '' })
  return clauses
}

const said = (words: string): number => words.replace(FILLER, '').replace(/[^\p{L}]/gu, '').length
const saysSomething = (words: string): boolean => said(words) >= 2

/** The clause without the cuts; "" when too little is left, or words would be torn from those they belong to. */
function without({ words, start }: Clause, cuts: readonly Cut[]): string {
  const whole = cuts.filter(({ reach }) => reach === 'clause')
  if (whole.length > 0) return whole.find((cut) => cut.instead !== '' && cut.start >= start)?.instead ?? ''
  let rest = ''
  let at = 0
  for (const cut of cuts) {
    const [from, to] = [Math.max(at, cut.start - start), Math.min(words.length, cut.end - start)]
    if (to <= from) continue
    const before = words.slice(at, from)
    const isApart = /[：:（(]$/.test(before) || /^[（(]/.test(words.slice(from))
    const isTorn = cut.reach === 'words' && !isApart && before.replace(FILLER, '') !== ''
    if (isTorn) return ''
    rest += before + (cut.start >= start ? cut.instead : '')
    at = to
  }
  const left = (rest + words.slice(at))
    .replace(/[（(【[]\s*[）)】\]]/g, '')
    .replace(DANGLING, '')
    .replace(HANGING, '')
    .trim()
  return saysSomething(left) && !/^[（(]/.test(left) ? left : ''
}

/** Clauses with their marks; the last has none. */
const joined = (clauses: readonly Clause[]): string =>
  clauses.map(({ words, mark }, index) => words + (index < clauses.length - 1 ? mark : '')).join('')

/**
 * The most of a sentence that may stay: first without the found words, then without their clauses, then nothing.
 * `cuts`: sorted by place, within the sentence. `isLawful` judges what is left.
 */
export function proposalOf(sentence: string, cuts: readonly Cut[], isLawful: (text: string) => boolean): string {
  const ending = ENDING.exec(sentence)?.[0] ?? ''
  const clauses = clausesOf(sentence.slice(0, sentence.length - ending.length))
  const cutsOf = ({ words, start }: Clause) => cuts.filter((cut) => cut.start < start + words.length && cut.end > start)

  const mended: Clause[] = []
  const untouched: Clause[] = []
  let isAfterGone = false
  for (const clause of clauses) {
    const own = cutsOf(clause)
    if (own.length === 0 && isAfterGone && LEANING.test(clause.words)) continue
    if (own.length === 0) untouched.push(clause)
    const words = own.length === 0 ? clause.words : without(clause, own)
    const isSaid = mended.some((other) => other.words === words)
    if (words !== '' && !isSaid) mended.push({ ...clause, words })
    // "15元/小时" is two clauses and one thing: what follows it follows what is put in its place
    else if (own.some((cut) => cut.start < clause.start))
      mended.splice(-1, 1, ...mended.slice(-1).map((last) => ({ ...last, mark: clause.mark })))
    isAfterGone = own.some(({ reach }) => reach === 'clause')
  }
  for (const attempt of [joined(mended), joined(untouched)]) {
    const isWorthIt = saysSomething(attempt) || untouched.some(({ words }) => said(words) > 0 && words.length > 2)
    if (attempt !== '' && isWorthIt && isLawful(attempt + ending)) return attempt.trim() + ending
  }
  return ''
}
