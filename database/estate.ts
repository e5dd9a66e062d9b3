import type { BuildingDoc } from '../cloudfunctions/kit/buildings'
import { CLUSTERS, rosterKeys, type ClusterId, type Unit } from '../miniprogram/contract/estate'

/** Buildings by cluster: 54 in all. */
const BUILDINGS: { readonly [C in ClusterId]: number } = { A: 18, B: 9, C: 9, D: 9, E: 9 }

/** The estate was built to six plans, which take turns: 352 households a building on average, 19,044 in all. */
const PLANS = [
  { units: 2, floors: 33, roomsPerFloor: 6 },
  { units: 2, floors: 30, roomsPerFloor: 6 },
  { units: 2, floors: 22, roomsPerFloor: 8 },
  { units: 3, floors: 18, roomsPerFloor: 6 },
  { units: 2, floors: 27, roomsPerFloor: 6 },
  { units: 3, floors: 24, roomsPerFloor: 5 },
] as const

/** Stairs with many households have a third lift. */
const HOUSEHOLDS_PER_LIFT = 90

function unitOf(no: number, floors: number, roomsPerFloor: number): Unit {
  const lifts = Math.ceil((floors * roomsPerFloor) / HOUSEHOLDS_PER_LIFT)
  return { no, floors, roomsPerFloor, lifts: Array.from({ length: lifts }, (_, i) => `${i + 1}号梯`) }
}

function buildingDoc(cluster: ClusterId, no: number, plan: (typeof PLANS)[number]): BuildingDoc {
  const id = `${cluster}${no}`
  return {
    _id: id,
    cluster,
    name: `${cluster}区${no}栋`,
    units: Array.from({ length: plan.units }, (_, i) => unitOf(i + 1, plan.floors, plan.roomsPerFloor)),
    rosterKeys: rosterKeys(id, cluster),
  }
}

/** The estate's buildings as they are stored; always the same. */
export function buildingDocs(): BuildingDoc[] {
  const places = CLUSTERS.flatMap((cluster) =>
    Array.from({ length: BUILDINGS[cluster] }, (_, i) => ({ cluster, no: i + 1 })),
  )
  return places.map(({ cluster, no }, i) => buildingDoc(cluster, no, PLANS[i % PLANS.length] ?? PLANS[0]))
}
