/** npm run seed -- --scale demo|full [--data DIR] [--seed N] [--fresh]: fills an empty database with the estate. */
import { parseArgs } from 'node:util'
import { collections } from '../database/collections'
import { SCALES, type ScaleName } from '../database/seed'
import { createCloud } from '../simulator/cloud'
import { isEmpty, seed } from './seed-database'

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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
