/** What is being written: a form, what is wrong with it, and what goes out. Pure. */
import type { In } from '../../contract/api'
import type { Building, ClusterId, Grant } from '../../contract/estate'
import {
  mayPublish,
  NOTICE_LIMITS,
  publishesTo,
  type Audience,
  type NoticeText,
  type NoticeView,
} from '../../contract/notices'
import { DAY } from '../../core/day'
import { errorText, fieldText } from '../../core/error-text'
import { dayOf, dayStart, endOfDay, weekdayText } from '../../core/picker-days'
import { RpcError } from '../../core/rpc-error'
import { audienceText, lastDayText, type NoticeCard } from './notice.view'

export type To = Audience['to']

export interface NoticeForm {
  to: To | null
  clusters: ClusterId[]
  buildings: string[]
  title: string
  text: string
  pinned: boolean
  /** the last day on which it is seen, as a date picker gives it */
  last: string
}

export type Problems = { [F in 'audience' | 'title' | 'text' | 'last' | 'all']?: string }

/** The last of so many days, today among them. */
const lastOf = (days: number, now: number): string => dayOf(now + (days - 1) * DAY)

/** A leader of one cluster most likely means all of it. */
export function emptyForm(grants: readonly Grant[], now: number): NoticeForm {
  const { estate, clusters } = publishesTo(grants)
  const isSure = !estate && clusters.length === 1
  return {
    to: isSure ? 'clusters' : null,
    clusters: isSure ? [...clusters] : [],
    buildings: [],
    title: '',
    text: '',
    pinned: false,
    last: lastOf(NOTICE_LIMITS.usualDays, now),
  }
}

/** What was kept on the phone, as far as it is still possible; an empty form without. */
export function draftOf(kept: NoticeForm | null, grants: readonly Grant[], now: number): NoticeForm {
  const empty = emptyForm(grants, now)
  if (!kept) return empty
  const { to, clusters, buildings } = empty
  const audience = audienceOf(kept)
  return {
    ...kept,
    ...(audience && !mayPublish(grants, audience) ? { to, clusters, buildings } : {}),
    ...(textOf(kept).endsAt > now ? {} : { last: empty.last }),
  }
}

/** A notice to be corrected. */
export const formOf = ({ audience, title, text, pinned, endsAt }: NoticeView): NoticeForm => ({
  to: audience.to,
  clusters: audience.to === 'clusters' ? audience.clusters : [],
  buildings: audience.to === 'buildings' ? audience.buildings : [],
  title,
  text,
  pinned,
  last: dayOf(endsAt - 1),
})

/** The same words once more, for the usual time from today on. */
export const againOf = (notice: NoticeView, now: number): NoticeForm => ({
  ...formOf(notice),
  pinned: false,
  last: lastOf(NOTICE_LIMITS.usualDays, now),
})

/** Null: nobody was chosen yet. */
export function audienceOf({ to, clusters, buildings }: NoticeForm): Audience | null {
  if (to === 'estate') return { to }
  if (to === 'clusters') return clusters.length > 0 ? { to, clusters } : null
  return to === 'buildings' && buildings.length > 0 ? { to, buildings } : null
}

export const textOf = ({ title, text, pinned, last }: NoticeForm): NoticeText => ({
  title: title.trim(),
  text: text.trim(),
  pinned,
  endsAt: endOfDay(dayStart(last)),
})

/** What the server takes; null: not complete. */
export function inputOf(form: NoticeForm): In<'notices.publish'> | null {
  const audience = audienceOf(form)
  return audience && { ...textOf(form), audience }
}

const isEmpty = (problems: Problems): boolean => Object.keys(problems).length === 0

/** What has to be mended before it can go out; null: nothing. */
export function problemsOf(form: NoticeForm, now: number): Problems | null {
  const { title, text, endsAt } = textOf(form)
  const problems: Problems = {
    ...(audienceOf(form) ? {} : { audience: form.to === null ? '请选给谁看' : '还没有选' }),
    ...(title === '' ? { title: '请写个标题' } : {}),
    ...(text === '' ? { text: '请写几句' } : {}),
    ...(endsAt <= now ? { last: '这天已经过了，请重新选' } : {}),
    ...(endsAt > now + NOTICE_LIMITS.days * DAY ? { last: `最多放 ${NOTICE_LIMITS.days} 天` } : {}),
  }
  return isEmpty(problems) ? null : problems
}

const FIELDS: { readonly [field: string]: keyof Problems } = { title: 'title', text: 'text', endsAt: 'last' }

