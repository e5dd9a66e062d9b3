import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'

/** Staff who act for an enterprise decide nothing about it. */
export function requireOutsider({ member }: Context, enterprise: string): void {
  if (member?.enterprises?.some(({ id }) => id === enterprise)) throw new AppError('FORBIDDEN')
}
