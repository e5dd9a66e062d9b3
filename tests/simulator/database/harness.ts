import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EJSON } from 'bson'
import type { Declarations, IndexDeclaration } from '../../../database/types'
import { createDatabase, type Database, type DatabaseOptions } from '../../../simulator/cloud/database'
import type { Call, Cost, Json, JsonObject } from '../../../simulator/cloud/types'

export type Row = Record<string, unknown>

export interface QueryOptions {
  readonly sort?: Record<string, 1 | -1>
  readonly skip?: number
  readonly limit?: number
  readonly fields?: Row
  readonly transactionId?: string
}

export function canonical(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false })
}

export function emptyCost(): Cost {
  return {
    databaseRequests: 0,
    documentsRead: 0,
    documentsWritten: 0,
    keysRead: 0,
    scanned: 0,
    bytesIn: 0,
    bytesOut: 0,
    milliseconds: 0,
  }
}

export function declared(collection: string, indexes: readonly IndexDeclaration[]): Declarations {
  return { [collection]: { purpose: 'test', indexes } }
}

/** A database in a directory of its own, spoken to as the SDK does: canonical EJSON in, EJSON out. */
export class Harness {
  readonly dir: string
  database: Database
  cost = emptyCost()
  clock = Date.UTC(2025, 2, 1)

  constructor(
    private readonly options: Omit<DatabaseOptions, 'dir'> = {},
    dir?: string,
  ) {
    this.dir = dir ?? mkdtempSync(join(tmpdir(), 'database-'))
    this.database = createDatabase({ dir: this.dir, ...options })
  }

  async reopen(): Promise<void> {
    await this.database.stop()
    this.database = createDatabase({ dir: this.dir, ...this.options, fresh: false })
  }

  async close(): Promise<void> {
    await this.database.stop()
    rmSync(this.dir, { recursive: true, force: true })
  }

  async call(action: string, params: JsonObject): Promise<Record<string, Json>> {
    this.cost = emptyCost()
    const call: Call = { requestId: 'test', now: () => this.clock, cost: this.cost }
    const run = this.database.actions[`database.${action}`]
    if (!run) throw new Error(`no action ${action}`)
    return await run(params, call)
  }

  private async data(action: string, params: JsonObject): Promise<Record<string, Json>> {
    return (await this.call(action, params))['data'] as Record<string, Json>
  }

  async create(collectionName: string): Promise<void> {
    await this.call('addCollection', { collectionName })
  }

  async insert(collectionName: string, rows: readonly Row[], transactionId?: string): Promise<Json> {
    const data = await this.data('insertDocument', {
      collectionName,
      data: rows.map(canonical),
      ...(transactionId ? { transactionId } : {}),
    })
    return data['insertedIds'] as Json
  }

  async find(collectionName: string, filter: Row, options: QueryOptions = {}): Promise<Row[]> {
    const data = await this.data('getDocument', {
      collectionName,
      query: canonical(filter),
      queryType: 'WHERE',
      limit: options.limit ?? 1000,
      ...(options.sort ? { order: canonical(options.sort) } : {}),
      ...(options.skip ? { offset: options.skip } : {}),
      ...(options.fields ? { projection: canonical(options.fields) } : {}),
      ...(options.transactionId ? { transactionId: options.transactionId } : {}),
    })
    return (data['list'] as string[]).map((text) => EJSON.parse(text) as Row)
  }

  async ids(collection: string, filter: Row, options: QueryOptions = {}): Promise<unknown[]> {
    return (await this.find(collection, filter, options)).map((row) => row['_id'])
  }

  async get(collection: string, id: unknown, transactionId?: string): Promise<Row | undefined> {
    const [row] = await this.find(collection, { _id: id }, transactionId ? { transactionId } : {})
    return row
  }

  async count(collectionName: string, filter: Row): Promise<number> {
    return (await this.data('calculateDocument', { collectionName, query: canonical(filter) }))['total'] as number
  }

  async update(collectionName: string, filter: Row, data: Row, extra: JsonObject = {}): Promise<Record<string, Json>> {
    return this.data('modifyDocument', {
      collectionName,
      query: canonical(filter),
      data: canonical(data),
      multi: true,
      merge: true,
      upsert: false,
      ...extra,
    })
  }

  async set(collection: string, id: unknown, data: Row, extra: JsonObject = {}): Promise<Record<string, Json>> {
    return this.update(collection, { _id: id }, data, { multi: false, merge: false, upsert: true, ...extra })
  }

  async remove(collectionName: string, filter: Row, extra: JsonObject = {}): Promise<number> {
    const data = await this.data('removeDocument', { collectionName, query: canonical(filter), multi: true, ...extra })
    return data['deleted'] as number
  }

  async aggregate(collectionName: string, stages: readonly Row[]): Promise<Row[]> {
    const data = await this.data('aggregateDocuments', {
      collectionName,
      stages: stages.map((stage) => {
        const [stageKey] = Object.keys(stage) as [string]
        return { stageKey, stageValue: canonical(stage[stageKey]) }
      }),
    })
    return (data['list'] as string[]).map((text) => EJSON.parse(text) as Row)
  }

  async begin(): Promise<string> {
    return (await this.call('startTransaction', {}))['transactionId'] as string
  }

  async commit(transactionId: string): Promise<void> {
    await this.call('commitTransaction', { transactionId })
  }

  async abort(transactionId: string): Promise<void> {
    await this.call('abortTransaction', { transactionId })
  }
}
