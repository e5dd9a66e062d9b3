import type { Context } from '../kit/context'
import { requireEnterprise, type EnterpriseFields } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { loadEnterprise } from './trade.repo'

/** The enterprise, if it may give out work now. */
export function requireWorking(enterprise: EnterpriseFields | null): EnterpriseFields {
  const known = found(enterprise)
  if (known.state !== 'active' || !known.wants.includes('piecework')) throw new AppError('NOT_NOW')
  return known
}

/** The enterprise that the caller acts for, if it may give out work now; NOT_FOUND for everybody else. */
export async function workingEnterprise(context: Context, id: string): Promise<EnterpriseFields> {
  requireEnterprise(context, id)
  return requireWorking(await loadEnterprise(id))
}
