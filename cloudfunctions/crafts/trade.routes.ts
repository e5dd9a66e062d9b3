import type { Routes } from '../kit/router'
import { nothing, pageRequest } from '../kit/schema'
import { adjustBatch } from './adjust-batch'
import { approveBatch } from './approve-batch'
import { designProduct } from './design-product'
import { exportStatement } from './export-statement'
import { getBatch } from './get-batch'
import { judgeWage } from './judge-wage'
import { forgetCard, keepCard, showCard } from './keep-card'
import { listBatches } from './list-batches'
import { listDesk } from './list-desk'
import { listOwn, listProducts } from './list-own'
import { listMoney, listPayments } from './list-wages'
import { payWages } from './pay-wages'
import { postBatch } from './post-batch'
import { receiveWage } from './receive-wage'
import { input } from './trade-input'

type TradeRoute =
  | 'crafts.card'
  | 'crafts.keep'
  | 'crafts.forget'
  | 'crafts.batches'
  | 'crafts.batch'
  | 'crafts.money'
  | 'crafts.receive'
  | 'crafts.products'
  | 'crafts.design'
  | 'crafts.post'
  | 'crafts.adjust'
  | 'crafts.own'
  | 'crafts.payments'
  | 'crafts.pay'
  | 'crafts.desk'
  | 'crafts.approve'
  | 'crafts.judge'
  | 'crafts.statement'

const STAFF = ['staff'] as const

// Whose batch, product or wage it is, the handlers ask.
export const tradeRoutes: Pick<Routes<'crafts'>, TradeRoute> = {
  'crafts.card': { who: 'anyone', replay: 'read', input: nothing, handle: showCard },
  // own: a stored answer would hold the digest of an input with the month of birth, which could be guessed from it
  'crafts.keep': { who: 'home', replay: 'own', input: input.keep, handle: keepCard },
  'crafts.forget': { who: 'anyone', replay: 'own', input: nothing, handle: forgetCard },
  'crafts.batches': { who: 'anyone', replay: 'read', input: pageRequest, handle: listBatches },
  'crafts.batch': { who: 'anyone', replay: 'read', input: input.oneBatch, handle: getBatch },
  'crafts.money': { who: 'anyone', replay: 'read', input: input.money, handle: listMoney },
  'crafts.receive': { who: 'anyone', replay: 'own', input: input.receive, handle: receiveWage },

  'crafts.products': { who: 'anyone', replay: 'read', input: input.ofEnterprise, handle: listProducts },
  'crafts.design': { who: 'anyone', replay: 'own', input: input.design, handle: designProduct },
  'crafts.post': { who: 'anyone', replay: 'own', input: input.post, handle: postBatch },
  'crafts.adjust': { who: 'anyone', replay: 'own', input: input.adjust, handle: adjustBatch },
  'crafts.own': { who: 'anyone', replay: 'read', input: input.ofEnterprise, handle: listOwn },
  'crafts.payments': { who: 'anyone', replay: 'read', input: input.payments, handle: listPayments },
  'crafts.pay': { who: 'anyone', replay: 'own', input: input.pay, handle: payWages },

  'crafts.desk': { who: STAFF, replay: 'read', input: input.desk, handle: listDesk },
  'crafts.approve': { who: STAFF, replay: 'own', input: input.approve, handle: approveBatch },
  'crafts.judge': { who: STAFF, replay: 'own', input: input.judge, handle: judgeWage },
  'crafts.statement': { who: 'anyone', replay: 'read', input: input.statement, handle: exportStatement },
}
