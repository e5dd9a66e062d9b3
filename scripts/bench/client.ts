/** A program with the unmodified wx-server-sdk: repeats one call as often as it is told and says how long it took. */
import * as cloud from 'wx-server-sdk'

export type Work = { call: 'get'; id: string; times: number } | { call: 'page'; times: number }

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as never })
const cases = cloud.database().collection('cases')

const FIELDS = { kind: true, state: true, building: true, text: true, createdAt: true, dueAt: true, handler: true }

async function once(work: Work): Promise<void> {
  if (work.call === 'get') {
    await cases.doc(work.id).get()
    return
  }
  const rows = await cases
    .where({ filters: '*|*|*' } as never)
    .orderBy('createdAt', 'desc')
    .orderBy('_id', 'desc')
    .field(FIELDS as never)
    .limit(20)
    .get()
  if ((rows as unknown as { data: unknown[] }).data.length !== 20) throw new Error('not a page of 20')
}

process.on('message', (work: Work) => {
  void (async () => {
    const start = process.hrtime.bigint()
    for (let n = 0; n < work.times; n++) await once(work)
    process.send?.({ ms: Number(process.hrtime.bigint() - start) / 1e6 })
  })()
})
process.send?.({ ms: 0 })
