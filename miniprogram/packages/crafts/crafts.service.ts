/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type {
  BatchRow,
  BatchView,
  ClaimInput,
  ClaimMoved,
  ClaimRow,
  ClaimView,
  CraftCard,
  MonthSum,
  WageRow,
} from '../../contract/crafts'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'

const from = (after?: string) => (after === undefined ? {} : { after })

export const listBatches = (after?: string): Promise<Page<BatchRow>> => call('crafts.batches', from(after))

export const getBatch = (id: string): Promise<BatchView> => call('crafts.batch', { id })

/** `requestId` is made once per intent, so that sending it again takes nothing twice. */
export const takePieces = (input: In<'crafts.take'>, requestId: string): Promise<ClaimMoved> =>
  call('crafts.take', input, { requestId })

export const listMine = (ended: boolean, after?: string): Promise<Page<ClaimRow>> =>
  call('crafts.mine', ended ? { ...from(after), ended } : from(after))

export const getClaim = (id: string): Promise<ClaimView> => call('crafts.claim', { id })

export const moveClaim = (
  at: { id: string; version: number },
  input: ClaimInput,
  requestId: string,
): Promise<ClaimMoved> => call('crafts.move', { id: at.id, version: at.version, ...input }, { requestId })

export const getCard = async (): Promise<CraftCard | null> => (await call('crafts.card', {})).card

export const keepCard = async (input: In<'crafts.keep'>, requestId: string): Promise<CraftCard> =>
  (await call('crafts.keep', input, { requestId })).card

export async function forgetCard(requestId: string): Promise<void> {
  await call('crafts.forget', {}, { requestId })
}

export const listWages = (month: string, after?: string): Promise<Page<WageRow> & { sum: MonthSum }> =>
  call('crafts.money', { ...from(after), month })

/** The money came, or did not; the staff look into what did not. */
export const receiveWage = (wage: string, came: boolean, requestId: string): Promise<WageRow> =>
  call('crafts.receive', { wage, came }, { requestId })

export const monthFile = (month: string): Promise<Out<'crafts.statement'>> => call('crafts.statement', { month })
