/** What a scenario is made of. The people are there at every scale. */
import type { In, Out, Route } from '../../miniprogram/contract/api'
import type { MoveInput } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../../tests/cloud'

export const RESIDENT = 'demo-resident-1'
/** serves A1, the home of the resident */
export const WORKER = 'demo-worker-A1'
export const LEADER = 'demo-leader-A'
export const STAFF = 'demo-staff-one'
export const ADMIN = 'demo-admin'
/** owner and member of the first enterprise */
export const BOSS = 'demo-boss'
export const CLERK = 'demo-clerk'

/** Rows that every list holds at every scale, so that pages are full and their cost can be compared. */
export const ROWS = 45

export const REPORT: In<'cases.report'> = {
  kind: 'facility.door',
  place: { building: 'A1', unit: 1 },
  text: '单元门关不上',
  answers: { when: 'now' },
}

export const DAY = 86_400_000
export const NOTICE = { title: '明天上午停水', text: '检修水泵，九点到十二点停水，请提前接水。', pinned: false }

export class Bench {
  constructor(readonly cloud: TestCloud) {}

  async call<R extends Route>(openid: string, route: R, input: In<R>): Promise<Out<R>> {
    const answer = await this.cloud.call<Out<R>>(openid, route, input)
    if (!answer.ok) throw new Error(`${route} by ${openid}: ${JSON.stringify(answer.error)}`)
    return answer.data
  }

  /** A new case of the resident, with the worker, moved as far as `moves` say. */
  async caseAfter(...moves: MoveInput[]): Promise<{ id: string; version: number }> {
    const { id } = await this.call(RESIDENT, 'cases.report', REPORT)
    let version = 1
    for (const input of moves) ({ version } = await this.call(WORKER, 'cases.move', { id, version, ...input }))
    return { id, version }
  }
}

export interface Scenario {
  route: Route
  /** tells rows of one route apart */
  name: string
  /** database requests that it may make; absent: MOST_REQUESTS */
  most?: number
  /** prepares, and gives the call to be counted */
  prepare(bench: Bench): Promise<{ openid: string; input: unknown }>
}

/** One call; `input` may prepare what has to be before it. */
export const scenario = <R extends Route>(
  route: R,
  openid: string,
  input: In<R> | ((bench: Bench) => Promise<In<R>>),
  name = '',
): Scenario => ({
  route,
  name,
  prepare: async (bench) => ({ openid, input: typeof input === 'function' ? await input(bench) : input }),
})

export const MOST_REQUESTS = 6

/** The same of a call that changes several documents at once: it begins, reads again what it changes, and commits. */
export const inTransaction = (one: Scenario): Scenario => ({ ...one, most: MOST_REQUESTS + 3 })

/** The routes whose answer is a page of rows. */
export type PageRoute = { [R in Route]: Out<R> extends { next: string | null } ? R : never }[Route]

/** The second page of a list. */
export const page = <R extends PageRoute>(route: R, openid: string, input: In<R>): Scenario =>
  scenario(
    route,
    openid,
    async (bench) => {
      const { next } = (await bench.call(openid, route, input)) as { next: string | null }
      if (next === null) throw new Error(`${route} has no second page`)
      return { ...input, after: next }
    },
    'second page',
  )
