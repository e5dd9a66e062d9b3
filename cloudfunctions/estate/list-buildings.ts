import type { Out } from '../../miniprogram/contract/api'
import * as repo from './repo'
import { byNumber } from './rules'
import { buildingView } from './view'

/** The whole estate, to choose a home or a place from. */
export async function listBuildings(): Promise<Out<'estate.buildings'>> {
  const buildings = (await repo.allBuildings()).map(buildingView)
  return { buildings: buildings.sort((a, b) => byNumber(a.id, b.id)) }
}
