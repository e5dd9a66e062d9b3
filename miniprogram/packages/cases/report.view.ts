/** What the report page shows, from what the person chose. Pure. */
import {
  CASE_GROUPS,
  CASE_KIND_NAMES,
  DANGER_PHONES,
  kindOf,
  QUESTIONS,
  type Answers,
  type CaseGroup,
  type CaseKind,
  type Danger,
  type Question,
} from '../../contract/case-kinds'
import { GROUP_NAMES, KIND_NAMES } from '../../contract/case-names'
import type { Place } from '../../contract/cases'
import type { Home } from '../../contract/estate'
import type { PlaceCode } from '../../contract/place-code'
import { clockText } from '../../core/day'
import { ANSWER_WORDS, DANGER_WORDS, GROUP_ICONS, KIND_ICONS, PHONE_NAMES, QUESTION_WORDS } from './words'

export interface GroupTile {
  group: CaseGroup
  name: string
  icon: string
}

export interface KindTile {
  kind: CaseKind
  name: string
  icon: string
}

export const groupTiles = (): GroupTile[] =>
  CASE_GROUPS.map((group) => ({ group, name: GROUP_NAMES[group], icon: GROUP_ICONS[group] }))

const kindTile = (kind: CaseKind): KindTile => ({
  kind,
  name: KIND_NAMES[kind],
  icon: KIND_ICONS[kind] ?? GROUP_ICONS[kindOf(kind).group],
})

export const kindTiles = (group: CaseGroup): KindTile[] =>
  CASE_KIND_NAMES.filter((kind) => kindOf(kind).group === group).map(kindTile)

/** What is likely where the code hangs comes first, so that one tap is enough. */
const LIKELY: { readonly [W in PlaceCode['what']]: readonly CaseKind[] } = {
  lift: ['facility.lift', 'safety.ebike', 'hygiene.rubbish'],
  stair: [
    'facility.lift',
    'facility.light',
    'facility.door',
    'safety.stairs',
    'safety.ebike',
    'hygiene.rubbish',
    'facility.leak',
    'noise.neighbour',
  ],
  door: ['noise.neighbour', 'facility.leak', 'facility.utility', 'facility.lift'],
}

export const likelyTiles = (code: PlaceCode | null): KindTile[] => (code ? LIKELY[code.what].map(kindTile) : [])

export interface Choice {
  value: string
  text: string
  chosen: boolean
}

export interface QuestionView {
  name: Question
  text: string
  choices: Choice[]
}

export function questionViews(kind: CaseKind, answers: Answers): QuestionView[] {
  return kindOf(kind).asks.map((name) => ({
    name,
    text: QUESTION_WORDS[name],
    choices: QUESTIONS[name].map((value) => ({
      value,
      text: (ANSWER_WORDS[name] as { readonly [value: string]: string })[value] ?? value,
      chosen: answers[name] === value,
    })),
  }))
}

const isQuestion = (name: string): name is Question => Object.prototype.hasOwnProperty.call(QUESTIONS, name)

/** The answers after a tap on a choice; a second tap on the same takes it back. */
export function withAnswer(answers: Answers, name: string, value: string): Answers {
  if (!isQuestion(name) || !(QUESTIONS[name] as readonly string[]).includes(value)) return answers
  const { [name]: before, ...rest } = answers
  return before === value ? rest : { ...rest, [name]: value }
}

export const answerTexts = (answers: Answers): string[] =>
  (Object.keys(QUESTIONS) as Question[]).flatMap((name) => {
    const value = answers[name]
    if (value === undefined) return []
    const text = (ANSWER_WORDS[name] as { readonly [value: string]: string })[value] ?? ''
    return [name === 'hurt' ? (value === 'yes' ? '有人被困或受伤' : '没有人被困或受伤') : text]
  })

export interface DangerView {
  danger: Danger
  text: string
  phones: { number: string; name: string }[]
}

export const dangerViews = (kind: CaseKind): DangerView[] =>
  kindOf(kind).dangers.map((danger) => ({
    danger,
    text: DANGER_WORDS[danger],
    phones: DANGER_PHONES[danger].map((number) => ({ number, name: PHONE_NAMES[number] ?? '' })),
  }))

/** A home's floor and room say who reported: they go along only where the handler has to stand at that door. */
export const needsRoom = (kind: CaseKind): boolean =>
  (kindOf(kind).asks as readonly Question[]).includes('where') ||
  kindOf(kind).group === 'dispute' ||
  kind === 'facility.utility'

/** Where the case is, as long as the person says nothing else. */
export function defaultPlace(kind: CaseKind, from: Place | null, home: Home | null): Place | null {
  if (from) return from
  if (!home) return null
  const { building, unit } = home
  return needsRoom(kind) ? { ...home } : { building, unit }
}

/** Nobody has to write: the kind says what it is about. */
export const textOrDefault = (kind: CaseKind, text: string): string => text.trim() || KIND_NAMES[kind]

const hoursText = (hours: number): string =>
  hours < 24 || hours % 24 !== 0 ? `${hours} 小时` : hours === 24 ? '1 天' : `${hours / 24} 天`

/** What is promised before anything is sent. */
export function promiseText(kind: CaseKind): string {
  const { acceptHours, resolveHours } = kindOf(kind)
  return `${hoursText(acceptHours)}内有人接手，一般 ${hoursText(resolveHours)}内给结果`
}

export interface Promised {
  who: string
  by: string
  result: string
}

/** Who, by when, in words, of what the server answered. */
export function promised(kind: CaseKind, handler: string, dueAt: number | null, now: number): Promised {
  const { acceptHours, resolveHours } = kindOf(kind)
  return {
    who: handler || '社区值班台',
    by: dueAt === null ? `${hoursText(acceptHours)}内` : `${clockText(dueAt, now)} 前`,
    result: `一般 ${hoursText(resolveHours)}内给您结果`,
  }
}

export interface Preview {
  seen: string[]
  hidden: string[]
}

/** Who will see what, said before sending. */
export function previewOf(kind: CaseKind, place: Place | null, pictures: number): Preview {
  const isPrivate = kindOf(kind).private
  const atDoor = place?.room !== undefined
  return {
    seen: [
      `办事的人和社区看得到地方、您写的话${pictures > 0 ? `和 ${pictures} 张照片` : ''}`,
      ...(atDoor && isPrivate ? ['楼层和门牌只有办这件事的人看得到'] : []),
      ...(pictures > 0 ? ['照片先经微信检查，通过了才给人看'] : []),
    ],
    hidden: [
      isPrivate ? '邻居看不到，也不知道有这件事' : '邻居不知道是您说的',
      '名字和电话不写在上面；办的人要联系您时才能看，看一次记一次',
    ],
  }
}

const FIELDS = ['place', 'text', 'pictures', 'answers', 'warned'] as const
export type Field = (typeof FIELDS)[number]

/** The field of the form at which a problem of the server is shown; null: it has none. */
export const fieldOf = (path: string): Field | null => FIELDS.find((field) => field === path.split('.')[0]) ?? null
