/** What goes out to whom, and what is deleted with a person. */
import type { Route } from '../../miniprogram/contract/api'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { TestCloud } from '../cloud'
import { application, idOf, ownView, stranger } from './enterprise-helpers'
import { employ, FIRM, FOREIGN_FIRM, ok, refused, tradingCloud, type People, type Person, type Trade } from './people'
import { rowsOf } from './store'

let cloud: TestCloud
let people: People
let trade: Trade

beforeAll(async () => {
  ;({ cloud, people, trade } = await tradingCloud())
}, 60_000)
afterAll(() => cloud.stop())

const docOf = (id: string) => rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === id)!

/** What outsiders might try. */
const attempts = (): [Route, object][] => [
  ['enterprises.get', { id: trade.enterprise }],
  ['enterprises.mine', {}],
  ['enterprises.list', { state: 'active' }],
  ['enterprises.apply', application({ code: FIRM.code })],
  ['enterprises.decide', { id: trade.enterprise, version: 1, decision: 'suspend', reason: '看看' }],
  ['enterprises.change', { id: trade.enterprise, version: 1, about: '看看' }],
  ['enterprises.invite', { id: trade.enterprise }],
  ['enterprises.join', { code: '0000000000', name: '看看' }],
  ['enterprises.remove', { id: trade.enterprise, person: trade.clerk.id }],
  ['estate.me', {}],
  ['estate.colleagues', { cluster: 'A' }],
  ['estate.grants', {}],
  ['messages.list', {}],
  ['cases.home', {}],
]

test('credit code, contact and the names of members are in no outsider’s answer', async () => {
  const { owner, clerk, foreignOwner } = trade
  const outsiders = Object.values(people).filter((person) => person !== people.staff)
  const secrets = [FIRM.code, owner.name, clerk.name, owner.phone, clerk.phone, owner.id, clerk.id].map(String)
  let told = 0
  for (const caller of [...outsiders, foreignOwner]) {
    for (const [route, input] of attempts()) {
      const bytes = JSON.stringify(await cloud.call(caller.openid, route, input))
      for (const secret of secrets)
        expect({ route, leaks: bytes.includes(secret) && secret }).toEqual({ route, leaks: false })
      told += 1
    }
  }
  expect(told).toBe((outsiders.length + 1) * attempts().length)
})

test('staff see what they decide on, but not a list of codes and contacts', async () => {
  const { staff } = people
  const view = JSON.stringify(await ok(cloud, staff.openid, 'enterprises.get', { id: trade.enterprise }))
  expect(view).toContain(FIRM.code)
  const rows = JSON.stringify(await ok(cloud, staff.openid, 'enterprises.list', { state: 'active' }))
  for (const secret of [FIRM.code, FOREIGN_FIRM.code, trade.owner.name, String(trade.owner.phone)]) {
    expect(rows).not.toContain(secret)
  }
})

test('no answer holds an openid, and the log nothing personal', async () => {
  const everyone: Person[] = [...Object.values(people), trade.owner, trade.clerk, trade.foreignOwner]
  const logged = cloud.logs().length
  for (const caller of everyone) {
    for (const [route, input] of attempts()) {
      const bytes = JSON.stringify(await cloud.call(caller.openid, route, input))
      for (const { openid } of everyone) expect(bytes).not.toContain(openid)
    }
  }
  const log = JSON.stringify(cloud.logs().slice(logged))
  expect(log.length).toBeGreaterThan(1000)
  for (const { openid, name, phone } of everyone) {
    for (const secret of [openid, name, phone]) if (secret) expect(log).not.toContain(secret)
  }
  for (const secret of [FIRM.code, FIRM.name, FIRM.about]) expect(log).not.toContain(secret)
})

test('a stored answer of a retried call holds no code of an invitation and no contact', async () => {
  const { owner, enterprise } = trade
  const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id: enterprise })
  const openid = stranger()
  await ok(cloud, openid, 'enterprises.join', { code, name: '来的人' })
  const kept = JSON.stringify(rowsOf(cloud, 'requests'))
  for (const secret of [code, FIRM.code, String(owner.phone)]) expect(kept).not.toContain(secret)
  await ok(cloud, owner.openid, 'enterprises.remove', { id: enterprise, person: await idOf(cloud, openid) })
})

