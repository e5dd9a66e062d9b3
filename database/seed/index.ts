/** The estate as it could be after five years, at two scales. The same seed gives the same estate to the last byte. */
import { nestedCounts } from '../../cloudfunctions/cases/effects.rules'
import type { CaseDoc } from '../../cloudfunctions/cases/model.rules'
import type { Member } from '../../cloudfunctions/kit/members'
import { buildingCluster, rosterKeys, type ClusterId } from '../../miniprogram/contract/estate'
import { buildingDocs } from '../estate'
import { liveCase } from './cases'
import { createChance } from './chance'
import { craftsOf } from './crafts'
import { enterprisesOf } from './enterprises'
import { fairsOf } from './fairs'
import { jobsOf } from './jobs'
import { noticesOf } from './notices'
import { peopleOf } from './people'
import { complaintBetween } from './shape'

const DAY = 86_400_000
const YEAR = 365 * DAY

export interface Scale {
  residents: number
  cases: number
  /** how far back the cases go, ms */
  span: number
}

export const SCALES = {
  demo: { residents: 240, cases: 160, span: 60 * DAY },
  full: { residents: 51_000, cases: 100_000, span: 5 * YEAR },
} as const satisfies { readonly [name: string]: Scale }
export type ScaleName = keyof typeof SCALES

/** Takes documents of a collection, plain objects with _id. */
export type Load = (collection: string, rows: Iterable<Record<string, unknown>>) => number

type Rows = Iterable<Record<string, unknown>>
const rows = (docs: Iterable<object>): Rows => docs as Rows

/** Cases are made and loaded in batches, so that 100,000 of them do not have to be in memory at once. */
const BATCH = 2_000

/** The demo estate has its three current notices alone. */
const CASES_PER_NOTICE = 250

export interface SeedOptions {
  scale: Scale
  /** epoch ms the story ends at */
  now: number
  seed?: number
  load: Load
}

/** Documents by collection. */
export type Seeded = { [collection: string]: number }

export function seedEstate({ scale, now, seed = 18, load }: SeedOptions): Seeded {
  const chance = createChance(seed)
  const buildings = buildingDocs()
  const since = now - Math.max(scale.span, YEAR)
  const { residents, servants } = peopleOf({ buildings, residents: scale.residents, since, until: now, chance })
  const seeded: Seeded = {}
  const put = (collection: string, docs: Iterable<object>) => {
    seeded[collection] = (seeded[collection] ?? 0) + load(collection, rows(docs))
  }
  put('buildings', buildings)
  const cast = castOf(servants)
  // chance of their own: the rest of the estate is the same with them and without
  const trade = enterprisesOf({ staff: cast.staff, now, chance: createChance(seed + 1) })
  put('members', [...servants, ...trade.people, ...residents])
  const crafts = craftsOf({
    enterprises: trade.enterprises.filter(({ state }) => state === 'active'),
    residents,
    now,
    chance: createChance(seed + 2),
  })
  const jobs = jobsOf({ enterprises: crafts.enterprises, residents, now, chance: createChance(seed + 3) })
  const { postings, seekers } = jobs
  const fairs = fairsOf({
    enterprises: jobs.enterprises,
    postings,
    seekers,
    residents,
    now,
    chance: createChance(seed + 4),
  })
  put('enterprises', [...fairs.enterprises, ...trade.enterprises.filter(({ state }) => state !== 'active')])
  put('products', crafts.products)
  put('batches', crafts.batches)
  put('claims', crafts.claims)
  put('wages', crafts.wages)
  put('crafters', crafts.crafters)
  put('postings', jobs.postings)
  put('seekers', jobs.seekers)
  put('applications', jobs.applications)
  put('talks', jobs.talks)
  put('fairs', fairs.fairs)
  put('fair_booths', fairs.booths)
  put('fair_signups', fairs.signups)
  put('fair_talks', fairs.talks)

  const complaints = Array.from({ length: scale.cases }, () => complaintBetween(now - scale.span, now, chance))
  complaints.sort((a, b) => a.at - b.at)
  const counters = new Map<ClusterId, Record<string, number>>()
  for (let first = 0; first < complaints.length; first += BATCH) {
    const lived = complaints.slice(first, first + BATCH).map((complaint) => {
      const reporter = chance.pick(residents)
      const cluster = buildingCluster(reporter.home?.building ?? '') ?? 'A'
      return liveCase({ complaint, reporter, cluster, now, cast, chance })
    })
    put(
      'cases',
      lived.map(({ doc }) => doc),
    )
    put(
      'messages',
      lived.flatMap(({ messages }) => messages),
    )
    for (const { doc } of lived) addCounts(counters, doc)
  }
  put(
    'counts',
    [...counters].map(([_id, paths]) => ({ _id, ...nestedCounts(paths), applied: [] })),
  )
  const past = Math.floor(scale.cases / CASES_PER_NOTICE)
  put('notices', noticesOf({ now, past, author: cast.staff, chance }))
  return seeded
}

function castOf(servants: readonly Member[]) {
  const known = new Map<string, Member[]>()
  const serving = (building: string) => {
    const keys = rosterKeys(building, buildingCluster(building) ?? 'A')
    return servants.filter(({ roleKeys }) => roleKeys.some((key) => keys.includes(key)))
  }
  return {
    peopleOf(building: string): readonly Member[] {
      const people = known.get(building) ?? serving(building)
      known.set(building, people)
      return people
    },
    staff: servants.find(({ roleKeys }) => roleKeys.includes('staff')) as Member,
  }
}

function addCounts(counters: Map<ClusterId, Record<string, number>>, { cluster, events }: CaseDoc): void {
  const sums = counters.get(cluster) ?? {}
  counters.set(cluster, sums)
  for (const { counts } of events) {
    for (const [path, by] of Object.entries(counts)) sums[path] = (sums[path] ?? 0) + by
  }
}
