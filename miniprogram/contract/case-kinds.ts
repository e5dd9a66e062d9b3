/**
 * The kinds of case in two levels, and what each declares.
 * Hours are the community's own promise (a setting of the estate), not a rule of law.
 */

export const CASE_GROUPS = ['noise', 'dog', 'facility', 'dispute', 'traffic', 'hygiene', 'safety', 'opinion'] as const
export type CaseGroup = (typeof CASE_GROUPS)[number]

/** Questions a kind asks; the answers are choices, so that nobody has to type. */
export const QUESTIONS = {
  /** is it going on now, and if not when was it last */
  when: ['now', 'today', 'last_night', 'this_week', 'earlier'],
  often: ['first', 'sometimes', 'every_week', 'every_day'],
  /** where exactly, in relation to the reporter */
  where: ['above', 'below', 'same_floor', 'in_building', 'outside', 'unknown'],
  /** a person inside a stuck lift, hurt, or in danger */
  hurt: ['no', 'yes'],
} as const
export type Question = keyof typeof QUESTIONS
export type Answers = { [Q in Question]?: (typeof QUESTIONS)[Q][number] }

/** Dangers for which the form stops and shows telephone numbers first. */
export const DANGERS = ['fire', 'gas', 'violence', 'trapped', 'injured'] as const
export type Danger = (typeof DANGERS)[number]

/** Who is called for a danger. Numbers in the order to be shown. */
export const DANGER_PHONES: { readonly [D in Danger]: readonly string[] } = {
  // 119 fire and rescue, 110 police, 120 ambulance: national numbers
  fire: ['119', '120'],
  // 966777: customer line of the city's gas company, 24 h
  gas: ['119', '966777'],
  // 人民调解法 §25: danger of violence goes to the police
  violence: ['110', '120'],
  // 96333: the city's lift emergency line, 24 h
  trapped: ['96333', '119'],
  injured: ['120', '110'],
}

export interface KindDeclaration {
  group: CaseGroup
  /** mediator: the building's 党员中心户 hears it first, then the grid worker */
  hears: 'mediator' | 'worker'
  acceptHours: number
  resolveHours: number
  asks: readonly Question[]
  /** true: neighbours never learn of it, not even that it exists */
  private: boolean
  /** dangers that this kind may hide: the form asks and shows the numbers first */
  dangers: readonly Danger[]
}

const kind = (
  group: CaseGroup,
  hears: 'mediator' | 'worker',
  [acceptHours, resolveHours]: readonly [number, number],
  asks: readonly Question[],
  dangers: readonly Danger[] = [],
): KindDeclaration => ({
  group,
  hears,
  acceptHours,
  resolveHours,
  asks,
  private: group === 'noise' || group === 'dog' || group === 'dispute' || group === 'safety',
  dangers,
})

const NEAR = ['when', 'often', 'where'] as const
const SOUND = ['when', 'often'] as const

export const CASE_KINDS = {
  'noise.plaza': kind('noise', 'worker', [4, 72], SOUND),
  'noise.renovation': kind('noise', 'worker', [4, 48], NEAR),
  'noise.neighbour': kind('noise', 'mediator', [8, 72], NEAR, ['violence']),
  'noise.trade': kind('noise', 'worker', [4, 72], SOUND),
  'noise.dog': kind('noise', 'mediator', [8, 72], NEAR),
  'noise.other': kind('noise', 'worker', [8, 72], NEAR),
  'dog.lead': kind('dog', 'mediator', [8, 72], SOUND),
  'dog.droppings': kind('dog', 'mediator', [8, 72], SOUND),
  'dog.barking': kind('dog', 'mediator', [8, 72], NEAR),
  'dog.strong': kind('dog', 'mediator', [4, 48], SOUND, ['injured']),
  'dog.stray': kind('dog', 'worker', [8, 72], SOUND, ['injured']),
  'dog.bite': kind('dog', 'worker', [2, 48], ['when', 'hurt'], ['injured']),
  'facility.lift': kind('facility', 'worker', [1, 24], ['when', 'hurt'], ['trapped']),
  'facility.utility': kind('facility', 'worker', [2, 24], ['when']),
  'facility.door': kind('facility', 'worker', [8, 72], ['when']),
  'facility.light': kind('facility', 'worker', [8, 72], ['when']),
  'facility.leak': kind('facility', 'worker', [2, 48], ['when', 'where'], ['gas']),
  'facility.fire': kind('facility', 'worker', [4, 48], ['when'], ['fire']),
  'facility.other': kind('facility', 'worker', [8, 72], ['when']),
  'dispute.neighbour': kind('dispute', 'mediator', [8, 120], ['often'], ['violence']),
  'dispute.family': kind('dispute', 'mediator', [4, 120], ['often'], ['violence', 'injured']),
  'dispute.other': kind('dispute', 'mediator', [8, 120], ['often'], ['violence']),
  'traffic.parking': kind('traffic', 'worker', [8, 72], SOUND),
  'traffic.road': kind('traffic', 'worker', [8, 72], SOUND, ['injured']),
  'hygiene.rubbish': kind('hygiene', 'worker', [8, 48], ['often']),
  'hygiene.pests': kind('hygiene', 'worker', [24, 120], ['often']),
  'hygiene.other': kind('hygiene', 'worker', [8, 72], ['often']),
  'safety.falling': kind('safety', 'worker', [2, 24], ['when', 'often', 'hurt'], ['injured']),
  'safety.ebike': kind('safety', 'worker', [2, 24], ['when', 'where'], ['fire']),
  'safety.stairs': kind('safety', 'worker', [4, 48], ['when'], ['fire']),
  'safety.other': kind('safety', 'worker', [4, 48], ['when', 'hurt'], ['fire', 'gas', 'violence', 'injured']),
  'opinion.suggestion': kind('opinion', 'worker', [24, 240], []),
  'opinion.thanks': kind('opinion', 'worker', [48, 240], []),
} as const satisfies { readonly [name: string]: KindDeclaration }

export type CaseKind = keyof typeof CASE_KINDS
export const CASE_KIND_NAMES = Object.keys(CASE_KINDS) as CaseKind[]

export function kindOf(name: CaseKind): KindDeclaration {
  return CASE_KINDS[name]
}
