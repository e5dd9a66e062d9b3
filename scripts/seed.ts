/** npm run seed -- --scale demo|full [--data DIR] [--seed N] [--fresh]: fills an empty database with the estate. */
import { parseArgs } from 'node:util'
import { collections } from '../database/collections'
import { SCALES, seedEstate, type ScaleName, type Seeded } from '../database/seed'
import { createCloud } from '../simulator/cloud'
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

function isScale(text: string): text is ScaleName {
  return Object.hasOwn(SCALES, text)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: 'demo' },
      data: { type: 'string', default: '.data' },
      seed: { type: 'string' },
      fresh: { type: 'boolean', default: false },
    },
  })
  const { scale, data, fresh } = values
  if (!isScale(scale)) throw new Error(`--scale must be one of: ${Object.keys(SCALES).join(', ')}`)
  const start = performance.now()
  const cloud = await createCloud({ directory: data, fresh, declarations: collections })
  try {
    if (!isEmpty(cloud.database)) throw new Error(`${data} already has data; --fresh empties it first`)
    const seeded = seed(cloud.database, scale, values.seed === undefined ? {} : { seed: Number(values.seed) })
    for (const [collection, documents] of Object.entries(seeded)) console.log(`${collection}: ${documents}`)
    console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`)
  } finally {
    await cloud.stop()
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