describe('deleting', () => {
  it('is not for the owner of an enterprise, applied for or active', async () => {
    const { owner } = trade
    const applicant = stranger()
    await ok(cloud, applicant, 'enterprises.apply', application())
    for (const openid of [owner.openid, applicant]) {
      expect(await refused(cloud, openid, 'estate.erase', {})).toEqual({ code: 'NOT_NOW' })
      expect((await ok(cloud, openid, 'estate.me', {})).name).not.toBeNull()
    }
  })

  it('is refused whole when one of several is the person’s own', async () => {
    const openid = stranger()
    await employ(cloud, trade.owner.openid, trade.enterprise, openid, '两头跑')
    await ok(cloud, openid, 'enterprises.apply', application())
    expect(await refused(cloud, openid, 'estate.erase', {})).toEqual({ code: 'NOT_NOW' })
    expect(await ok(cloud, openid, 'estate.me', {})).toMatchObject({ name: '两头跑', enterprises: { length: 2 } })
    expect(docOf(trade.enterprise).members.some((member) => member.openid === openid)).toBe(true)
  })

  it('leaves the enterprises of others, and the name goes everywhere', async () => {
    const openid = stranger()
    await employ(cloud, trade.owner.openid, trade.enterprise, openid, '要走的人')
    await employ(cloud, trade.foreignOwner.openid, trade.foreignEnterprise, openid, '要走的人')
    await ok(cloud, openid, 'estate.erase', {})
    expect(await ok(cloud, openid, 'estate.me', {})).toMatchObject({ name: null, enterprises: [] })
    for (const id of [trade.enterprise, trade.foreignEnterprise]) {
      expect(docOf(id).members.some((member) => member.openid === openid)).toBe(false)
    }
    const view = JSON.stringify(await ownView(cloud, trade.owner.openid, trade.enterprise))
    expect(view).not.toContain('要走的人')
  })

  it('takes the contact of a refused application along; the staff cannot reopen it, the person may apply anew', async () => {
    const { staff } = people
    const openid = stranger()
    const input = application({ contact: { name: '后悔的人', phone: '13800138000' } })
    const { id } = await ok(cloud, openid, 'enterprises.apply', input)
    await ok(cloud, staff.openid, 'enterprises.decide', { id, version: 1, decision: 'refuse', reason: '材料不全' })
    await ok(cloud, openid, 'estate.erase', {})
    expect(docOf(id)).toMatchObject({ contact: { name: '', phone: '' }, members: [] })
    expect(JSON.stringify(rowsOf(cloud, 'members'))).not.toContain('后悔的人')
    const reopen = { id, version: 2, decision: 'reopen' }
    expect(await refused(cloud, staff.openid, 'enterprises.decide', reopen)).toEqual({ code: 'NOT_NOW' })
    expect(await ok(cloud, openid, 'enterprises.apply', input)).toEqual({ id, state: 'applied' })
    expect((await ownView(cloud, openid, id)).members).toMatchObject([{ name: '后悔的人', isOwner: true }])
  })

  it('while an invitation is used: the person is in, or has left nothing, never half', async () => {
    for (let round = 0; round < 5; round++) {
      const openid = stranger()
      await employ(cloud, trade.owner.openid, trade.enterprise, openid, '边走边来')
      const { code } = await ok(cloud, trade.foreignOwner.openid, 'enterprises.invite', { id: trade.foreignEnterprise })
      await Promise.all([
        cloud.call(openid, 'estate.erase', {}),
        cloud.call(openid, 'enterprises.join', { code, name: '边走边来' }),
      ])
      const mine = (await ok(cloud, openid, 'estate.me', {})).enterprises.map(({ id }) => id)
      const theirs = [trade.enterprise, trade.foreignEnterprise].filter((id) =>
        docOf(id).members.some((member) => member.openid === openid),
      )
      expect(theirs.sort()).toEqual([...mine].sort())
      for (const id of mine) await ok(cloud, openid, 'enterprises.remove', { id, person: await idOf(cloud, openid) })
    }
  })
})
