import { SCALES, seedEstate, type ScaleName, type Seeded } from '../database/seed'
import type { Database } from '../simulator/cloud/database'

/** True when no collection has a document. */
export function isEmpty(database: Database): boolean {
  for (const _line of database.exportLines()) return false
  return true
}

/** Fills an empty database. */
export function seed(database: Database, scale: ScaleName, options: { seed?: number; now?: number } = {}): Seeded {
  const { now = Date.now(), seed: number } = options
  return seedEstate({
    scale: SCALES[scale],
    now,
    ...(number === undefined ? {} : { seed: number }),
    load: (collection, rows) => database.load(collection, rows),
  })
}
