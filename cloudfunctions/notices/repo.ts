/** The only way from the notices to the database. */
import type { ClusterId } from '../../miniprogram/contract/estate'
import type { Page } from '../../miniprogram/contract/paging'
import { buildings } from '../kit/buildings'
import type { Change } from '../kit/db'
import { members } from '../kit/members'
import { NOTICE_ROW_FIELDS, notices, readableNow, type NoticeDoc } from '../kit/notices'
import { command } from '../kit/sdk'

const MANAGED_FIELDS = [
  ...NOTICE_ROW_FIELDS,
  'audience',
  'endsAt',
  'endedAt',
  'by',
  'role',
  'version',
] as const satisfies readonly (keyof NoticeDoc)[]

export const load = (id: string): Promise<NoticeDoc | null> => notices.get(id)

/** False: it is there already. */
export const add = (doc: NoticeDoc): Promise<boolean> => notices.insertOnce(doc)

/** Writes a correction, if the notice is still as it was seen. */
export const change = (id: string, version: number, fields: Change): Promise<boolean> =>
  notices.updateIf({ _id: id, version }, { ...fields, version: version + 1 })

export const readablePage = (
  keys: readonly string[],
  now: number,
  after: string | undefined,
): Promise<Page<NoticeDoc>> =>
  notices.pageAfter({
    where: readableNow(keys, now),
    sort: { field: 'rank', order: 'desc' },
    after,
    fields: [...NOTICE_ROW_FIELDS, 'rank'],
  })

export const managedPage = (
  scopes: readonly (ClusterId | 'estate')[],
  after: string | undefined,
): Promise<Page<NoticeDoc>> =>
  notices.pageAfter({
    where: { scope: command.in([...scopes]) },
    sort: { field: 'publishedAt', order: 'desc' },
    after,
    fields: MANAGED_FIELDS,
  })

export const areBuildings = async (ids: readonly string[]): Promise<boolean> =>
  (await buildings.count({ _id: command.in([...ids]) })) === ids.length

/** Names by public id, as they are now; those without one are left out. */
export async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const people = await members.find({ id: command.in([...ids]) }, { limit: ids.length, fields: ['id', 'name'] })
  return new Map(people.map(({ id, name }) => [id, name ?? '']))
}

// ---- timer

/** Marks those whose end is past, so that no query looks at them any more; how many. */
export const markOver = (now: number): Promise<number> =>
  notices.updateAll({ current: true, endsAt: command.lte(now) }, { current: false })

export const removeExpired = (now: number): Promise<number> => notices.removeAll({ expiresAt: command.lte(now) })
