/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type {
  BatchRow,
  BatchView,
  ClaimInput,
  ClaimMoved,
  ClaimRow,
  ClaimState,
  ClaimView,
  MonthSum,
  Pieces,
  Product,
  WageRow,
} from '../../contract/crafts'
import type { EnterpriseOwnView } from '../../contract/enterprises'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'
import { session } from '../../core/session'

const from = (after?: string) => (after === undefined ? {} : { after })

// ---- the enterprise itself

/** What the server says of my enterprises is kept, so that other pages know them without asking. */
function remember(enterprises: readonly { id: string; name: string }[]): void {
  const me = session.me()
  if (me) session.save({ ...me, enterprises: enterprises.map(({ id, name }) => ({ id, name })) })
}

function rememberOne(one: { id: string; name: string }): void {
  const others = (session.me()?.enterprises ?? []).filter(({ id }) => id !== one.id)
  remember([...others, one])
}

/** Those I act for, and my applications that were refused: nobody acts for these. */
export async function myEnterprises(): Promise<EnterpriseOwnView[]> {
  const { enterprises } = await call('enterprises.mine', {})
  remember(enterprises.filter(({ state }) => state !== 'refused'))
  return enterprises
}

/** One of my enterprises, or of my applications; null: it is none of mine. */
export const ownEnterprise = async (id: string): Promise<EnterpriseOwnView | null> =>
  (await myEnterprises()).find((enterprise) => enterprise.id === id) ?? null

export async function apply(input: In<'enterprises.apply'>, requestId: string): Promise<Out<'enterprises.apply'>> {
  const applied = await call('enterprises.apply', input, { requestId })
  rememberOne({ id: applied.id, name: input.name })
  return applied
}

export const changeEnterprise = (input: In<'enterprises.change'>, requestId: string): Promise<EnterpriseOwnView> =>
  call('enterprises.change', input, { requestId })

export const inviteMember = (id: string, requestId: string): Promise<Out<'enterprises.invite'>> =>
  call('enterprises.invite', { id }, { requestId })

export async function joinEnterprise(input: In<'enterprises.join'>, requestId: string): Promise<EnterpriseOwnView> {
  const joined = await call('enterprises.join', input, { requestId })
  rememberOne(joined)
  return joined
}

export async function removeMember(id: string, person: string, requestId: string): Promise<void> {
  await call('enterprises.remove', { id, person }, { requestId })
}

/** The caller acts for it no longer. */
export async function leaveEnterprise(id: string, person: string, requestId: string): Promise<void> {
  await removeMember(id, person, requestId)
  remember((session.me()?.enterprises ?? []).filter((one) => one.id !== id))
}

/** My public id: from what the phone remembers where that is enough. */
export const myId = async (): Promise<string | null> => session.me()?.id ?? (await session.load()).id

// ---- products and batches

export const listProducts = (enterprise: string, after?: string): Promise<Page<Product>> =>
  call('crafts.products', { enterprise, ...from(after) })

export const saveProduct = (input: In<'crafts.design'>, requestId: string): Promise<Out<'crafts.design'>> =>
  call('crafts.design', input, { requestId })

/** There is no question for one product: the list is looked through, and it is short. */
export async function findProduct(enterprise: string, id: string): Promise<Product | null> {
  let after: string | undefined
  do {
    const { rows, next } = await listProducts(enterprise, after)
    const found = rows.find((product) => product.id === id)
    if (found) return found
    after = next ?? undefined
  } while (after !== undefined)
  return null
}

export type OwnBatch = BatchRow & { sums: Pieces }

export const listBatches = (enterprise: string, after?: string): Promise<Page<OwnBatch>> =>
  call('crafts.own', { enterprise, ...from(after) })

export const getBatch = (id: string): Promise<BatchView> => call('crafts.batch', { id })

export const postBatch = (input: In<'crafts.post'>, requestId: string): Promise<Out<'crafts.post'>> =>
  call('crafts.post', input, { requestId })

export const adjustBatch = (input: In<'crafts.adjust'>, requestId: string): Promise<Out<'crafts.adjust'>> =>
  call('crafts.adjust', input, { requestId })

// ---- the counter

export const listClaims = (enterprise: string, state: ClaimState | null, after?: string): Promise<Page<ClaimRow>> =>
  call('crafts.counter', { enterprise, ...(state === null ? {} : { state }), ...from(after) })

export const getClaim = (id: string): Promise<ClaimView> => call('crafts.claim', { id })

export const moveClaim = (
  at: { id: string; version: number },
  input: ClaimInput,
  requestId: string,
): Promise<ClaimMoved> => call('crafts.move', { id: at.id, version: at.version, ...input }, { requestId })

/** The worker's name and telephone; the server writes the look down first. */
export const showContact = (claim: string, requestId: string): Promise<Out<'crafts.contact'>> =>
  call('crafts.contact', { claim }, { requestId })

// ---- money

/** Without a month: what is not paid yet, the longest due first. */
export const listPayments = (
  enterprise: string,
  month: string | null,
  after?: string,
): Promise<Page<WageRow> & { sum: MonthSum | null }> =>
  call('crafts.payments', { enterprise, ...(month === null ? {} : { month }), ...from(after) })

export const markPaid = (input: In<'crafts.pay'>, requestId: string): Promise<Out<'crafts.pay'>> =>
  call('crafts.pay', input, { requestId })

export const monthStatement = (enterprise: string, month: string): Promise<Out<'crafts.statement'>> =>
  call('crafts.statement', { enterprise, month })
