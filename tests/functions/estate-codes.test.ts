/** The pictures of codes for stairs, lifts and doors: who gets them, of which places, and what they say. */
import appJson from '../../miniprogram/app.json'
import { ESTATE_LIMITS } from '../../miniprogram/contract/estate'
import type { TestCloud } from '../cloud'
import { readMiniProgramCode } from '../read-code'
import { ok, refused, settledCloud, type People } from './people'
import { everything } from './store'

const REPORT = 'packages/cases/pages/report/index'
const BIND = 'packages/me/pages/bind/index'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
}, 60_000)
afterAll(() => cloud.stop())

const made = (code: string, openid = people.staff.openid) => ok(cloud, openid, 'estate.code', { code })
const pages = appJson.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))

describe('the picture', () => {
  it.each([
    ['A18-1', 'A18-1', REPORT, '扫一扫，报修、反映问题 · A区18栋1单元'],
    ['A18-1-L2', 'A18-1-L2', REPORT, '扫一扫，报修、反映问题 · A区18栋1单元2号电梯'],
    ['A18-1-0302', 'A18-1-0302', BIND, '扫一扫，登记住处 · A区18栋1单元3楼02号'],
    [' b9-02-l1', 'B9-2-L1', REPORT, '扫一扫，报修、反映问题 · B区9栋2单元1号电梯'],
  ])('of %s opens the page for it with the place', async (code, scene, page, caption) => {
    const answer = await made(code)
    expect(answer).toEqual({ picture: expect.any(String), caption })
    expect(answer.picture.length).toBeLessThanOrEqual(ESTATE_LIMITS.codePictureCharacters)
    expect(await readMiniProgramCode(Buffer.from(answer.picture, 'base64'))).toEqual({ page, scene })
    expect(pages).toContain(page)
  })

  it('is the same each time, and leaves no trace', async () => {
    const before = everything(cloud)
    const first = await made('A18-1-L1')
    expect(await made('A18-1-L1')).toEqual(first)
    expect(await made('A18-1-L2')).not.toEqual(first)
    expect(everything(cloud)).toBe(before)
  })
})

describe('what is asked for', () => {
  it.each([
    ['a building', 'A19-1'],
    ['a building of number zero', 'A0-1'],
    ['a stair', 'A18-9'],
    ['stair zero', 'A18-0'],
    ['a lift', 'A18-1-L9'],
    ['lift zero', 'A18-1-L0'],
    ['the lift of a stair', 'A18-9-L1'],
    ['a floor', 'A18-1-9901'],
    ['floor zero', 'A18-1-0001'],
    ['a room', 'A18-1-0399'],
    ['room zero', 'A18-1-0300'],
    ['the door of a stair', 'A18-9-0302'],
  ])('%s that does not exist: %s', async (_what, code) => {
    expect(await refused(cloud, people.staff.openid, 'estate.code', { code })).toEqual({
      code: 'INVALID_INPUT',
      fields: { code: 'not_found' },
    })
  })

  it.each([
    ['', 'wrong_form'],
    ['A18', 'wrong_form'],
    ['F1-1', 'wrong_form'],
    ['A18-1-302', 'wrong_form'],
    ['A18-1-0302&x=1', 'wrong_form'],
    [`A18-1${' '.repeat(30)}`, 'too_long:32'],
    [18, 'wrong_type'],
    [{ $gt: '' }, 'wrong_type'],
    [undefined, 'missing'],
  ])('%j is no code', async (code, problem) => {
    expect(await refused(cloud, people.staff.openid, 'estate.code', { code })).toEqual({
      code: 'INVALID_INPUT',
      fields: { code: problem },
    })
  })
})

describe('a leader', () => {
  it('gets the codes of the own cluster', async () => {
    const { openid } = people.leader
    for (const code of ['A1-1', 'A18-1-L1', 'A9-1-0101'])
      expect(await made(code, openid)).toEqual(await made(code, people.admin.openid))
  })

  it.each(['B1-1', 'B1-1-L1', 'B1-1-0101', 'E9-9-9999'])(
    'and no other, not even whether it exists: %s',
    async (code) => {
      expect(await refused(cloud, people.leader.openid, 'estate.code', { code })).toEqual({ code: 'FORBIDDEN' })
      const foreign = cloud.call(people.foreignLeader.openid, 'estate.code', { code: 'A1-1' })
      expect(await foreign).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    },
  )
})

it('costs two look-ups: the caller and the building', async () => {
  await made('A18-2-L1')
  expect(cloud.lastCost().databaseRequests).toBe(2)
})
