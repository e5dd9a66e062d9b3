/** What each move asks for, and what becomes of the answers. Pure. */
import {
  CASE_LIMITS,
  OUTSIDERS,
  RECORDS,
  type CaseMove,
  type CaseView,
  type MoveInput,
  type Outsider,
  type RecordForm,
} from '../../../../contract/cases'
import { COMMAND_NAMES, STATE_NAMES } from '../../../../contract/case-names'
import { DAY, ago, dayText, startOfDay } from '../../../../core/day'
import { OUTSIDER_NAMES, RECORD_NAMES } from '../../words'

/** The moves that need a form; the others are one tap on the case's page. */
export const FORM_MOVES = [
  'wait',
  'record',
  'note',
  'pass',
  'assign',
  'resolve',
  'decline',
  'hand_over',
  'reopen',
  'confirm',
  'rate',
] as const satisfies readonly CaseMove[]
export type FormMove = (typeof FORM_MOVES)[number]

export const formMove = (name: string | undefined): FormMove | null => FORM_MOVES.find((move) => move === name) ?? null

export interface FormSpec {
  title: string
  /** above the words */
  ask: string
  placeholder: string
  needsText: boolean
  characters: number
  /** who reads it */
  readers: string
  /** the reporter reads it: worth a second look */
  isWarning: boolean
  /** said often enough to be one tap */
  phrases: readonly string[]
  pictures: boolean
  button: string
  done: string
}

const WORKERS_READ = '只有办事的人看得到，居民看不到。'
const REPORTER_READS = '反映的居民会看到您写的话。'
const { textCharacters, ratingCharacters } = CASE_LIMITS

const form = (
  title: string,
  ask: string,
  part: Partial<FormSpec> & Pick<FormSpec, 'button' | 'done' | 'readers'>,
): FormSpec => ({
  title,
  ask,
  placeholder: '写在这里，几个字也行',
  needsText: true,
  characters: textCharacters,
  isWarning: false,
  phrases: [],
  pictures: false,
  ...part,
})

export const FORMS: { readonly [M in FormMove]: FormSpec } = {
  wait: form('要等一等', '为什么要等？', {
    readers: REPORTER_READS,
    phrases: ['等配件到货', '等维修师傅上门', '对方不在家，改天再去', '约好了时间再调解', '已经报给物业，等安排'],
    button: '告诉居民要等',
    done: '记下了，居民看得到原因',
  }),
  record: form('记一笔', '具体说说', {
    readers: '内容只有办事的人看得到；居民只知道您做了记录。',
    phrases: ['已上门劝阻，对方答应改', '两家都在，谈好了', '敲门没人在', '打电话说明了规定', '到现场看了，情况属实'],
    pictures: true,
    button: '记下来',
    done: '记下了',
  }),
  note: form('给同事留句话', '想说什么？', {
    readers: WORKERS_READ,
    phrases: ['请接着跟', '晚上再去一次', '对方情绪激动，两个人一起去'],
    button: '留下',
    done: '留下了，只有同事看得到',
  }),
  pass: form('往上转', '为什么要转？（可以不写）', {
    readers: WORKERS_READ,
    needsText: false,
    phrases: ['劝了几次，对方不听', '要几个部门一起办', '我这边解决不了'],
    button: '转给上一级',
    done: '转上去了',
  }),
  assign: form('派给一个人', '要交代什么？（可以不写）', {
    readers: WORKERS_READ,
    needsText: false,
    phrases: ['请今天去看看', '居民很着急，请先打电话'],
    button: '派给这个人',
    done: '派出去了',
  }),
  resolve: form('办好了', '是怎么办好的？', {
    readers: REPORTER_READS,
    phrases: ['已经修好，可以正常用了', '对方答应以后不再这样', '两家谈好了，都同意', '现场已经清理干净'],
    pictures: true,
    button: '办好了，请居民看看',
    done: '等居民回话，七天没回就先结了',
  }),
  decline: form('这件事办不了', '为什么办不了？', {
    readers: '反映的居民会一字不差地看到这段话，请说清原因，再告诉人家可以找谁。',
    isWarning: true,
    phrases: ['这件事归法院管，可以打12348问免费的法律援助', '要全体业主商量才能定', '已经有一件一样的在办'],
    button: '告诉居民办不了',
    done: '已经告诉居民',
  }),
  hand_over: form('转给别的单位', '要补充什么？（可以不写）', {
    readers: '反映的居民会看到转给了谁和您写的话。七天后会提醒您问结果。',
    needsText: false,
    phrases: ['已经打电话说清情况', '材料已经送过去了'],
    button: '转过去',
    done: '转过去了，记得问结果',
  }),
  reopen: form('还没解决', '哪里还没解决？', {
    readers: '办事的人会看到，接着给您办。',
    phrases: ['又响了', '没有修好', '好了两天又这样', '没有人来过'],
    pictures: true,
    button: '请接着办',
    done: '又打开了，会有人接着办',
  }),
  confirm: form('真的解决了', '想说两句吗？（可以不写）', {
    readers: '办事的人会看到。',
    needsText: false,
    characters: ratingCharacters,
    phrases: ['办得快', '态度好', '谢谢你们'],
    button: '真的解决了',
    done: '谢谢您告诉我们',
  }),
  rate: form('打个分', '想说两句吗？（可以不写）', {
    readers: '办事的人会看到。',
    needsText: false,
    characters: ratingCharacters,
    phrases: ['办得快', '态度好', '还可以更快'],
    button: '打分',
    done: '谢谢您打分',
  }),
}

// ---- the answers

