/** For which enterprise the person acts now. */
import { store, stored } from '../../core/platform'
import { session } from '../../core/session'

const KEY = 'enterprise'

export const chooseEnterprise = (id: string): boolean => store(KEY, id)

/** The one in the address, the one chosen last, or the first; '' : none is known. */
export function enterpriseOf({ enterprise }: { enterprise?: string } = {}): string {
  if (enterprise !== undefined && enterprise !== '') return enterprise
  const mine = session.me()?.enterprises ?? []
  const last = stored<string>(KEY)
  return mine.find(({ id }) => id === last)?.id ?? mine[0]?.id ?? ''
}
