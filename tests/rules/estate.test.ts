import fc from 'fast-check'
import {
  buildingsOf,
  byNumber,
  byRoleThenName,
  clustersServed,
  grantProblem,
  hasGrant,
  homeProblem,
  invitationFor,
  isPastRoleLimit,
  isSameGrant,
  leaveProblem,
  mayGrant,
  mayManageLeave,
  maySeeCluster,
  tidyGrant,
  withGrant,
  withoutGrant,
  type Absent,
} from '../../cloudfunctions/estate/rules'
import { tidyCode } from '../../cloudfunctions/kit/ids'
import { leaveAt, maskPhone } from '../../cloudfunctions/kit/me-view'
import { buildingDocs } from '../../database/estate'
import {
  CLUSTERS,
  MAY_GRANT,
  ROLES,
  rosterKeys,
  type ClusterId,
  type Grant,
  type Role,
} from '../../miniprogram/contract/estate'

const NOW = Date.UTC(2026, 10, 24, 4)
const DAY = 86_400_000
const BUILDINGS = buildingDocs()

const MEDIATOR: Grant = { role: 'mediator', cluster: 'A', building: 'A18' }
const WORKER: Grant = { role: 'worker', cluster: 'A', buildings: ['A17', 'A18'] }
const LEADER: Grant = { role: 'leader', cluster: 'A' }
const STAFF: Grant = { role: 'staff' }
const ADMIN: Grant = { role: 'admin' }
const BY_ROLE: Record<Role, Grant> = { mediator: MEDIATOR, worker: WORKER, leader: LEADER, staff: STAFF, admin: ADMIN }

const building = fc.constantFrom(...BUILDINGS)
const anyCluster = fc.constantFrom(...CLUSTERS)
const anyGrant: fc.Arbitrary<Grant> = fc.oneof(
  building.map(({ _id, cluster }): Grant => ({ role: 'mediator', cluster, building: _id })),
  anyCluster.chain((cluster) =>
    fc
      .shuffledSubarray(
        BUILDINGS.filter((each) => each.cluster === cluster).map(({ _id }) => _id),
        { minLength: 1 },
      )
      .map((buildings): Grant => ({ role: 'worker', cluster, buildings })),
  ),
  anyCluster.map((cluster): Grant => ({ role: 'leader', cluster })),
  fc.constantFrom(STAFF, ADMIN),
)

describe('the estate', () => {
  const of = (cluster: ClusterId) => BUILDINGS.filter((each) => each.cluster === cluster)
  const households = (each: (typeof BUILDINGS)[number]) =>
    each.units.reduce((sum, { floors, roomsPerFloor }) => sum + floors * roomsPerFloor, 0)

  it('has 54 buildings in five clusters, A18 among them', () => {
    expect(BUILDINGS).toHaveLength(54)
    expect(new Set(BUILDINGS.map(({ _id }) => _id)).size).toBe(54)
    expect(CLUSTERS.map((cluster) => of(cluster).length)).toEqual([18, 9, 9, 9, 9])
    expect(BUILDINGS.find(({ _id }) => _id === 'A18')).toMatchObject({ name: 'A区18栋', cluster: 'A' })
  })

  it('has about 19,000 households, 352 a building', () => {
    const total = BUILDINGS.reduce((sum, each) => sum + households(each), 0)
    expect(Math.abs(total - 19_000)).toBeLessThan(200)
    for (const each of BUILDINGS) expect(Math.abs(households(each) - 352)).toBeLessThan(60)
  })

  it('has lifts by name in every unit, units in order, and knows who serves a building', () => {
    for (const { _id, cluster, units, rosterKeys: keys } of BUILDINGS) {
      expect(units.map(({ no }) => no)).toEqual(units.map((_, i) => i + 1))
      for (const { lifts } of units) expect(lifts.slice(0, 2)).toEqual(['1号梯', '2号梯'])
      expect(keys).toEqual(rosterKeys(_id, cluster))
    }
  })

  it('is the same every time', () => expect(buildingDocs()).toEqual(BUILDINGS))
})

describe('homes', () => {
  it('accepts every household of every building', () => {
    fc.assert(
      fc.property(building, fc.nat(), fc.nat(), fc.nat(), (each, a, b, c) => {
        const unit = each.units[a % each.units.length]!
        const home = {
          building: each._id,
          unit: unit.no,
          floor: (b % unit.floors) + 1,
          room: (c % unit.roomsPerFloor) + 1,
        }
        expect(homeProblem(each, home)).toBeNull()
      }),
    )
  })

  it('names the part that does not exist', () => {
    const [each] = BUILDINGS
    const home = { building: 'A1', unit: 1, floor: 1, room: 1 }
    expect(homeProblem(null, home)).toEqual({ building: 'not_found' })
    expect(homeProblem(each!, { ...home, unit: 3 })).toEqual({ unit: 'not_found' })
    expect(homeProblem(each!, { ...home, floor: 34 })).toEqual({ floor: 'not_found' })
    expect(homeProblem(each!, { ...home, room: 7 })).toEqual({ room: 'not_found' })
  })
})

