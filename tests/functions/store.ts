/** The database of a test's cloud, seen from outside the functions: to prepare what no route makes, and to check what is stored. */
import { EJSON } from 'bson'
import type { TestCloud } from '../cloud'

export type Row = Record<string, unknown> & { _id: string }

/** Every document of a collection. */
export function rowsOf<T extends object = Row>({ cloud }: TestCloud, collection: string): T[] {
  const lines = [...cloud.database.exportLines()].map((line) => EJSON.parse(line) as { collection: string; doc: T })
  return lines.filter((line) => line.collection === collection).map(({ doc }) => doc)
}

/** Everything that is stored, as text to search in. */
export const everything = ({ cloud }: TestCloud): string => [...cloud.database.exportLines()].join('\n')

export const insert = ({ cloud }: TestCloud, collection: string, rows: readonly object[]): number =>
  cloud.database.load(collection, rows as Record<string, unknown>[])

/** One request to the admin endpoint. */
async function admin({ cloud }: TestCloud, action: string, params: object): Promise<Record<string, unknown>> {
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, ...params }),
  })
  const reply = (await response.json()) as { data?: Record<string, unknown>; message?: string }
  if (!reply.data) throw new Error(`${action}: ${reply.message ?? 'no data'}`)
  return reply.data
}

/** Sets fields of one document. */
export async function change(cloud: TestCloud, collection: string, id: string, fields: object): Promise<void> {
  const { updated } = await admin(cloud, 'database.modifyDocument', {
    collectionName: collection,
    query: JSON.stringify({ _id: id }),
    data: JSON.stringify({ $set: fields }),
    multi: false,
    merge: true,
    upsert: false,
  })
  if (updated !== 1) throw new Error(`${collection} ${id} was not changed`)
}

export async function remove(cloud: TestCloud, collection: string, id: string): Promise<void> {
  const query = JSON.stringify({ _id: id })
  const { deleted } = await admin(cloud, 'database.removeDocument', { collectionName: collection, query, multi: false })
  if (deleted !== 1) throw new Error(`${collection} ${id} was not removed`)
}
