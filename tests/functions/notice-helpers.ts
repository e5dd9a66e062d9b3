/** Short ways to publish and read notices in tests. */
import type { NoticeDoc } from '../../cloudfunctions/kit/notice-doc'
import type { In, Out } from '../../miniprogram/contract/api'
import type { Audience, ManagedNotice } from '../../miniprogram/contract/notices'
import type { TestCloud } from '../cloud'
import { DAY } from './case-helpers'
import { ok, type Person } from './people'
import { remove, rowsOf } from './store'

export const ESTATE: Audience = { to: 'estate' }
export const CLUSTER_A: Audience = { to: 'clusters', clusters: ['A'] }
export const A18: Audience = { to: 'buildings', buildings: ['A18'] }
export const B1: Audience = { to: 'buildings', buildings: ['B1'] }

type Publish = In<'notices.publish'>

/** The notices of one cloud. */
export function noticesIn(cloud: () => TestCloud) {
  const stored = () => rowsOf<NoticeDoc>(cloud(), 'notices')

  const water = (change: Partial<Publish> = {}): Publish => ({
    title: '明天上午停水',
    text: '检修水泵，九点到十二点停水，请提前接水。',
    pinned: false,
    endsAt: cloud().now() + 7 * DAY,
    audience: CLUSTER_A,
    ...change,
  })

  /** The correction that leaves all as it is. */
  function correction({ id, version }: { id: string; version: number }, change = {}): In<'notices.change'> {
    const { audience: _audience, ...text } = water()
    return { ...text, id, version, ...change }
  }

  return {
    stored,
    water,
    correction,
    publish: ({ openid }: Person, change: Partial<Publish> = {}): Promise<Out<'notices.publish'>> =>
      ok(cloud(), openid, 'notices.publish', water(change)),
    get: ({ openid }: Person, id: string): Promise<Out<'notices.get'>> => ok(cloud(), openid, 'notices.get', { id }),
    list: async ({ openid }: Person): Promise<string[]> =>
      (await ok(cloud(), openid, 'notices.list', {})).rows.map(({ id }) => id),
    managed: async ({ openid }: Person): Promise<ManagedNotice[]> =>
      (await ok(cloud(), openid, 'notices.managed', {})).rows,
    clear: async (): Promise<void> => {
      for (const { _id } of stored()) await remove(cloud(), 'notices', _id)
    },
  }
}
