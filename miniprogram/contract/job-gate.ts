/** What a posting may not ask or take: the grounds, the law behind each, and what the gate found. */

export const GROUNDS = [
  'sex',
  'family',
  'age',
  'child_labour',
  'origin',
  'ethnicity',
  'religion',
  'health',
  'fee',
  'deposit',
  'papers',
  'loan',
  'pay',
] as const
/** family: marriage and birth; fee: any money from the worker; papers: holding identity cards and certificates */
export type Ground = (typeof GROUNDS)[number]

export interface Article {
  /** law and article by number: "劳动合同法第九条" */
  cite: string
  /** one plain sentence, in our words */
  says: string
}

/** One article and one plain sentence a ground. Sources: the laws cited, as amended to 2023. */
export const ARTICLES: { readonly [G in Ground]: Article } = {
  sex: {
    cite: '妇女权益保障法第四十三条、就业促进法第二十七条',
    says: '除了国家规定不适合妇女的工种，招人不能只要男的或优先要男的，也不能反过来只要女的。',
  },
  family: {
    cite: '妇女权益保障法第四十三条',
    says: '不能问结没结婚、生没生孩子，也不能拿婚育当录用条件，不能要求做孕检。',
  },
  age: {
    cite: '就业促进法第二十六条',
    says: '没有法律依据不能卡年龄，只能写岗位真正需要的本事和体力。',
  },
  child_labour: { cite: '劳动法第十五条', says: '不能招不满十六岁的人。' },
  origin: {
    cite: '就业促进法第二十六条、第三十一条',
    says: '不能挑户口和老家，外地人、农村来的人和本地人一样应聘。',
  },
  ethnicity: { cite: '就业促进法第二十八条', says: '不能挑民族，各民族的人一样应聘。' },
  religion: { cite: '就业促进法第三条', says: '不能问信不信教，也不能因为这个不要人。' },
  health: {
    cite: '就业促进法第二十九条、第三十条',
    says: '不能拒绝残疾人，也不能因为乙肝这类病毒携带不要人；国家规定要健康证的行业可以要健康证。',
  },
  fee: { cite: '劳动合同法第九条', says: '招人不能向人收钱，什么名目都不行。' },
  deposit: { cite: '劳动合同法第九条、第八十四条', says: '不能收押金，也不能要求找人担保。' },
  papers: { cite: '劳动合同法第九条、第八十四条', says: '不能扣身份证和别的证件，看一眼、留复印件可以。' },
  loan: { cite: '劳动合同法第九条、就业促进法第四十一条', says: '不能叫人贷款或先交钱培训再上岗。' },
  pay: { cite: '劳动法第四十八条', says: '工钱不能低于当地最低工资。' },
}

export const GATE_FIELDS = ['title', 'duties', 'needs', 'pay'] as const
export type GateField = (typeof GATE_FIELDS)[number]

/** A place in the words of a posting that breaks the law, and a lawful way to say it. */
export interface Finding {
  ground: Ground
  field: GateField
  /** the words that were found, as they stand in the field; for pay what was offered */
  words: string
  /** where they begin in the field, in UTF-16 units; 0 for pay */
  start: number
  /** the sentence around the words with the mark that ends it, and that sentence made lawful: "" when nothing of it may stay; for pay the least offer in words */
  sentence: string
  proposal: string
}

/** The field with every finding of it mended: each sentence, where it stands, is replaced by its proposal. */
export function mended(text: string, findings: readonly Pick<Finding, 'start' | 'sentence' | 'proposal'>[]): string {
  // findings of one sentence share its proposal; from the end, so that the places before stay where they are
  const places = new Map(findings.map((finding) => [text.lastIndexOf(finding.sentence, finding.start), finding]))
  return [...places]
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => b - a)
    .reduce((rest, [at, { sentence, proposal }]) => {
      const after = rest.slice(at + sentence.length)
      return rest.slice(0, at) + proposal + (proposal === '' ? after.replace(/^\r?\n/, '') : after)
    }, text)
    .replace(/[，；、]+(?=[。！\n]|$)/g, '')
    .trim()
}
