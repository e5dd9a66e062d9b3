import { CloudError } from '../types'

/** What the cloud says, so that the SDK's errors read as they do there. */
const HINT = 'Please check your request, but if the problem cannot be solved, contact us.'

export function invalidParam(message: string): CloudError {
  return new CloudError('INVALID_PARAM', `[InvalidParameter] ${message}. ${HINT}`)
}

export function requestFailed(message: string): CloudError {
  return new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}. ${HINT}`)
}

export function collectionMissing(name: string): CloudError {
  return new CloudError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}. ${HINT}`)
}

export function collectionExists(name: string): CloudError {
  return new CloudError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceInUse] Table exist: ${name}. ${HINT}`)
}

export function duplicateKey(collection: string, index: string, key: string): CloudError {
  return requestFailed(
    'multiple write errors: [{write errors: [{E11000 duplicate key error collection: ' +
      `${collection} index: ${index} dup key: ${key}}]}, {<nil>}]`,
  )
}

export function transactionConflict(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${HINT}`,
  )
}

export function transactionMissing(id: string, why: string): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction ${id} ${why}: ` +
      `a transaction must be committed or aborted within 30 seconds. ${HINT}`,
  )
}
