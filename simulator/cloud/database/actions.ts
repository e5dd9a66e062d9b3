import { LIMITS } from '../limits'
import type { Action, Actions, Call, Json, JsonObject } from '../types'
import { encode, parse, parseDoc } from './ejson'
import { collectionExists, invalidParam } from './errors'
import { count, find, type Find, type Row } from './find'
import type { MatchOptions } from './query/match'
import { insert, isEmptyUpdate, modify, remove, type Modify } from './update/mutations'
import type { Sort } from './order'
import { compileProjection, cutFields, wholeFields } from './query/project'
import type { WriteQueue } from './queue'
import { directSession, type Session } from './session'
import type { Collection, Store } from './store'
import type { Transactions } from './transactions'
import { isDoc, type Doc } from './values'

export interface Context {
  readonly store: Store
  readonly queue: WriteQueue
  readonly transactions: Transactions
  matchFor(call: Call): MatchOptions
  aggregate(collection: Collection, stages: Json | undefined, call: Call): Doc[]
}

function name(params: JsonObject): string {
  const value = params['collectionName']
  if (typeof value !== 'string' || value === '') throw invalidParam('collectionName is required')
  return value
}

function optionalDoc(value: Json | undefined, call: Call): Doc {
  return value === undefined || value === null || value === '' ? {} : parseDoc(value, () => call.now())
}

function wholeNumber(params: JsonObject, key: string, otherwise: number): number {
  const value = params[key]
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw invalidParam(`${key} must be a whole number`)
  return value
}

function sortOf(value: Json | undefined, call: Call): Sort {
  const order = optionalDoc(value, call)
  return Object.keys(order).map((path) => {
    const direction = order[path]
    if (direction !== 1 && direction !== -1) throw invalidParam('order value must be 1 or -1')
    return [path, direction] as const
  })
}

function transactionId(params: JsonObject): string | undefined {
  const value = params['transactionId']
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') throw invalidParam('transactionId must be a string')
  return value
}

/** Runs a write where it belongs: in its transaction, or in the next group commit. */
async function write<T>(context: Context, params: JsonObject, call: Call, work: (session: Session) => T): Promise<T> {
  const id = transactionId(params)
  const match = context.matchFor(call)
  if (id !== undefined) return context.transactions.run(id, call.cost, match, work)
  return context.queue.run(() => work(directSession(context.store, context.transactions, call.cost, match)))
}

function read(context: Context, params: JsonObject, call: Call, collection: Collection, query: Find): Row[] {
  const id = transactionId(params)
  const match = context.matchFor(call)
  if (id !== undefined)
    return context.transactions.run(id, call.cost, match, (session) => session.find(collection, query))
  return find({ store: context.store, view: {}, cost: call.cost, match }, collection, query)
}

function getDocument(context: Context, params: JsonObject, call: Call): JsonObject {
  const collection = context.store.collection(name(params))
  const isDocument = params['queryType'] === 'DOC'
  const limit = wholeNumber(params, 'limit', isDocument ? 1 : LIMITS.queryRowsDefault) || LIMITS.queryRowsDefault
  const query: Find = {
    filter: optionalDoc(params['query'], call),
    sort: sortOf(params['order'], call),
    skip: wholeNumber(params, 'offset', 0),
    limit: Math.min(limit, LIMITS.queryRowsMax),
  }
  const projection = optionalDoc(params['projection'], call)
  const rows = read(context, params, call, collection, query)
  if (Object.keys(projection).length === 0) return { data: { list: rows.map((row) => row.text) } }
  const names = wholeFields(projection)
  if (names) return { data: { list: rows.map((row) => cutFields(row.text, names)) } }
  const project = compileProjection(projection, context.matchFor(call), query.filter)
  return { data: { list: rows.map((row) => encode(project(row.doc))) } }
}

function plain(id: unknown): Json {
  return typeof id === 'string' || typeof id === 'number' ? id : isDoc(id) ? encode(id) : String(id)
}

