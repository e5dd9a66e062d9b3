import type { In, Out } from '../../miniprogram/contract/api'
import type { GrantEvent } from '../../miniprogram/contract/estate'
import type { Page, PageRequest } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import * as repo from './repo'
import { byRoleThenName, maySeeCluster } from './rules'
import { colleagueView } from './view'

/** Those who serve a cluster, to each other and to the staff. */
export async function listColleagues(
  { cluster }: In<'estate.colleagues'>,
  { grants, now }: Context,
): Promise<Out<'estate.colleagues'>> {
  if (!maySeeCluster(grants, cluster)) throw new AppError('FORBIDDEN')
  const people = await repo.peopleOfCluster(cluster)
  return { colleagues: people.map((person) => colleagueView(person, now)).sort(byRoleThenName) }
}

/** Every change of roles, newest first, with the names that people have now. */
export async function listGrantEvents({ after }: PageRequest): Promise<Page<GrantEvent>> {
  const { rows, next } = await repo.grantEventPage(after)
  const ids = new Set(rows.flatMap(({ by, who }) => (who === null ? [by] : [by, who])))
  const people = rows.length > 0 ? await repo.people([...ids]) : []
  const names = new Map(people.map(({ id, name }) => [id, name ?? '']))
  const nameOf = (id: string) => names.get(id) ?? ''
  return {
    rows: rows.map(({ _id, at, what, grant, by, who }) => ({
      id: _id,
      at,
      what,
      grant,
      by: nameOf(by),
      who: who === null ? null : nameOf(who),
      person: who,
    })),
    next,
  }
}
