/** npm run data -- export FILE | import FILE [--data DIR] [--fresh]: the whole database as lines of JSON, and back. */
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { collections } from '../database/collections'
import { createCloud } from '../simulator/cloud'

const USAGE = 'npm run data -- export FILE | import FILE [--data DIR] [--fresh]'

function* withNewlines(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line}\n`
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: '.data' }, fresh: { type: 'boolean', default: false } },
  })
  const [what, file] = positionals
  if (file === undefined || (what !== 'export' && what !== 'import')) throw new Error(USAGE)
  const fresh = what === 'import' && values.fresh
  const cloud = await createCloud({ directory: values.data, fresh, declarations: collections })
  try {
    const { database } = cloud
    if (what === 'export') {
      await pipeline(Readable.from(withNewlines(database.exportLines())), createWriteStream(file))
    } else {
      console.log(await database.importLines(createInterface({ input: createReadStream(file) })))
    }
  } finally {
    await cloud.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
