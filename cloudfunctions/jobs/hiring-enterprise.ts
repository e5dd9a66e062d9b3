import type { EnterpriseFields } from '../kit/enterprises'
import { AppError } from '../kit/errors'

/** May this enterprise look for people here now? */
export const isHiring = ({ state, wants }: Pick<EnterpriseFields, 'state' | 'wants'>): boolean =>
  state === 'active' && wants.includes('hiring')

export function requireHiring<E extends Pick<EnterpriseFields, 'state' | 'wants'>>(enterprise: E): E {
  if (!isHiring(enterprise)) throw new AppError('NOT_NOW')
  return enterprise
}
