/** The people of the estate: residents by household, and those who serve them. */
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import { CLUSTERS, roleKeys, type Building, type Grant, type Home } from '../../miniprogram/contract/estate'
import type { BuildingDoc } from '../../cloudfunctions/kit/buildings'
import type { Chance } from './chance'

const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国玉兰红梅志远春燕文斌小林晓东雪琴')

const PHONE_HEADS = ['135', '136', '138', '139', '150', '151', '158', '177', '185', '199']

export interface Estate {
  residents: Member[]
  /** mediators, workers, leaders, staff and the administrator */
  servants: Member[]
}

export interface PeopleOptions {
  buildings: readonly BuildingDoc[]
  residents: number
  /** when the estate was settled, epoch ms; people came since */
  since: number
  until: number
  chance: Chance
}

function nameOf(chance: Chance): string {
  const given = chance.pick(GIVEN) + (chance.next() < 0.75 ? chance.pick(GIVEN) : '')
  return chance.pick(SURNAMES) + given
}

const phoneOf = (chance: Chance): string =>
  chance.pick(PHONE_HEADS) + String(chance.below(100_000_000)).padStart(8, '0')

/** A person with a made-up name and telephone. */
export function member(openid: string, at: number, chance: Chance, part: Partial<Member>): Member {
  const grants = part.grants ?? []
  return {
    _id: openid,
    id: newId(at, chance.bytes(16)),
    name: nameOf(chance),
    phone: phoneOf(chance),
    home: null,
    grants,
    leave: null,
    quota: {},
    createdAt: at,
    version: 1,
    ...part,
    roleKeys: roleKeys(grants),
  }
}

const WORKER_BUILDINGS = 3

/** Every building its mediator, every three a worker, every cluster a leader; staff and administrator for all. */
function servantsOf({ buildings, since, chance }: PeopleOptions): Member[] {
  const servants: Member[] = []
  const add = (openid: string, grants: Grant[], home: Home | null = null) =>
    servants.push(member(openid, since, chance, { grants, home }))
  for (const cluster of CLUSTERS) {
    const own = buildings.filter((building) => building.cluster === cluster).map((building) => building._id)
    for (const building of own) {
      add(`demo-mediator-${building}`, [{ role: 'mediator', cluster, building }], {
        building,
        unit: 1,
        floor: 2,
        room: 1,
      })
    }
    for (let first = 0; first < own.length; first += WORKER_BUILDINGS) {
      const part = own.slice(first, first + WORKER_BUILDINGS)
      add(`demo-worker-${part[0] ?? cluster}`, [{ role: 'worker', cluster, buildings: part }])
    }
    add(`demo-leader-${cluster}`, [{ role: 'leader', cluster }])
  }
  for (const name of ['one', 'two', 'three']) add(`demo-staff-${name}`, [{ role: 'staff' }])
  add('demo-admin', [{ role: 'admin' }])
  return servants
}

/** All homes, in an order that spreads people over the estate. */
function homesOf(buildings: readonly Pick<Building, 'units'>[] & readonly BuildingDoc[]): Home[] {
  const homes: Home[] = []
  for (const { _id: building, units } of buildings) {
    for (const { no: unit, floors, roomsPerFloor } of units) {
      for (let floor = 1; floor <= floors; floor++) {
        for (let room = 1; room <= roomsPerFloor; room++) homes.push({ building, unit, floor, room })
      }
    }
  }
  return homes
}

export function peopleOf(options: PeopleOptions): Estate {
  const { buildings, residents: wanted, since, until, chance } = options
  const servants = servantsOf(options)
  const homes = homesOf(buildings)
  // a stride that shares no factor with the number of homes visits each once before any twice
  const stride = 7919
  const residents = Array.from({ length: wanted }, (_, index) => {
    const home = homes[(index * stride) % homes.length] as Home
    const at = since + Math.floor(chance.next() * (until - since))
    return member(`demo-resident-${index + 1}`, at, chance, { home })
  })
  return { residents, servants }
}
