/** What only this page asks the server for. */
import { buildingCluster } from '../../../../contract/estate'
import { call } from '../../../../core/rpc'
import { candidatesFor, type Candidate } from './candidates.view'

/** To whom a case in this building can be assigned. */
export async function loadCandidates(building: string, now: number): Promise<Candidate[]> {
  const cluster = buildingCluster(building)
  if (!cluster) return []
  const { colleagues } = await call('estate.colleagues', { cluster })
  return candidatesFor(colleagues, building, now)
}
