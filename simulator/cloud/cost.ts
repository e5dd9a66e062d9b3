import type { Cost } from './types'

/** The cost of one function call, the calls it made of other functions included. */
export interface CallCost extends Cost {
  /** function calls: 1, plus those made from inside */
  calls: number
  /** bytes of requests to and answers from the endpoint; bytesIn and bytesOut are those of the call itself */
  databaseBytesIn: number
  databaseBytesOut: number
}

export function emptyCost(): CallCost {
  return {
    calls: 0,
    databaseRequests: 0,
    documentsRead: 0,
    documentsWritten: 0,
    keysRead: 0,
    scanned: 0,
    bytesIn: 0,
    bytesOut: 0,
    milliseconds: 0,
    databaseBytesIn: 0,
    databaseBytesOut: 0,
  }
}

export function addCost(sum: CallCost, more: CallCost): void {
  for (const key of Object.keys(sum) as (keyof CallCost)[]) sum[key] += more[key]
}

/** Add what one request to the endpoint has cost to the call that made it. */
export function addRequestCost(call: CallCost, request: Cost): void {
  call.databaseRequests += request.databaseRequests
  call.documentsRead += request.documentsRead
  call.documentsWritten += request.documentsWritten
  call.keysRead += request.keysRead
  call.scanned += request.scanned
  call.databaseBytesIn += request.bytesIn
  call.databaseBytesOut += request.bytesOut
}
