/** To whom a case can be assigned, pure: the same people that the server would take. */
import type { Colleague, Leave } from '../../../../contract/estate'
import { dayText } from '../../../../core/day'

export interface Candidate {
  id: string
  name: string
  /** what the person would be in this case */
  as: string
  /** "" when at work */
  away: string
}

const RANKS = ['管这栋楼的网格员', '这栋楼的党员中心户', '网格长', '本组团网格员'] as const

/** Place in RANKS; null: the person has nothing to do with this building. */
function rankOf({ grants }: Colleague, building: string): number | null {
  const fits = [
    grants.some((grant) => grant.role === 'worker' && grant.buildings.includes(building)),
    grants.some((grant) => grant.role === 'mediator' && grant.building === building),
    grants.some((grant) => grant.role === 'leader'),
    grants.some((grant) => grant.role === 'worker'),
  ]
  const rank = fits.indexOf(true)
  return rank < 0 ? null : rank
}

function awayText(leave: Leave | null, now: number): string {
  const isAway = leave !== null && leave.from <= now && now < leave.to
  return isAway ? `请假到 ${dayText(leave.to - 1, now)}` : ''
}

/** Those at work first, the nearest to the building first. */
export function candidatesFor(colleagues: readonly Colleague[], building: string, now: number): Candidate[] {
  const ranked = colleagues.flatMap((colleague) => {
    const rank = rankOf(colleague, building)
    return rank === null ? [] : [{ colleague, rank, away: awayText(colleague.leave, now) }]
  })
  ranked.sort((a, b) => Number(a.away !== '') - Number(b.away !== '') || a.rank - b.rank)
  return ranked.map(({ colleague, rank, away }) => ({
    id: colleague.id,
    name: colleague.name === '' ? '还没写名字' : colleague.name,
    as: RANKS[rank] ?? '',
    away,
  }))
}

/** Those whose name or role has the words. */
export function found(candidates: readonly Candidate[], words: string): Candidate[] {
  const wanted = words.trim()
  return candidates.filter(({ name, as }) => name.includes(wanted) || as.includes(wanted))
}