describe('telephone and code', () => {
  it('never shows the middle of a telephone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (phone) => {
        const masked = maskPhone(phone)
        expect(masked).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`)
        expect(masked).not.toContain(phone.slice(3, 7))
      }),
    )
  })

  it('reads a code however it is typed', () => {
    const typed = (code: string) => [code, code.toLowerCase(), code.replace(/(.{5})/, '$1-'), ` ${code} `]
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/), (code) => {
        for (const form of typed(code)) expect(tidyCode(form)).toBe(code)
        expect(tidyCode(code.replace(/0/g, 'o').replace(/1/g, 'l'))).toBe(code)
      }),
    )
  })
})

describe('roles', () => {
  const MAY: Record<Role, Role[]> = {
    mediator: [],
    worker: [],
    leader: [],
    staff: ['mediator', 'worker', 'leader'],
    admin: ['mediator', 'worker', 'leader', 'staff', 'admin'],
  }

  it.each(ROLES.flatMap((by) => ROLES.map((role) => [by, role] as const)))(
    '%s grants %s as the table says',
    (by, role) => {
      expect(mayGrant([BY_ROLE[by]], role)).toBe(MAY[by].includes(role))
      expect(MAY_GRANT[by].includes(role)).toBe(MAY[by].includes(role))
      expect(mayGrant([], role)).toBe(false)
    },
  )

  it('compares roles by what they are over, not by order', () => {
    const turned: Grant = { role: 'worker', cluster: 'A', buildings: ['A18', 'A17', 'A18'] }
    expect(isSameGrant(WORKER, turned)).toBe(true)
    expect(tidyGrant(turned)).toEqual(WORKER)
    expect(isSameGrant(WORKER, { ...turned, buildings: ['A17'] })).toBe(false)
    expect(isSameGrant(LEADER, { role: 'leader', cluster: 'B' })).toBe(false)
    expect(isSameGrant(LEADER, MEDIATOR)).toBe(false)
  })

  it('adds a role once and takes it away whole, leaving the others', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 8 }), anyGrant, (grants, grant) => {
        const once = withGrant(grants, grant)
        expect(withGrant(once, grant)).toEqual(once)
        expect(hasGrant(once, grant)).toBe(true)
        const rest = withoutGrant(once, grant)
        expect(hasGrant(rest, grant)).toBe(false)
        expect(rest).toEqual(withoutGrant(grants, grant))
        for (const other of grants) if (!isSameGrant(other, grant)) expect(hasGrant(rest, other)).toBe(true)
      }),
    )
  })

  it('accepts roles over what exists, in its own cluster', () => {
    const existing = BUILDINGS.map(({ _id }) => _id)
    fc.assert(fc.property(anyGrant, (grant) => expect(grantProblem(tidyGrant(grant), existing)).toBeNull()))
    expect(buildingsOf(LEADER)).toEqual([])
    expect(grantProblem({ ...MEDIATOR, building: 'A19' }, ['A18'])).toEqual({ 'grant.building': 'not_found' })
    expect(grantProblem({ ...MEDIATOR, cluster: 'B' }, ['A18'])).toEqual({ 'grant.building': 'wrong_cluster' })
    const mixed: Grant = { role: 'worker', cluster: 'A', buildings: ['A1', 'B1'] }
    expect(grantProblem(mixed, ['A1'])).toEqual({ 'grant.buildings': 'not_found' })
    expect(grantProblem(mixed, ['A1', 'B1'])).toEqual({ 'grant.buildings': 'wrong_cluster' })
  })

  it('counts to ten', () => {
    expect(isPastRoleLimit(Array<Grant>(10).fill(STAFF))).toBe(false)
    expect(isPastRoleLimit(Array<Grant>(11).fill(STAFF))).toBe(true)
  })

  it.each([
    ['nobody', [], []],
    ['mediator', [MEDIATOR], ['A']],
    ['worker', [WORKER], ['A']],
    ['leader', [LEADER], ['A']],
    ['staff', [STAFF], [...CLUSTERS]],
    ['admin', [ADMIN], [...CLUSTERS]],
    ['mediator in two clusters', [MEDIATOR, { role: 'mediator', cluster: 'C', building: 'C1' }], ['A', 'C']],
  ] as [string, Grant[], ClusterId[]][])('%s sees the colleagues of the own clusters alone', (_who, grants, seen) => {
    expect(CLUSTERS.filter((cluster) => maySeeCluster(grants, cluster))).toEqual(seen)
  })

  it('sorts buildings by number and people by role', () => {
    expect(['B1', 'A10', 'A2'].sort(byNumber)).toEqual(['A2', 'A10', 'B1'])
    const people = [
      { name: '丁', grants: [MEDIATOR] },
      { name: '乙', grants: [WORKER] },
      { name: '甲', grants: [LEADER] },
    ]
    expect(people.sort(byRoleThenName).map(({ name }) => name)).toEqual(['甲', '乙', '丁'])
  })
})

describe('invitations', () => {
  it.each([
    ['unknown', null, 'dead'],
    ['open', { used: null, expiresAt: NOW + 1 }, 'open'],
    ['expired this moment', { used: null, expiresAt: NOW }, 'dead'],
    ['begun by me', { used: 'me', expiresAt: NOW + 1 }, 'mine'],
    ['begun by me, expired', { used: 'me', expiresAt: NOW }, 'dead'],
    ['used by another', { used: 'you', expiresAt: NOW + 1 }, 'dead'],
  ] as const)('%s', (_name, invitation, state) => expect(invitationFor(invitation, 'me', NOW)).toBe(state))
})

describe('leave', () => {
  const person = (id: string, ...grants: Grant[]): Absent => ({ id, grants, leave: null })
  const me = person('me', WORKER)
  const standIn = person('you', { role: 'worker', cluster: 'A', buildings: ['A1'] })
  const leave = { from: NOW, to: NOW + 7 * DAY, standIn: 'you' }

  it.each([
    ['a week', leave, standIn, null],
    ['nobody stands in: the leader decides', { ...leave, standIn: null }, null, null],
    ['sixty days', { ...leave, to: NOW + 60 * DAY }, standIn, null],
    ['a day more', { ...leave, to: NOW + 60 * DAY + 1 }, standIn, { 'leave.to': 'too_large' }],
    ['ends before it begins', { ...leave, from: NOW + 8 * DAY }, standIn, { 'leave.to': 'too_small' }],
    ['ends when it begins', { ...leave, to: leave.from }, standIn, { 'leave.to': 'too_small' }],
    ['is over', { ...leave, from: NOW - 2 * DAY, to: NOW }, standIn, { 'leave.to': 'past' }],
    ['next year', { ...leave, from: NOW + 181 * DAY, to: NOW + 182 * DAY }, standIn, { 'leave.from': 'too_large' }],
    ['nobody of that name', leave, null, { 'leave.standIn': 'not_a_choice' }],
    ['oneself', { ...leave, standIn: 'me' }, me, { 'leave.standIn': 'not_a_choice' }],
    ['a mediator', leave, person('you', MEDIATOR), { 'leave.standIn': 'not_a_choice' }],
    [
      'a worker of another cluster',
      leave,
      person('you', { role: 'worker', cluster: 'B', buildings: ['B1'] }),
      { 'leave.standIn': 'not_a_choice' },
    ],
    [
      'somebody who is away as well',
      leave,
      { ...standIn, leave: { from: NOW + 6 * DAY, to: NOW + 9 * DAY, standIn: null } },
      { 'leave.standIn': 'on_leave' },
    ],
    [
      'somebody who comes back that day',
      { ...leave, from: NOW + DAY },
      { ...standIn, leave: { from: NOW - DAY, to: NOW + DAY, standIn: null } },
      null,
    ],
  ] as [string, typeof leave, Absent | null, object | null][])('%s', (_name, asked, other, problem) => {
    expect(leaveProblem(asked, me, other, NOW)).toEqual(problem)
  })

  it.each([
    ['staff', [STAFF], true],
    ['admin', [ADMIN], true],
    ['the leader', [LEADER], true],
    ['another leader', [{ role: 'leader', cluster: 'B' }], false],
    ['a colleague', [WORKER], false],
    ['nobody', [], false],
  ] as [string, Grant[], boolean][])('%s manages it: %#', (_name, grants, may) => {
    expect(mayManageLeave(grants, me)).toBe(may)
  })

  it('is none when it is over', () => {
    const standing = { ...leave, standIn: null }
    expect(leaveAt(standing, NOW)).toEqual(standing)
    expect(leaveAt(standing, standing.to)).toBeNull()
    expect(leaveAt(null, NOW)).toBeNull()
  })

  it('is for those who serve a cluster', () => {
    expect(clustersServed([WORKER, MEDIATOR])).toEqual(['A'])
    expect(clustersServed([STAFF, ADMIN])).toEqual([])
  })
})
