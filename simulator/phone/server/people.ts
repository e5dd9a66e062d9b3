/** The people in the database, so that a phone can be given to one of them. Read only. */
import type { Cloud } from '../../cloud'
import { emptyCost } from '../../cloud/cost'
import { isRecord } from '../../cloud/http'
import type { JsonObject } from '../../cloud/types'

export interface Person {
  readonly openid: string
  readonly name: string
  /** resident, enterprise, mediator, worker, leader, staff, admin */
  readonly role: string
  /** what the role is over, whom the person acts for, or where the person lives */
  readonly place: string
  /** buildings that the person serves or lives in */
  readonly buildings: readonly string[]
}

const MOST = 1_000
const COLLECTION = 'members'

/** Everybody who is known, in the order of joining; nobody when this mini-program has no such collection. */
export async function peopleOf({ database, clock }: Cloud): Promise<Person[]> {
  if (!database.collections().includes(COLLECTION)) return []
  const read = database.actions['database.getDocument']
  if (!read) return []
  const params = { collectionName: COLLECTION, queryType: 'WHERE', query: '{}', limit: MOST }
  const reply = await read(params, { requestId: 'people', now: clock.now, cost: emptyCost() })
  return listOf(reply).map(personOf)
}

function listOf(reply: JsonObject): Record<string, unknown>[] {
  const data = reply['data']
  const list = isRecord(data) && Array.isArray(data['list']) ? data['list'] : []
  return list.map((row): unknown => (typeof row === 'string' ? JSON.parse(row) : row)).filter(isRecord)
}

function personOf(row: Record<string, unknown>): Person {
  const grants = Array.isArray(row['grants']) ? row['grants'].filter(isRecord) : []
  const [first] = grants
  const name = typeof row['name'] === 'string' ? row['name'] : '（没留姓名）'
  const openid = String(row['_id'])
  if (first) return { openid, name, role: String(first['role']), ...areaOf(first) }
  const enterprises = Array.isArray(row['enterprises']) ? row['enterprises'].filter(isRecord) : []
  if (enterprises.length > 0) {
    const place = enterprises.map((one) => String(one['name'])).join('、')
    return { openid, name, role: 'enterprise', place, buildings: [] }
  }
  const home = row['home']
  if (!isRecord(home)) return { openid, name, role: 'resident', place: '', buildings: [] }
  const building = String(home['building'])
  const place = `${buildingName(building)} ${numberOf(home['unit'])}单元 ${numberOf(home['floor'])}楼${numberOf(home['room'])}号`
  return { openid, name, role: 'resident', place, buildings: [building] }
}

function areaOf(grant: Record<string, unknown>): Pick<Person, 'place' | 'buildings'> {
  if (typeof grant['building'] === 'string') {
    return { place: buildingName(grant['building']), buildings: [grant['building']] }
  }
  const buildings = Array.isArray(grant['buildings']) ? grant['buildings'].map(String) : []
  if (buildings.length > 0) return { place: buildings.map(buildingName).join('、'), buildings }
  return { place: typeof grant['cluster'] === 'string' ? `${grant['cluster']}区` : '', buildings: [] }
}

/** EJSON may write a number as { $numberInt: "3" }. */
const numberOf = (value: unknown): string => String(isRecord(value) ? Object.values(value)[0] : value)

/** "A18" → "A区18栋" */
const buildingName = (id: string): string => id.replace(/^([A-Z])(\d+)$/, '$1区$2栋')