async function insertDocument(context: Context, params: JsonObject, call: Call): Promise<JsonObject> {
  const collection = context.store.collection(name(params))
  const data = params['data']
  if (!Array.isArray(data)) throw invalidParam('data must be an array of EJSON strings')
  const docs = data.map((text) => parseDoc(text, () => call.now()))
  const ids = await write(context, params, call, (session) => insert(session, collection, docs, call.now()))
  return { data: { insertedIds: ids.map(plain) } }
}

function modification(params: JsonObject, call: Call): Modify {
  const data = parse(params['data'], () => call.now())
  if (!isDoc(data)) throw invalidParam('data must be an EJSON object')
  return {
    filter: optionalDoc(params['query'], call),
    data,
    multi: params['multi'] === true,
    merge: params['merge'] !== false,
    upsert: params['upsert'] === true,
  }
}

async function modifyDocument(context: Context, params: JsonObject, call: Call): Promise<JsonObject> {
  const collection = context.store.collection(name(params))
  const change = modification(params, call)
  if (change.merge && !change.upsert && isEmptyUpdate(change.data)) return { data: { updated: 0 } }
  const result = await write(context, params, call, (session) => modify(session, collection, change, () => call.now()))
  if (result.upsertId === undefined) return { data: { updated: result.updated } }
  return { data: { updated: result.updated, upsert_id: plain(result.upsertId) } }
}

async function modifyAndReturnDoc(context: Context, params: JsonObject, call: Call): Promise<JsonObject> {
  const collection = context.store.collection(name(params))
  const change = { ...modification(params, call), multi: false, merge: true, upsert: false }
  const result = await write(context, params, call, (session) => modify(session, collection, change, () => call.now()))
  return { data: result.doc ? { updated: result.updated, doc: encode(result.doc) } : { updated: 0, doc: null } }
}

async function removeDocument(context: Context, params: JsonObject, call: Call): Promise<JsonObject> {
  const collection = context.store.collection(name(params))
  const filter = optionalDoc(params['query'], call)
  const deleted = await write(context, params, call, (session) =>
    remove(session, collection, filter, params['multi'] === true),
  )
  return { data: { deleted } }
}

function calculateDocument(context: Context, params: JsonObject, call: Call): JsonObject {
  const collection = context.store.collection(name(params))
  const reader = { store: context.store, view: {}, cost: call.cost, match: context.matchFor(call) }
  return { data: { total: count(reader, collection, optionalDoc(params['query'], call)) } }
}

const COLLECTION_NAME = /^[^$\0]{1,64}$/

function addCollection(context: Context, params: JsonObject): JsonObject {
  const wanted = name(params)
  if (!COLLECTION_NAME.test(wanted) || wanted.startsWith('system.'))
    throw invalidParam(`invalid collection name: ${wanted}`)
  if (context.store.find(wanted)) throw collectionExists(wanted)
  context.store.create(wanted)
  return {}
}

function required(params: JsonObject): string {
  const id = transactionId(params)
  if (id === undefined) throw invalidParam('transactionId is required')
  return id
}

/** Every database.* action of the admin endpoint. */
export function databaseActions(context: Context): Actions {
  const bound = (action: (context: Context, params: JsonObject, call: Call) => ReturnType<Action>): Action => {
    return (params, call) => action(context, params, call)
  }
  return {
    'database.insertDocument': bound(insertDocument),
    'database.getDocument': bound(getDocument),
    'database.calculateDocument': bound(calculateDocument),
    'database.modifyDocument': bound(modifyDocument),
    'database.modifyAndReturnDoc': bound(modifyAndReturnDoc),
    'database.removeDocument': bound(removeDocument),
    'database.addCollection': bound(addCollection),
    'database.aggregateDocuments': (params, call) => {
      const collection = context.store.collection(name(params))
      return { data: { list: context.aggregate(collection, params['stages'], call).map(encode) } }
    },
    'database.startTransaction': () => ({ transactionId: context.transactions.start() }),
    'database.commitTransaction': async (params, call) => {
      const id = required(params)
      await context.transactions.commit(id, call.cost)
      return { transactionId: id }
    },
    'database.abortTransaction': (params) => {
      const id = required(params)
      context.transactions.abort(id)
      return { transactionId: id }
    },
  }
}
