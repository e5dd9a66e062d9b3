/** Makes 1,000 writes in groups of a few and prints the _id of each once it is acknowledged. To be killed meanwhile. */
import { randomUUID } from 'node:crypto'
import { createDatabase } from '../../../simulator/cloud/database'
import type { Call } from '../../../simulator/cloud/types'

const IN_FLIGHT = 5

async function main(dir: string): Promise<void> {
  const database = createDatabase({
    dir,
    declarations: { c: { purpose: 'test', indexes: [{ name: 'k', fields: [['k', 1]] }] } },
  })
  const cost = {
    databaseRequests: 0,
    documentsRead: 0,
    documentsWritten: 0,
    keysRead: 0,
    scanned: 0,
    bytesIn: 0,
    bytesOut: 0,
    milliseconds: 0,
  }
  const call: Call = { requestId: 'writer', now: () => Date.now(), cost }
  const insert = database.actions['database.insertDocument']
  const one = async (): Promise<void> => {
    const id = randomUUID()
    await insert?.({ collectionName: 'c', data: [JSON.stringify({ _id: id, k: 'k', text: 'x'.repeat(500) })] }, call)
    process.stdout.write(`${id}\n`)
  }
  for (let i = 0; i < 1000; i += IN_FLIGHT) await Promise.all(Array.from({ length: IN_FLIGHT }, one))
  // wait for the end from outside, so that no exit handler can help
  setInterval(() => undefined, 1000)
}

void main(process.argv[2] as string)
