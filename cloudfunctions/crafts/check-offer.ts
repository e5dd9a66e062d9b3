import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { checkText } from '../kit/moderation'
import { asksForMoney } from './batch.rules'

/** Texts of an enterprise before others see them: nothing that asks a worker for money, nothing that the platform refuses. */
export async function checkOffer(texts: readonly string[], { openid, log }: Context): Promise<void> {
  if (asksForMoney(texts)) throw new AppError('INVALID_INPUT', { text: 'deposit' })
  await checkText(openid, texts.join('\n'), 'text', log)
}
