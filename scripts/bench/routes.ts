/** The cost of every route with 1,000 and with 100,000 cases. */
import { SCALES, seedEstate, type Scale } from '../../database/seed'
import type { Route } from '../../miniprogram/contract/api'
import { startCloud, type TestCloud } from '../../tests/cloud'
import { LIMITS } from '../../simulator/cloud/limits'
import { fillCrowd } from './craft-claim-scenarios'
import { fillFairCrowd } from './fair-stage'
import { fillLists } from './fill-lists'
import { MOST_REQUESTS } from './scenario'
import { Bench, SCENARIOS } from './scenarios'
import { round, type Bar } from './result'
import { fillJobCrowd } from './seeker-scenarios'

const SMALL: Scale = { residents: 510, cases: 1_000, span: SCALES.full.span }

export interface RouteCost {
  calls: number
  databaseRequests: number
  documentsRead: number
  documentsWritten: number
  scanned: number
  databaseBytes: number
  milliseconds: number
}

export interface RouteRow {
  route: Route
  name: string
  most: number
  small: RouteCost
  large: RouteCost
}

const MOST_GROWTH = 1.05

/** A cloud with the estate at a scale. */
export async function seededCloud(scale: Scale): Promise<TestCloud> {
  const cloud = await startCloud({ poolSize: 1 })
  const now = cloud.now()
  seedEstate({ scale, now, load: (collection, rows) => cloud.cloud.database.load(collection, rows) })
  fillLists(cloud, now)
  fillCrowd(cloud, now, scale.residents)
  fillJobCrowd(cloud, now, scale.residents)
  fillFairCrowd(cloud, now, scale.residents)
  return cloud
}

async function measure(cloud: TestCloud): Promise<Map<string, RouteCost>> {
  const bench = new Bench(cloud)
  const costs = new Map<string, RouteCost>()
  for (const scenario of Object.values(SCENARIOS).flat()) {
    const { openid, input } = await scenario.prepare(bench)
    await bench.call(openid, scenario.route, input as never)
    const { databaseBytesIn, databaseBytesOut, ...cost } = cloud.lastCost()
    const { calls, databaseRequests, documentsRead, documentsWritten, scanned, milliseconds } = cost
    costs.set(`${scenario.route} ${scenario.name}`, {
      calls,
      databaseRequests,
      documentsRead,
      documentsWritten,
      scanned,
      databaseBytes: databaseBytesIn + databaseBytesOut,
      milliseconds: round(milliseconds, 1),
    })
  }
  return costs
}

async function costsAt(scale: Scale): Promise<Map<string, RouteCost>> {
  const cloud = await seededCloud(scale)
  try {
    return await measure(cloud)
  } finally {
    await cloud.stop()
  }
}

export async function benchRoutes(): Promise<RouteRow[]> {
  const small = await costsAt(SMALL)
  const large = await costsAt(SCALES.full)
  return Object.values(SCENARIOS)
    .flat()
    .map(({ route, name, most = MOST_REQUESTS }) => {
      const key = `${route} ${name}`
      return { route, name, most, small: small.get(key) as RouteCost, large: large.get(key) as RouteCost }
    })
}

const growth = ({ small, large }: RouteRow) => large.documentsRead / Math.max(1, small.documentsRead)

export const routeBars = (rows: readonly RouteRow[]): Bar[] =>
  rows.flatMap((row) => {
    const title = [row.route, row.name].filter((part) => part !== '').join(' · ')
    return [
      {
        what: `${title}: documents read, 100,000 against 1,000 cases`,
        value: round(growth(row)),
        limit: { most: MOST_GROWTH },
      },
      {
        what: `${title}: database requests`,
        value: Math.max(row.small.databaseRequests, row.large.databaseRequests),
        limit: { most: row.most },
      },
      {
        what: `${title}: documents scanned without an index`,
        value: row.large.scanned,
        limit: { most: LIMITS.scanReport },
      },
    ]
  })

export function printRoutes(rows: readonly RouteRow[]): void {
  console.log(
    'route: database requests, documents read/written, KB at the database, ms; with 1,000 and with 100,000 cases',
  )
  for (const row of rows) {
    const at = (cost: RouteCost) =>
      [
        `${cost.databaseRequests} req`,
        `${cost.documentsRead}/${cost.documentsWritten} docs`,
        `${(cost.databaseBytes / 1024).toFixed(1)} KB`,
        `${cost.milliseconds} ms`,
      ].join(', ')
    console.log(
      `  ${`${row.route} ${row.name}`.padEnd(32)} ${at(row.small)} | ${at(row.large)} | × ${growth(row).toFixed(2)}`,
    )
  }
}
