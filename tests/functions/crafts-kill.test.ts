/** A function that is killed after it has written and before it has answered: the retried call finds what was written. */
import { execFileSync } from 'node:child_process'
import type { ClaimMoved } from '../../miniprogram/contract/crafts'
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import type { Actions } from '../../simulator/cloud/types'
import type { TestCloud } from '../cloud'
import {
  batchOf,
  checkBooks,
  claimOf,
  countedClaim,
  fetchedClaim,
  moveClaim,
  startWorkshop,
  takeOf,
  wagesIn,
  type Workshop,
} from './crafts'
import { rowsOf } from './store'

// each kill starts a new process
jest.setTimeout(120_000)

let workshop: Workshop
let cloud: TestCloud

beforeAll(async () => {
  workshop = await startWorkshop({ poolSize: 1 })
  ;({ cloud } = workshop)
})
afterAll(() => cloud.stop())

/** The processes of the function `crafts` that this very program has started. */
function craftsProcesses(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n')
  const processes = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)?.slice(1) ?? [])
  return processes
    .filter(([, parent, args]) => Number(parent) === process.pid && /\/crafts(\s|$)/.test(args ?? ''))
    .map(([pid]) => Number(pid))
}

/** The next time the database has carried out this action, the function's process is killed before it hears of it. */
function killAfter(action: string): { transactionId?: unknown } {
  const actions = cloud.cloud.database.actions as { -readonly [K in keyof Actions]: Actions[K] }
  const carryOut = actions[action]
  if (!carryOut) throw new Error(`no action ${action}`)
  const seen: { transactionId?: unknown } = {}
  actions[action] = async (params, call) => {
    actions[action] = carryOut
    const answer = await carryOut(params, call)
    seen.transactionId = params.transactionId
    for (const pid of craftsProcesses()) process.kill(pid, 'SIGKILL')
    return answer
  }
  return seen
}

async function killedIn(action: string, run: () => Promise<unknown>): Promise<{ transactionId?: unknown }> {
  const seen = killAfter(action)
  await run()
  return seen
}

const dies = (openid: string, route: string, input: object, requestId: string) =>
  expect(cloud.call(openid, route, input, requestId)).rejects.toThrow('SIGKILL')

test('between take and answer: retried, it is one take and the answer of it', async () => {
  const { worker } = workshop
  for (let round = 0; round < 3; round++) {
    const batch = workshop.batch()
    const requestId = `killed-after-commit-${round}`
    killAfter('database.commitTransaction')
    await dies(worker.openid, 'crafts.take', takeOf(batch, 10), requestId)
    expect(batchOf(cloud, batch).left).toBe(90)
    const answer = await cloud.call<ClaimMoved>(worker.openid, 'crafts.take', takeOf(batch, 10), requestId)
    expect(answer).toMatchObject({ ok: true, data: { state: 'taken', version: 1, pieces: { issued: 10, out: 10 } } })
    expect(rowsOf<ClaimDoc>(cloud, 'claims').filter((claim) => claim.batch === batch)).toHaveLength(1)
    expect(batchOf(cloud, batch).left).toBe(90)
    checkBooks(cloud, batch)
  }
})

test('in the middle of a take: nothing is written, and the retried call takes', async () => {
  const { worker } = workshop
  const batch = workshop.batch()
  const { transactionId } = await killedIn('database.modifyDocument', () =>
    dies(worker.openid, 'crafts.take', takeOf(batch, 10), 'killed-in-the-middle'),
  )
  expect(batchOf(cloud, batch).left).toBe(100)
  const send = () => cloud.call(worker.openid, 'crafts.take', takeOf(batch, 10), 'killed-in-the-middle')
  // the transaction of the dead holds the batch until the platform ends it, after 30 seconds; here it is ended at once
  expect(await send()).toMatchObject({ ok: false, error: { code: 'BUSY' } })
  await cloud.cloud.database.actions['database.abortTransaction']?.({ transactionId } as never, {} as never)
  expect(await send()).toMatchObject({ ok: true })
  expect(batchOf(cloud, batch).left).toBe(90)
  checkBooks(cloud, batch)
})

test('between an agreement and its answer: one wage', async () => {
  const { worker } = workshop
  const batch = workshop.batch()
  const id = await countedClaim(workshop, batch, { accepted: 10 })
  const input = { id, version: claimOf(cloud, id).version, move: 'agree' }
  killAfter('database.commitTransaction')
  await dies(worker.openid, 'crafts.move', input, 'killed-after-agreeing')
  const answer = await cloud.call<ClaimMoved>(worker.openid, 'crafts.move', input, 'killed-after-agreeing')
  expect(answer).toMatchObject({ ok: true, data: { state: 'ended', pieces: { accepted: 10, out: 0 } } })
  expect(wagesIn(cloud).filter((wage) => wage.claim === id)).toHaveLength(1)
  checkBooks(cloud, batch)
})

test('between a count and its message: the retried call tells the worker', async () => {
  const { officer } = workshop
  const batch = workshop.batch()
  const id = await fetchedClaim(workshop, batch, 5)
  await moveClaim(cloud, workshop.worker, id, { move: 'hand_in', pieces: 5, minutes: 50 })
  const input = { id, version: claimOf(cloud, id).version, move: 'count', accepted: 5, rework: 0, rejected: 0 }
  const told = () =>
    rowsOf<{ _id: string; subject: string; what: string }>(cloud, 'messages').filter(
      (row) => row.subject === id && row.what === 'counted',
    )
  killAfter('database.modifyDocument')
  await dies(officer.openid, 'crafts.move', input, 'killed-before-telling')
  expect(claimOf(cloud, id).state).toBe('counted')
  expect(told()).toEqual([])
  expect(await cloud.call(officer.openid, 'crafts.move', input, 'killed-before-telling')).toMatchObject({ ok: true })
  expect(told()).toHaveLength(1)
})
