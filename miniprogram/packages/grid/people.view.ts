/** Colleagues and their leave, pure. */
import { ESTATE_LIMITS, type ClusterId, type Colleague, type Grant, type Leave, type Me } from '../../contract/estate'
import { DAY } from '../../core/day'
import { dayStart, endOfDay, weekdayText } from './days'
import { grantText } from '../../core/role-text'
import { byBuilding } from './grid.view'

// ---- roles

/** The clusters that these roles serve. */
export const clustersOf = (grants: readonly Grant[]): ClusterId[] => [
  ...new Set(grants.flatMap((grant) => ('cluster' in grant ? [grant.cluster] : []))),
]

export const isStaff = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role === 'staff')
const isOffice = ({ role }: Grant) => role === 'staff' || role === 'admin'
/** Staff and administrator know the people of every cluster. */
export const seesAllPeople = (grants: readonly Grant[]): boolean => grants.some(isOffice)

/** May enter the leave of this colleague: the person, the office, the leader of the cluster. */
export function mayManageLeave(me: Pick<Me, 'id' | 'grants'>, person: Pick<Colleague, 'id' | 'grants'>): boolean {
  if (me.id === person.id || seesAllPeople(me.grants)) return true
  const served = clustersOf(person.grants)
  return me.grants.some((grant) => grant.role === 'leader' && served.includes(grant.cluster))
}

// ---- leave

export const isAway = (leave: Leave | null, now: number): boolean =>
  leave !== null && leave.from <= now && now < leave.to

/** 11月3日 周二 到 11月5日 周四 */
function daysText({ from, to }: Leave, now: number): string {
  const first = weekdayText(from, now)
  const last = weekdayText(to - 1, now)
  return first === last ? first : `${first} 到 ${last}`
}

/** The leave as a sentence; "" without one. `nameOf` gives the name of the stand-in. */
export function leaveText(leave: Leave | null, now: number, nameOf: (id: string) => string | null): string {
  if (!leave || leave.to <= now) return ''
  const standIn = leave.standIn === null ? null : nameOf(leave.standIn)
  const who = standIn === null ? '有事找网格长' : `${standIn}顶班`
  return `${isAway(leave, now) ? '请假中' : '要请假'}：${daysText(leave, now)}，${who}`
}

const overlaps = (a: Leave, b: Leave) => a.from < b.to && b.from < a.to

export interface LeaveForm {
  /** days as the date pickers give them, both included; "" not chosen */
  first: string
  last: string
  standIn: string | null
}

export const leaveOf = ({ first, last, standIn }: LeaveForm): Leave => ({
  from: dayStart(first),
  to: endOfDay(dayStart(last)),
  standIn,
})

/** What is wrong with the form, as a sentence; null: it can be sent. */
export function leaveProblem(form: LeaveForm, now: number): string | null {
  if (form.first === '') return '请选从哪天开始'
  if (form.last === '') return '请选到哪天为止'
  const { from, to } = leaveOf(form)
  if (to <= from) return '“到哪天”不能早过“从哪天”'
  if (to <= now) return '这几天已经过了，请重新选'
  if (to - from > ESTATE_LIMITS.leaveDays * DAY) return `一次最多请 ${ESTATE_LIMITS.leaveDays} 天，请分开请`
  if (from > now + ESTATE_LIMITS.leaveAheadDays * DAY) return `最多提前 ${ESTATE_LIMITS.leaveAheadDays} 天请假`
  return null
}

export interface StandIn {
  id: string | null
  name: string
  note: string
  disabled: boolean
}

/** Those who can stand in for `person`: workers of the cluster; one away in those days is shown, but not to be chosen. */
export function standInsFor(person: string, colleagues: readonly Colleague[], leave: Leave | null): StandIn[] {
  const workers = colleagues.filter(({ id, grants }) => id !== person && grants.some(({ role }) => role === 'worker'))
  const choices = workers.map(({ id, name, grants, leave: other }): StandIn => {
    const disabled = leave !== null && other !== null && overlaps(leave, other)
    return { id, name, note: disabled ? '那几天也请假' : rolesText(grants, 'worker'), disabled }
  })
  return [{ id: null, name: '让网格长安排', note: '事情先到网格长那里', disabled: false }, ...choices]
}

const rolesText = (grants: readonly Grant[], only?: Grant['role']): string =>
  grants
    .filter(({ role }) => only === undefined || role === only)
    .map(grantText)
    .join('，')

// ---- the team

export interface ColleagueView {
  id: string
  name: string
  roles: string
  leave: string
  away: boolean
  isMe: boolean
  mayManage: boolean
}

export interface TeamSection {
  title: string
  people: ColleagueView[]
}

const TEAM: readonly { role: Grant['role']; title: string }[] = [
  { role: 'leader', title: '网格长' },
  { role: 'worker', title: '网格员' },
  { role: 'mediator', title: '党员中心户' },
]

/** Each person once, under the first of the titles that fits; mediators and workers in the order of their buildings. */
export function teamSections(colleagues: readonly Colleague[], me: Me, now: number): TeamSection[] {
  const names = new Map(colleagues.map(({ id, name }) => [id, name]))
  const taken = new Set<string>()
  return TEAM.map(({ role, title }) => {
    const people = colleagues
      .filter(({ id, grants }) => !taken.has(id) && grants.some((grant) => grant.role === role))
      .sort((a, b) => byBuilding(firstBuilding(a, role), firstBuilding(b, role)))
    people.forEach(({ id }) => taken.add(id))
    return { title, people: people.map((person) => colleagueView(person, me, now, names)) }
  }).filter(({ people }) => people.length > 0)
}

function firstBuilding({ grants }: Colleague, role: Grant['role']): string {
  const buildings = grants.flatMap((grant) => {
    if (grant.role !== role) return []
    if (grant.role === 'mediator') return [grant.building]
    return grant.role === 'worker' ? grant.buildings : []
  })
  return buildings.sort(byBuilding)[0] ?? 'A0'
}

function colleagueView(person: Colleague, me: Me, now: number, names: ReadonlyMap<string, string>): ColleagueView {
  const { id, name, grants, leave } = person
  return {
    id,
    name: name === '' ? '还没写名字' : name,
    roles: rolesText(grants),
    leave: leaveText(leave, now, (standIn) => names.get(standIn) ?? null),
    away: isAway(leave, now),
    isMe: id === me.id,
    mayManage: mayManageLeave(me, person),
  }
}
