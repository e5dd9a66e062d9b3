import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import type { Member } from '../kit/members'
import * as repo from './repo'
import { leaveProblem, mayManageLeave, servesCluster } from './rules'

/** Notes from when to when a person is away and who stands in; null ends the leave. */
export async function setLeave({ leave, person }: In<'estate.leave'>, context: Context): Promise<Out<'estate.leave'>> {
  const { member, now } = context
  const other = person === undefined || person === member?.id ? null : person
  const named = [other, leave?.standIn ?? null].filter((id) => id !== null)
  const known = named.length > 0 ? await repo.people(named) : []
  const absent = other === null ? self(member) : manageable(other, known, context)
  if (leave) {
    const standIn = known.find(({ id }) => id === leave.standIn) ?? null
    const problem = leaveProblem(leave, absent, standIn, now)
    if (problem) throw new AppError('INVALID_INPUT', problem)
  }
  await repo.savePerson(absent, now, () => ({ leave }))
  return { leave }
}

/** Staff without a role in a cluster have nothing that a stand-in could take over. */
function self(member: Member | null): Member {
  if (!member || !servesCluster(member.grants)) throw new AppError('FORBIDDEN')
  return member
}

/** NOT_FOUND for people whom the caller does not lead: nothing is said about them. */
function manageable(id: string, known: readonly Member[], { grants }: Context): Member {
  const mayLead = grants.some(({ role }) => role === 'leader' || role === 'staff' || role === 'admin')
  if (!mayLead) throw new AppError('FORBIDDEN')
  const person = found(known.find((candidate) => candidate.id === id))
  if (!servesCluster(person.grants) || !mayManageLeave(grants, person)) throw new AppError('NOT_FOUND')
  return person
}