export interface Values {
  text: string
  form: RecordForm | null
  /** a day as date pickers give it; "" open */
  until: string
  outsider: Outsider | null
  name: string
  /** id of the colleague */
  to: string
  stars: number
  /** paths on the phone */
  pictures: string[]
}

export const EMPTY: Values = {
  text: '',
  form: null,
  until: '',
  outsider: null,
  name: '',
  to: '',
  stars: 0,
  pictures: [],
}

export const NAME_CHARACTERS = 40

export type Field = 'text' | 'form' | 'until' | 'outsider' | 'name' | 'to' | 'stars' | 'pictures'
export interface Problem {
  field: Field
  text: string
}

/** The first thing that is missing, as a sentence; null: it can be sent. */
export function problemOf(move: FormMove, values: Values): Problem | null {
  const { needsText, characters } = FORMS[move]
  const text = values.text.trim()
  if (move === 'record' && values.form === null) return { field: 'form', text: '请先点一下做了什么' }
  if (move === 'assign' && values.to === '') return { field: 'to', text: '请先选一个人' }
  if (move === 'hand_over' && values.outsider === null) return { field: 'outsider', text: '请先选转给谁' }
  if (move === 'hand_over' && values.name.trim() === '') return { field: 'name', text: '请写清是哪个单位、找谁' }
  if (move === 'rate' && values.stars === 0) return { field: 'stars', text: '请先点几颗星' }
  if (needsText && text === '') return { field: 'text', text: '请写几个字，或者点一句现成的话' }
  return text.length > characters ? { field: 'text', text: `最多${characters}个字` } : null
}

const EVENING = 18 * 3_600_000
/** A case waits until six in the evening of that day. */
export const untilOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + EVENING

/** What is sent; only for values without a problem. */
export function inputOf(move: FormMove, values: Values, pictures: readonly string[]): MoveInput {
  const text = values.text.trim()
  const maybeText = text === '' ? {} : { text }
  const maybePictures = pictures.length === 0 ? {} : { pictures: [...pictures] }
  const maybeStars = values.stars === 0 ? {} : { stars: values.stars }
  switch (move) {
    case 'wait':
      return { move, text, ...(values.until === '' ? {} : { until: untilOf(values.until) }) }
    case 'record':
      return { move, text, form: values.form ?? 'visited', ...maybePictures }
    case 'note':
    case 'decline':
      return { move, text }
    case 'pass':
      return { move, ...maybeText }
    case 'assign':
      return { move, to: values.to, ...maybeText }
    case 'hand_over':
      return { move, outsider: values.outsider ?? 'other', name: values.name.trim(), ...maybeText }
    case 'resolve':
    case 'reopen':
      return { move, text, ...maybePictures }
    case 'confirm':
      return values.stars === 0 ? { move } : { move, ...maybeStars, ...maybeText }
    case 'rate':
      return { move, stars: values.stars, ...maybeText }
  }
}

/** A phrase after what is written already; the same phrase twice is one. */
export function withPhrase(text: string, phrase: string, characters: number): string {
  const before = text.trimEnd()
  if (before.includes(phrase)) return text
  const gap = before === '' || /[，。！？；、,.!?]$/.test(before) ? '' : '，'
  const next = before + gap + phrase
  return next.length > characters ? text : next
}

// ---- choices

export interface Chip {
  value: string
  text: string
}

export const RECORD_CHIPS: Chip[] = RECORDS.map((value) => ({ value, text: RECORD_NAMES[value] }))
export const OUTSIDER_CHIPS: Chip[] = OUTSIDERS.map((value) => ({ value, text: OUTSIDER_NAMES[value] }))

/** The name that goes with an outsider when nobody knows a better one. */
export const outsiderName = (outsider: Outsider): string =>
  outsider === 'other' ? '' : { police: '派出所', property: '物业服务中心', city141: '141平台' }[outsider]

/** Another outsider brings its name along; one that the person has written stays. */
export function withOutsider({ outsider, name }: Values, chosen: Outsider): Pick<Values, 'outsider' | 'name'> {
  const isOwnName = name !== '' && (outsider === null || name !== outsiderName(outsider))
  return { outsider: chosen, name: isOwnName ? name : outsiderName(chosen) }
}

const SHANGHAI_MS = 8 * 3_600_000
export const dayOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10)

/** Days until when one waits, offered without a calendar. */
export const untilChips = (now: number): Chip[] => [
  { value: dayOf(now + DAY), text: '明天' },
  { value: dayOf(now + 3 * DAY), text: '3 天' },
  { value: dayOf(now + 7 * DAY), text: '一个星期' },
  { value: dayOf(now + 14 * DAY), text: '两个星期' },
  { value: '', text: '说不准' },
]

/** The days that the date picker offers. */
export const untilRange = (now: number): { first: string; last: string } => ({
  first: dayOf(startOfDay(now) + DAY),
  last: dayOf(startOfDay(now) + (CASE_LIMITS.waitDays - 1) * DAY),
})

export const untilText = (day: string, now: number): string =>
  day === '' ? '不定日子' : `等到 ${dayText(untilOf(day), now)}`

// ---- somebody was faster

/** What has become of the case, for a person whose form was about an older state of it. */
export function changedText({ state, handler, events }: CaseView, now: number): string {
  const last = events[events.length - 1]
  const who = last?.by.name ?? (last?.by.as === 'reporter' ? '反映的居民' : '系统')
  const what = last ? `${ago(last.at, now)}，${who}${COMMAND_NAMES[last.command]}。` : ''
  return `${what}现在是“${STATE_NAMES[state]}”，由${handler}在管。您写的还在。`
}

export const STAR_TEXTS: readonly string[] = ['点一下星星', '很不满意', '不太满意', '还可以', '满意', '很满意']
