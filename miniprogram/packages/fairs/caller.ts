/** Who looks at these pages, as far as the phone knows without asking. */
import type { MyEnterprise } from '../../contract/enterprises'
import { session } from '../../core/session'

export const isStaff = (): boolean => session.me()?.grants.some(({ role }) => role === 'staff') ?? false

/** Those for which the person acts; the one in the address comes first. */
export function myEnterprises(first: string): MyEnterprise[] {
  const mine = session.me()?.enterprises ?? []
  return [...mine].sort((a, b) => Number(b.id === first) - Number(a.id === first))
}

/** Asks who this is where the phone does not know yet, as when a message is the first thing opened. Nothing is thrown. */
export async function meetCaller(): Promise<void> {
  if (session.me() === null) await session.load().catch(() => undefined)
}