/** A refusal of the server, at the field it is about. */
export function refusalOf(error: unknown): Problems {
  if (!(error instanceof RpcError) || error.code !== 'INVALID_INPUT') return { all: errorText(error) }
  const problems: Problems = {}
  for (const [path, problem] of Object.entries(error.fields ?? {})) {
    const field = path.startsWith('audience') ? 'audience' : (FIELDS[path] ?? 'all')
    problems[field] ??= fieldText(problem)
  }
  return isEmpty(problems) ? { all: errorText(error) } : problems
}

// ---- choosing

export interface Choice {
  value: string
  text: string
  isOn: boolean
}

const TO_TEXTS: { readonly [T in To]: string } = { estate: '全社区', clusters: '按组团', buildings: '按楼栋' }

/** The ways to choose that these roles have. */
export function toChoices(grants: readonly Grant[], to: To | null): Choice[] {
  const { estate, clusters } = publishesTo(grants)
  const [only] = clusters
  const ways: readonly To[] = estate ? ['estate', 'clusters', 'buildings'] : ['clusters', 'buildings']
  const textFor = (way: To) =>
    way === 'clusters' && clusters.length === 1 && only !== undefined ? `${only}组团全部` : TO_TEXTS[way]
  return ways.map((value) => ({ value, text: textFor(value), isOn: value === to }))
}

/** Nothing to choose from where there is only one. */
export function clusterChoices(grants: readonly Grant[], form: NoticeForm): Choice[] {
  const { clusters } = publishesTo(grants)
  if (form.to !== 'clusters' || clusters.length < 2) return []
  return clusters.map((value) => ({ value, text: `${value}组团`, isOn: form.clusters.includes(value) }))
}

/** Of which cluster the buildings are shown. */
export const shownClusters = (grants: readonly Grant[], form: NoticeForm, shown: ClusterId): Choice[] =>
  form.to === 'buildings' && publishesTo(grants).clusters.length > 1
    ? publishesTo(grants).clusters.map((value) => ({ value, text: `${value}区`, isOn: value === shown }))
    : []

export const buildingChoices = (all: readonly Building[], form: NoticeForm, shown: ClusterId): Choice[] =>
  form.to === 'buildings'
    ? all
        .filter(({ cluster }) => cluster === shown)
        .map(({ id }) => ({ value: id, text: `${id.slice(1)}栋`, isOn: form.buildings.includes(id) }))
    : []

export function withTo(form: NoticeForm, to: To, grants: readonly Grant[]): NoticeForm {
  const { clusters } = publishesTo(grants)
  return { ...form, to, clusters: to === 'clusters' && clusters.length === 1 ? [...clusters] : form.clusters }
}

const toggled = <T>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one]

export const withCluster = (form: NoticeForm, cluster: ClusterId): NoticeForm => ({
  ...form,
  clusters: toggled(form.clusters, cluster).sort(),
})

/** Null: there are as many as there may be. */
export function withBuilding(form: NoticeForm, building: string): NoticeForm | null {
  const buildings = toggled(form.buildings, building)
  return buildings.length > NOTICE_LIMITS.buildings ? null : { ...form, buildings: buildings.sort(byNumber) }
}

/** "A2" before "A10" */
const byNumber = (a: string, b: string): number =>
  a.slice(0, 1).localeCompare(b.slice(0, 1)) || Number(a.slice(1)) - Number(b.slice(1))

/** Who will read it, in words; '' : nobody chosen. */
export function chosenText(form: NoticeForm): string {
  const audience = audienceOf(form)
  return audience ? audienceText(audience) : ''
}

// ---- the days

const LENGTHS = [1, 3, 7, 30] as const

export const lengthChoices = ({ last }: NoticeForm, now: number): Choice[] =>
  LENGTHS.map((days) => {
    const value = lastOf(days, now)
    return { value, text: days === 1 ? '只今天' : `${days} 天`, isOn: value === last }
  })

export const dayRange = (now: number): { first: string; last: string } => ({
  first: dayOf(now),
  last: lastOf(NOTICE_LIMITS.days, now),
})

export const lastText = ({ last }: NoticeForm, now: number): string => weekdayText(dayStart(last), now)

/** How it will look: `seen` is the notice that is corrected. */
export function previewOf(form: NoticeForm, seen: NoticeView | null, now: number): NoticeCard {
  const { title, text, pinned, endsAt } = textOf(form)
  return {
    title,
    text,
    pinned,
    whom: chosenText(form),
    when: '刚刚',
    changed: seen ? '刚刚改过' : '',
    until: lastDayText(endsAt, now),
    gone: '',
    author: '',
  }
}
