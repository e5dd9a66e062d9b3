/** What each person sees of a wage. */
import type { WageRow } from '../../miniprogram/contract/crafts'
import type { WageDoc } from './model.rules'

/** `worker`: the name, as the one who looks may know it. */
export function wageRow(doc: WageDoc, worker: string): WageRow {
  const { _id: id, claim, name, enterprise, enterpriseName, pieces, price, amount, state, countedAt, dueAt, late } = doc
  const { marked, denied, judged, paidAt } = doc
  return {
    id,
    claim,
    name,
    enterprise,
    enterpriseName,
    worker,
    pieces,
    price,
    amount,
    state,
    countedAt,
    dueAt,
    late,
    marked: marked && { at: marked.at, way: marked.way, proof: marked.proof },
    denied,
    judged: judged && { at: judged.at, came: judged.came, text: judged.text },
    paidAt,
  }
}
