/** A function that does to the database what a test asks, through the kit and the real SDK. */
import { Collection, withTransaction, type Doc } from '../../../../cloudfunctions/kit/db'
import { AppError } from '../../../../cloudfunctions/kit/errors'
import { members, saveMember, type MemberChange } from '../../../../cloudfunctions/kit/members'
import { replayed } from '../../../../cloudfunctions/kit/replay'
import { systemNow } from '../../../../cloudfunctions/kit/clock'
import { identity } from '../../../../cloudfunctions/kit/sdk'

interface Thing extends Doc {
  [field: string]: unknown
}

const things = new Collection<Thing>('things')

interface Asked {
  doc: Thing
  docs: Thing[]
  where: { _id: string }
  change: Record<string, unknown>
  id: string
  fields: string[]
  group: string
  after?: string
  size: number
  order: 'asc' | 'desc'
  from: string
  to: string
  amount: number
  fail: 'refuse' | 'throw' | 'exit' | null
  requestId: string
  input: unknown
  member: MemberChange
}

/** Moves an amount from one thing to the other; refuses when there is not enough. */
const transfer = ({ from, to, amount, fail }: Asked) =>
  withTransaction(async (transaction) => {
    const payer = await transaction.get(things, from)
    const payee = await transaction.get(things, to)
    if (!payer || Number(payer.amount) < amount) throw new AppError('NOT_NOW')
    await transaction.update(things, from, { amount: Number(payer.amount) - amount, last: { to, amount } })
    if (fail === 'throw') throw new Error('broke off')
    if (fail === 'refuse') throw new AppError('LIMIT')
    if (payee) await transaction.update(things, to, { amount: Number(payee.amount) + amount })
    else await transaction.insert(things, { _id: to, amount })
    return Number(payer.amount) - amount
  })

/** Something that may be done once only: it leaves a row each time it runs. */
async function once({ fail, input }: Asked): Promise<unknown> {
  await things.insertOnce({ _id: `run-${systemNow()}-${process.pid}-${process.hrtime.bigint()}`, input })
  if (fail === 'exit') process.exit(1)
  if (fail === 'throw') throw new Error('broke off')
  if (fail === 'refuse') throw new AppError('INVALID_INPUT', { input: 'wrong_form' })
  return { did: input }
}

const commands: { [command: string]: (asked: Asked) => Promise<unknown> } = {
  insertOnce: ({ doc }) => things.insertOnce(doc),
  insertAllOnce: ({ docs }) => things.insertAllOnce(docs),
  updateIf: ({ where, change }) => things.updateIf(where, change),
  updateAll: ({ where, change }) => things.updateAll(where, change),
  removeAll: ({ where }) => things.removeAll(where),
  count: ({ where }) => things.count(where),
  get: ({ id, fields }) => things.get(id, fields),
  page: ({ group, after, order, size }) =>
    things.pageAfter({ where: { group }, sort: { field: 'rank', order }, after, size, fields: ['rank'] }),
  transfer,
  replayed: (asked) =>
    replayed(
      {
        openid: String(identity().openid),
        requestId: asked.requestId,
        route: 'probe.once',
        input: asked.input,
        now: systemNow(),
      },
      () => once(asked),
    ),
  saveMember: async ({ id, member }) =>
    saveMember({ openid: id, member: await members.get(id), now: systemNow() }, () => member),
}

export const main = async (event: { command: string } & Asked): Promise<unknown> => {
  try {
    return { ok: true, data: await commands[event.command]?.(event) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, error: error.fields ? { code: error.code, fields: error.fields } : { code: error.code } }
  }
}
